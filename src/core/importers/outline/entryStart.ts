import type { Block, Line } from './block';
import { dateLine } from '../dates';
import { findDayLines } from './dayLines';
import { EntryBounds } from './entryBounds';
import { fieldOf, readLabel } from './labels';
import { isPaperLink } from './paperLink';
import { titleOf } from './title';
import { isTitleParagraph } from './titleParagraph';

/** Finds the boundaries of entries in a list of blocks. */
export class EntryFinder {
  readonly #days: ReadonlySet<Block>;
  readonly #bounds: EntryBounds;

  constructor(private readonly body: readonly Block[]) {
    this.#days = findDayLines(body);
    this.#bounds = new EntryBounds(body, this.#days);
  }

  /**
   * The end of the entry that starts at block `at`, or undefined if none starts there. An item or a `<details>`
   * starts one if it is about one paper, including nested content; a paragraph, if its first line is a title. A date
   * starts none.
   */
  endOf(at: number): number | undefined {
    const block = this.body[at];
    const [head] = block?.lines ?? [];
    if (!block || !head) return undefined;
    if (block.kind === 'row') return at + 1;
    if (dateLine(head.text) && head.links.length === 0) return undefined;
    if (block.kind === 'label') return this.#foldEntry(at, head);
    if ((readLabel(head)?.field ?? 'title') !== 'title') return undefined;
    if (block.kind === 'item') return this.#itemEntry(at, head);
    return block.kind === 'paragraph' ? this.#paragraphEntry(at) : undefined;
  }

  /** A `<details>` whose summary is the title of the paper in it. */
  #foldEntry(at: number, head: Line): number | undefined {
    if (fieldOf(head.text) !== undefined || titleOf(head) === '') return undefined;
    const [from, end] = [at + 1, this.#bounds.foldEnd(at)];
    const isPaper =
      head.links.some(isPaperLink) ||
      this.#bounds.linksOnePaper(from, end) ||
      this.#bounds.mentionsPaper(from, end);
    return isPaper && !this.#bounds.namesAnother(from, end) ? end : undefined;
  }

  #itemEntry(at: number, head: Line): number | undefined {
    const end = this.#bounds.itemEnd(at);
    if (head.links.some(isPaperLink) && titleOf(head) !== '') return end;
    if (this.#bounds.itemNamesAnother(at + 1, end)) return undefined;
    const isPaper = this.#bounds.linksOnePaper(at, end) || this.#bounds.mentionsPaper(at + 1, end);
    return isPaper && titleOf(head) !== '' ? end : undefined;
  }

  #paragraphEntry(at: number): number | undefined {
    if (!isTitleParagraph(this.body, at)) return undefined;
    let end = at + 1;
    while (end < this.body.length && !this.#endsParagraphEntry(end)) end++;
    return end;
  }

  #endsParagraphEntry(at: number): boolean {
    const block = this.body[at];
    return !block || block.kind === 'row' || this.#days.has(block) || isTitleParagraph(this.body, at);
  }
}
