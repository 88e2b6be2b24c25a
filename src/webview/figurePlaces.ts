import type { PageFigure } from '../protocol/messages';
import { button, element } from './dom';
import type { ImageInline } from './fullTextInline';
import { l10n } from './localization';

interface FigurePlace {
  readonly element: HTMLElement;
  readonly image: ImageInline;
}

/** How far below and above the window figures are wanted. */
const margin = '100%';

interface FigurePlacesParts {
  /** Requests figures that the page does not have; `isAsked` if a person pressed the button for it. */
  readonly want: (sources: readonly string[], isAsked: boolean) => void;
  /** Shows a figure large. */
  readonly open: (figure: HTMLImageElement) => void;
}

/**
 * The places of figures in a whole paper. A place has the size of its figure from the start, so that nothing moves when
 * the figure arrives. Figures near the window are requested.
 */
export class FigurePlaces {
  readonly #bySource = new Map<string, FigurePlace[]>();
  readonly #known = new Map<string, PageFigure>();
  readonly #sources = new WeakMap<Element, string>();
  /** Sources of places near the window. */
  readonly #near = new Set<string>();
  #isScheduled = false;
  readonly #observer = new IntersectionObserver((entries) => this.#see(entries), { rootMargin: margin });

  constructor(private readonly parts: FigurePlacesParts) {}

  /** Draws the place of a figure. */
  draw(image: ImageInline): HTMLElement {
    const { src, width, height } = image;
    const holder = element('span', { class: 'figure-place' });
    if (width !== undefined && height !== undefined) {
      holder.style.width = `${String(width)}px`;
      holder.style.aspectRatio = `${String(width)} / ${String(height)}`;
    }
    const place = { element: holder, image };
    const places = this.#bySource.get(src);
    if (places) places.push(place);
    else this.#bySource.set(src, [place]);
    this.#sources.set(holder, src);
    this.#fill(place);
    return holder;
  }

  /** Shows figures, or why they are missing. */
  show(figures: readonly PageFigure[]): void {
    for (const figure of figures) {
      this.#known.set(figure.source, figure);
      for (const place of this.#bySource.get(figure.source) ?? []) this.#fill(place);
    }
  }

  /** Forgets all figures. */
  clear(): void {
    this.#observer.disconnect();
    this.#bySource.clear();
    this.#known.clear();
    this.#near.clear();
  }

  #fill(place: FigurePlace): void {
    const { element: holder, image } = place;
    const { url, problem } = this.#known.get(image.src) ?? {};
    holder.classList.toggle('is-missing', url === undefined);
    if (url === undefined) {
      holder.replaceChildren(this.#words(image, problem));
      if (problem === undefined) this.#observer.observe(holder);
      else this.#observer.unobserve(holder);
      return;
    }
    this.#observer.unobserve(holder);
    this.#near.delete(image.src);
    const shown = element('img');
    shown.alt = image.alt ?? l10n.t('Figure');
    shown.decoding = 'async';
    shown.draggable = false;
    shown.src = url;
    const opener = button(
      { class: 'figure-open', title: l10n.t('Open Figure') },
      () => this.parts.open(shown),
      shown,
    );
    holder.replaceChildren(opener);
  }

  /** The text in the place of a figure that is missing. */
  #words({ src, alt = l10n.t('Figure') }: ImageInline, problem: string | undefined): DocumentFragment {
    const words = document.createDocumentFragment();
    words.append(element('span', {}, alt));
    if (problem === undefined) return words;
    const fetch = button(
      { class: 'figure-fetch' },
      () => this.parts.want([src], true),
      l10n.t('Fetch Figure'),
    );
    words.append(element('span', { class: 'figure-problem' }, problem), fetch);
    return words;
  }

  #see(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const source = this.#sources.get(target);
      if (source === undefined || this.#known.has(source)) continue;
      if (isIntersecting) this.#near.add(source);
      else this.#near.delete(source);
    }
    if (this.#near.size === 0 || this.#isScheduled) return;
    this.#isScheduled = true;
    setTimeout(() => {
      this.#isScheduled = false;
      // Those that were seen last are in front of the person now.
      const sources = [...this.#near].filter((source) => !this.#known.has(source)).toReversed();
      if (sources.length > 0) this.parts.want(sources.slice(0, mostWanted), false);
    }, settling);
  }
}

/** Milliseconds that figures stay near the window before they are requested. */
const settling = 100;
const mostWanted = 100;
