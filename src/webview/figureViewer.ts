import { button, disableControls, element } from './dom';
import { l10n } from './localization';

/** The factor of one zoom step. */
const step = 1.25;
const smallest = 0.1;
const largest = 20;

/** Shows a figure large, above the page. It can be enlarged by keys, buttons and the wheel, and moved by dragging. */
export class FigureViewer {
  readonly #picture = element('div', {
    class: 'viewer-picture',
    tabindex: '0',
    role: 'group',
    'aria-label': l10n.t('Figure'),
  });
  readonly #caption = element('div', { class: 'viewer-caption' });
  readonly #copyCaption = button({}, () => this.#copy?.(), l10n.t('Copy Caption'));
  readonly #dialog = element('dialog', { class: 'viewer', 'aria-label': l10n.t('Figure') });
  #image: HTMLImageElement | undefined;
  #opener: HTMLElement | undefined;
  #copy: (() => void) | undefined;
  #zoom = 1;

  constructor() {
    const tools = element(
      'div',
      { class: 'viewer-tools' },
      button({ 'aria-keyshortcuts': '-' }, () => this.#zoomTo(this.#zoom / step), l10n.t('Smaller')),
      button({ 'aria-keyshortcuts': '+' }, () => this.#zoomTo(this.#zoom * step), l10n.t('Larger')),
      button({ 'aria-keyshortcuts': '0' }, () => this.#zoomTo(1), l10n.t('Fit')),
      this.#copyCaption,
      button({ 'aria-keyshortcuts': 'Escape' }, () => this.hide(), l10n.t('Close')),
    );
    this.#dialog.append(tools, this.#picture, this.#caption);
    this.#dialog.addEventListener('keydown', (event) => this.#press(event));
    this.#dialog.addEventListener('close', () => this.#closed());
    this.#picture.addEventListener('wheel', (event) => this.#turn(event), { passive: false });
    this.#picture.addEventListener('pointerdown', (event) => this.#drag(event));
  }

  /** Shows a figure with a copy of its caption. */
  show(figure: HTMLImageElement, caption: Node | undefined, copyCaption: () => void): void {
    this.#opener = figure.closest('button') ?? undefined;
    this.#image = element('img');
    this.#image.alt = figure.alt;
    this.#image.draggable = false;
    this.#image.src = figure.src;
    this.#copy = copyCaption;
    this.#picture.replaceChildren(this.#image);
    this.#caption.replaceChildren(caption ?? '');
    disableControls(this.#caption);
    this.#copyCaption.hidden = caption === undefined;
    document.body.append(this.#dialog);
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#zoomTo(1);
    this.#picture.focus();
  }

  /** Returns whether a figure was shown. The focus goes back to where it was. */
  hide(): boolean {
    if (!this.#dialog.open) return false;
    this.#dialog.close();
    return true;
  }

  #closed(): void {
    this.#dialog.remove();
    this.#picture.replaceChildren();
    this.#opener?.focus({ preventScroll: true });
    this.#opener = undefined;
  }

  /** Keys are not the page's while a figure is shown. */
  #press(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '+' || event.key === '=') this.#zoomTo(this.#zoom * step);
    else if (event.key === '-') this.#zoomTo(this.#zoom / step);
    else if (event.key === '0') this.#zoomTo(1);
    else if (event.key === 'Escape') this.hide();
    else return;
    event.preventDefault();
  }

  #turn(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#zoomTo(event.deltaY < 0 ? this.#zoom * step : this.#zoom / step);
  }

  /** `zoom` 1 fits the figure into the window. The middle stays where it is. */
  #zoomTo(zoom: number): void {
    const picture = this.#picture;
    const image = this.#image;
    if (!image) return;
    const next = Math.min(largest, Math.max(smallest, zoom));
    const by = next / this.#zoom;
    const middle = {
      x: picture.scrollLeft + picture.clientWidth / 2,
      y: picture.scrollTop + picture.clientHeight / 2,
    };
    this.#zoom = next;
    image.style.width = `${String(Math.round(100 * next))}%`;
    image.style.height = `${String(Math.round(100 * next))}%`;
    picture.scrollTo(middle.x * by - picture.clientWidth / 2, middle.y * by - picture.clientHeight / 2);
  }

  #drag(start: PointerEvent): void {
    if (start.button !== 0) return;
    const picture = this.#picture;
    const from = { left: picture.scrollLeft, top: picture.scrollTop };
    picture.setPointerCapture(start.pointerId);
    const move = (event: PointerEvent): void =>
      picture.scrollTo(
        from.left - (event.clientX - start.clientX),
        from.top - (event.clientY - start.clientY),
      );
    const end = (): void => picture.removeEventListener('pointermove', move);
    picture.addEventListener('pointermove', move);
    picture.addEventListener('pointerup', end, { once: true });
    picture.addEventListener('pointercancel', end, { once: true });
  }
}
