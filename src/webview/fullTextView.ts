import { firstIndex } from '../core/base/firstIndex';
import type { Block } from '../core/fulltext/document';
import type { HostMessage, PageFigure, ReaderMessage, ReadingPlace } from '../protocol/messages';
import { button, element } from './dom';
import { FigurePlaces } from './figurePlaces';
import { FigureViewer } from './figureViewer';
import { drawBlock, fitColumns } from './fullTextBlocks';
import type { References } from './fullTextInline';
import { FullTextMap } from './fullTextMap';
import { FullTextPeek } from './fullTextPeek';
import { BlockPointer, type BlockToCopy } from './blockPointer';
import { PlaceHistory } from './placeHistory';
import { SettlingScroll } from './settlingScroll';
import type { OpenLink } from './webLink';
import { l10n } from './localization';

/** Requests to the host. */
export interface FullTextRequests {
  readonly open: OpenLink;
  readonly post: (message: FullTextRequest) => void;
}

type FullTextRequest = Extract<
  ReaderMessage,
  { type: 'wantFigures' | 'copyBlock' | 'lookUpReference' | 'citedPaper' }
>;
type FullTextMessage = Extract<HostMessage, { type: 'fullText' }>;

/** Milliseconds in which blocks are drawn before the page gets its turn. */
const slice = 8;

/** The height that the page's toolbar takes. */
const toolbarHeight = 48;
/** The index of the first element that ends below a height of the window. The elements follow one another. */
function firstBelow(elements: HTMLCollection, height: number): number {
  return firstIndex(elements.length, (at) => (elements[at]?.getBoundingClientRect().bottom ?? 0) > height);
}

/** The whole paper below the abstract. Blocks are drawn in slices, as they arrive. */
export class FullTextView {
  readonly element = element('section', { class: 'fulltext', 'aria-label': l10n.t('Whole paper') });
  readonly #peek: FullTextPeek;
  readonly #pointer = new BlockPointer(this.element);
  readonly #blocks: Block[] = [];
  readonly #history = new PlaceHistory();
  readonly #viewer = new FigureViewer();
  readonly #figures: FigurePlaces;
  readonly #references: References;
  readonly #drawn: HTMLElement[] = [];
  /** Keyed by the index of the note's block. */
  readonly #noteLabels = new Map<number, string>();
  /** The blocks that may contain the next one, by depth. */
  readonly #open: HTMLElement[] = [];
  #waiting: Block[] = [];
  #license: string | undefined;
  #isWhole = false;
  #isScheduled = false;
  /** The number of slices of the paper that were drawn. */
  #slices = 0;
  #goal: ReadingPlace | undefined;
  readonly #indexes = new WeakMap<Element, number>();
  #map = new FullTextMap();

  readonly #scroll = new SettlingScroll();

  constructor(
    { open, post }: FullTextRequests,
    private readonly changed: () => void,
  ) {
    this.#figures = new FigurePlaces({
      want: (sources, isAsked) => post({ type: 'wantFigures', sources, isAsked }),
      open: (figure) => this.#showFigure(figure, post),
    });
    this.#peek = new FullTextPeek({
      post,
      goTo: (block) => this.#jump(block),
      drawn: (index) => {
        const [block, drawn] = [this.#blocks[index], this.#drawn[index]];
        return block && drawn && { block, element: drawn };
      },
    });
    this.#references = {
      open,
      figure: (image) => this.#figures.draw(image),
      peek: (target, reference) => this.#peek.show(target, reference, false),
      rest: (target, reference) => this.#peek.rest(target, reference),
    };
  }

  /** The text as far as it has been drawn. */
  get map(): FullTextMap {
    return this.#map;
  }

  /** Removes the paper. */
  clear(): void {
    this.element.replaceChildren();
    this.element.hidden = true;
    this.#drawn.length = 0;
    this.#blocks.length = 0;
    this.#noteLabels.clear();
    this.#history.clear();
    this.#open.length = 0;
    this.#map = new FullTextMap();
    this.#waiting = [];
    this.#slices = 0;
    this.#license = undefined;
    this.#isWhole = false;
    this.#goal = undefined;
    this.#peek.hide();
    this.#viewer.hide();
    this.#figures.clear();
  }

  /** Shows the actions for the paper of a reference. */
  showCited(message: Extract<HostMessage, { type: 'citedPaper' }>): void {
    this.#peek.showCited(message);
  }

  /** The index of the equation or table that {@link BlockPointer} finds, if any. */
  blockToCopy(kind: BlockToCopy): number | undefined {
    const block = this.#pointer.find(kind);
    return block && this.#indexes.get(block);
  }

  /** Goes back to where a person was before they followed a reference, or forward again. Returns whether there was a place. */
  travel(by: 1 | -1): boolean {
    const place = this.#history.go(by, this.place);
    if (place) this.goTo(place);
    return place !== undefined;
  }

  #jump(block: number): void {
    this.#history.leave(this.place);
    this.goTo({ block, offset: 0 });
  }

  /** Shows figures, or why they are missing. */
  showFigures(figures: readonly PageFigure[]): void {
    this.#figures.show(figures);
  }

  /** A part of the paper; the first one replaces what was shown. */
  receive({ start, blocks, isLast, license }: FullTextMessage): void {
    if (start === 0) this.clear();
    if (start !== this.#drawn.length + this.#waiting.length) return;
    this.element.hidden = false;
    this.#waiting = this.#waiting.concat(blocks);
    this.#license = license ?? this.#license;
    this.#isWhole = isLast;
    this.#schedule();
  }

  /** The outermost elements with text in sight, and for the height of the window above and below. */
  elementsNear(): readonly Element[] {
    const { children } = this.element;
    const { innerHeight } = window;
    const near: Element[] = [];
    for (let at = firstBelow(children, -innerHeight); at < children.length; at++) {
      const child = children[at];
      if (!child || child.getBoundingClientRect().top > 2 * innerHeight) break;
      near.push(child);
    }
    return near;
  }

  /** Whether all of the paper is drawn. */
  get isWhole(): boolean {
    return this.#isWhole && this.#waiting.length === 0 && this.#drawn.length > 0;
  }

  /** The place below the toolbar; undefined while the paper begins below it. */
  get place(): ReadingPlace | undefined {
    const { children } = this.element;
    if (this.element.getBoundingClientRect().top >= toolbarHeight) return undefined;
    const top = children[firstBelow(children, toolbarHeight)];
    const block = top && this.#indexes.get(top);
    if (!top || block === undefined) return undefined;
    const box = top.getBoundingClientRect();
    return { block, offset: Math.min(1, Math.max(0, (toolbarHeight - box.top) / Math.max(1, box.height))) };
  }

  /** Scrolls to a place, as soon as it is drawn. */
  goTo(place: ReadingPlace): void {
    const block = this.#drawn[place.block];
    this.#goal = block ? undefined : place;
    if (!block) return;
    this.#peek.hide();
    this.#scroll.start(() => {
      if (!block.isConnected) return undefined;
      const { top, height } = block.getBoundingClientRect();
      const by = top + place.offset * height - toolbarHeight;
      return Math.abs(by) > 1 ? by : 0;
    });
    block.tabIndex = -1;
    // Leave the focus in a text area, so that the person can go on typing.
    if (!(document.activeElement instanceof HTMLTextAreaElement)) block.focus({ preventScroll: true });
  }

  /** Closes what was opened last. Returns whether there was something. */
  escape(): boolean {
    return this.#viewer.hide() || this.#peek.hide();
  }

  #showFigure(figure: HTMLImageElement, post: FullTextRequests['post']): void {
    const around = figure.closest('figure');
    const caption = around?.querySelector(':scope > figcaption')?.cloneNode(true);
    const block = around ? this.#indexes.get(around) : undefined;
    this.#viewer.show(figure, caption, () => {
      if (block !== undefined) post({ type: 'copyBlock', block, form: 'caption' });
    });
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const draw = (): void => {
      if (!this.#isScheduled) return;
      this.#isScheduled = false;
      this.#draw();
    };
    // Slices that follow one another closely keep the browser from painting: the first one is painted before the second.
    if (this.#slices === 1) afterPaint(draw);
    else setTimeout(draw);
  }

  #draw(): void {
    const end = performance.now() + slice;
    this.#slices++;
    let at = 0;
    for (; at < this.#waiting.length && performance.now() < end; at++) {
      const block = this.#waiting[at];
      if (block) this.#append(block);
    }
    this.#waiting = this.#waiting.slice(at);
    if (this.#waiting.length > 0) this.#schedule();
    else if (this.#isWhole) this.#finish();
    if (this.#goal !== undefined) this.goTo(this.#goal);
  }

  #append(block: Block): void {
    const { element: drawn, pieces } = drawBlock(block, this.#references);
    this.#open.length = Math.min(this.#open.length, block.depth);
    (this.#open.at(-1) ?? this.element).append(drawn);
    if (block.kind === 'equation') fitColumns(drawn);
    this.#labelNote(block, drawn);
    this.#map.add(block, drawn, pieces);
    this.#open.push(drawn);
    this.#indexes.set(drawn, this.#drawn.length);
    this.#drawn.push(drawn);
    this.#blocks.push(block);
  }

  /** A note begins with its mark, which precedes it. */
  #labelNote({ kind, inlines }: Block, drawn: HTMLElement): void {
    for (const inline of inlines)
      if (inline.kind === 'note' && inline.target !== undefined)
        this.#noteLabels.set(inline.target, inline.label.trim());
    const label = kind === 'note' ? this.#noteLabels.get(this.#drawn.length) : undefined;
    if (label !== undefined) drawn.dataset['label'] = label;
  }

  #finish(): void {
    if (this.#license !== undefined) {
      this.element.append(element('p', { class: 'license' }, this.#license));
      this.#license = undefined;
    }
    this.changed();
  }
}

/** Milliseconds after which a page is treated as one that is not painted, as in a hidden tab. */
const longestFrame = 50;

/** Calls a function once the next frame has been painted. It may be called twice. */
function afterPaint(then: () => void): void {
  requestAnimationFrame(() => setTimeout(then));
  setTimeout(then, longestFrame);
}

/** The button that requests the whole paper. */
export function readButton(read: () => void): HTMLButtonElement {
  return button({ class: 'action', 'aria-keyshortcuts': 'F' }, read, l10n.t('Read Whole Paper'));
}
