import type { PageHighlight } from '../protocol/page';
import type { HighlightCards } from './highlightCards';
import { drawHighlights, highlightOf, rangesOf } from './highlightLayer';
import { SettlingScroll } from './settlingScroll';
import type { TextMap } from './textMap';
import { unfoldAt } from './titleFold';

const focusName = 'highlight-focus';
/** How much the page's toolbar covers at the upper edge, in pixels. */
const covered = 48;

/** The places of the paper's highlights on the page. */
export class HighlightPlaces {
  #highlights: readonly PageHighlight[] = [];
  /** The highlight of the whole paper to go to once that is shown. */
  #awaited: string | undefined;
  readonly #scroll = new SettlingScroll();

  constructor(
    private readonly maps: () => readonly TextMap[],
    private readonly cards: () => Pick<HighlightCards, 'extentOf' | 'pending'>,
    /** Requests the text that contains a highlight. */
    private readonly readWholePaper: () => void,
  ) {}

  /** Draws the highlights of a paper after its text was redrawn. */
  show(highlights: readonly PageHighlight[]): void {
    this.#highlights = highlights;
    drawHighlights(this.maps(), highlights);
    if (this.#awaited !== undefined && this.rangesOf(this.#awaited).length > 0) this.reveal(this.#awaited);
  }

  /** Another paper follows. */
  leave(): void {
    this.#awaited = undefined;
    this.#scroll.stop();
  }

  /** The words of a highlight, in order; empty if they are not shown. */
  rangesOf(id: string): readonly Range[] {
    const highlight = this.#find(id);
    return highlight && !highlight.orphaned ? rangesOf(this.maps(), highlight) : [];
  }

  /**
   * Scrolls to the words of a highlight, unless they are in sight: above the drawer too, where that is open. Then as far as
   * the card needs and the words allow. Words of the whole paper are shown as soon as that is here.
   */
  reveal(id: string): void {
    const [first] = this.rangesOf(id);
    const highlight = this.#find(id);
    this.#awaited = undefined;
    if (first) {
      unfoldAt(first);
      this.#scrollTo(first, this.cards().extentOf(id));
    } else if (highlight?.field === 'fullText' && !highlight.orphaned) {
      this.#awaited = id;
      this.readWholePaper();
    }
  }

  /** Selects the words that an orphan may have moved to. Returns whether they are known and shown. */
  selectLikelyPlace(id: string): boolean {
    const highlight = this.#find(id);
    if (!highlight?.likelyPlace) return false;
    const ranges = rangesOf(this.maps(), { ...highlight, ...highlight.likelyPlace });
    const [first, last] = [ranges.at(0), ranges.at(-1)];
    if (!first || !last) return false;
    document
      .getSelection()
      ?.setBaseAndExtent(first.startContainer, first.startOffset, last.endContainer, last.endOffset);
    this.#scrollTo(first, { lowest: window.innerHeight, bottom: 0 });
    return true;
  }

  underline(id: string | undefined): void {
    const ranges = id === undefined ? [] : this.rangesOf(id);
    if (ranges.length === 0) CSS.highlights.delete(focusName);
    else CSS.highlights.set(focusName, highlightOf(ranges));
  }

  /** The highlight at a point of the window; of several, that of the fewest words. */
  at(x: number, y: number): PageHighlight | undefined {
    return this.#highlights
      .filter(({ id }) => this.rangesOf(id).some((range) => isAt(range, x, y)))
      .toSorted((a, b) => a.end - a.start - (b.end - b.start))[0];
  }

  #find(id: string): PageHighlight | undefined {
    const { pending } = this.cards();
    return pending?.id === id ? pending : this.#highlights.find((each) => each.id === id);
  }

  #scrollTo(
    words: Range,
    { lowest, bottom: cardBottom }: { readonly lowest: number; readonly bottom: number },
  ): void {
    const { top, bottom } = words.getBoundingClientRect();
    if (top >= covered && bottom <= lowest) {
      this.#scroll.stop();
      if (cardBottom > lowest)
        window.scrollBy({ top: Math.min(cardBottom - lowest, top - covered), behavior: 'instant' });
      return;
    }
    this.#scroll.start(() => {
      if (!words.startContainer.isConnected) return undefined;
      const box = words.getBoundingClientRect();
      const isInSight = box.top >= covered && box.bottom <= lowest;
      return isInSight ? 0 : (box.top + box.bottom) / 2 - (covered + lowest) / 2;
    });
  }
}

function isAt(range: Range, x: number, y: number): boolean {
  return [...range.getClientRects()].some(
    ({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom,
  );
}
