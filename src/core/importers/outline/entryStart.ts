import type { Block, Line } from './block';
import { EntryBounds } from './entryBounds';
import { sliceInline } from './inline';
import { fieldOf, readLabel } from './labels';
import { papersLinked, describesPaper } from './paperHeading';
import { isPaperLink, namesPaper } from './paperLink';
import { titleOf } from './title';

/** Finds where entries begin and end in a run of blocks. */
export class EntryFinder {
  readonly #bounds: EntryBounds;

  constructor(private readonly body: readonly Block[]) {
    this.#bounds = new EntryBounds(body);
  }

  /**
   * Where the entry that begins with the block at `at` ends, or undefined if none begins there. An item or a fold-out
   * begins one if it or what is inside of it is about one paper; a paragraph, if its first line is a title.
   */
  endOf(at: number): number | undefined {
    const block = this.body[at];
    const [head] = block?.lines ?? [];
    if (!block || !head) return undefined;
    if (block.kind === 'row') return at + 1;
    if (block.kind === 'label') return this.#foldEntry(at, head);
    if ((readLabel(head)?.field ?? 'title') !== 'title') return undefined;
    if (block.kind === 'item') return this.#itemEntry(at, head);
    return block.kind === 'paragraph' ? this.#paragraphEntry(at) : undefined;
  }

  /** A fold-out that is called by the title of the paper that it holds. */
  #foldEntry(at: number, head: Line): number | undefined {
    if (fieldOf(head.text) !== undefined || titleOf(head) === '') return undefined;
    const [from, end] = [at + 1, this.#bounds.foldEnd(at)];
    const isPaper =
      head.links.some(isPaperLink) ||
      this.#bounds.linksOnePaper(from, end) ||
      this.#bounds.saysPaper(from, end);
    return isPaper && !this.#bounds.namesAnother(from, end) ? end : undefined;
  }

  #itemEntry(at: number, head: Line): number | undefined {
    const end = this.#bounds.itemEnd(at);
    if (head.links.some(isPaperLink) && titleOf(head) !== '') return end;
    if (this.#bounds.itemNamesAnother(at + 1, end)) return undefined;
    const isPaper = this.#bounds.linksOnePaper(at, end) || this.#bounds.saysPaper(at + 1, end);
    return isPaper && titleOf(head) !== '' ? end : undefined;
  }

  #paragraphEntry(at: number): number | undefined {
    if (!isTitleParagraph(this.body, at)) return undefined;
    let end = at + 1;
    while (end < this.body.length && this.body[end]?.kind !== 'row' && !isTitleParagraph(this.body, end))
      end++;
    return end;
  }
}

/** A paragraph or an item that begins with a title: it links to the paper, or what follows tells. */
function isTitleParagraph(body: readonly Block[], at: number): boolean {
  const block = body[at];
  const [head] = block?.lines ?? [];
  if (!block || !head || (block.kind !== 'paragraph' && block.kind !== 'item')) return false;
  const label = readLabel(head);
  if (label || titleOf(head) === '') return label?.field === 'title';
  const [named] = head.links.filter((link) => isPaperLink(link) && namesPaper(head, link));
  if (named) return !/\p{L}{3}/u.test(titleOf(sliceInline(head, 0, named.start)));
  const isBold = /^\s*(?:\d{1,4}[.)]\s*)?(?:\*\*|__)/u.test(head.text);
  if (isBold && block.lines.some((line) => line.links.some(isPaperLink))) return true;
  if (isBoldAlone(block)) return linksOnePaper(body, at);
  return head.text.length < LONGEST_TITLE && describesPaper(lineAfter(body, at));
}

/** A paragraph that is in bold and nothing else. */
function isBoldAlone(block: Block | undefined): boolean {
  const [line, second] = block?.lines ?? [];
  const isBold = /^\s*(?:\d{1,4}[.)]\s*)?\*\*[^*]+\*\*\s*$/u.test(line?.text ?? '');
  return block?.kind === 'paragraph' && !second && isBold && line !== undefined && !readLabel(line);
}

/** How many blocks an entry may have above the link to its paper. */
const ABOVE_LINK = 8;

/** Whether one paper is linked from here to the next paragraph in bold. */
function linksOnePaper(body: readonly Block[], at: number): boolean {
  const near = body.slice(at + 1, at + 1 + ABOVE_LINK);
  const end = near.findIndex((block) => block.kind === 'row' || isBoldAlone(block));
  return papersLinked(end < 0 ? near : near.slice(0, end)).size === 1;
}

/** Longer than any title, and shorter than most abstracts. */
const LONGEST_TITLE = 300;

/** The next line of the paragraph, or the first of the next; a rule may stand between. */
function lineAfter(body: readonly Block[], at: number): Line | undefined {
  const [, second] = body[at]?.lines ?? [];
  if (second) return second;
  const isParted = body[at + 1]?.kind === 'end';
  const next = body[isParted ? at + 2 : at + 1];
  const line = next?.kind === 'paragraph' ? next.lines[0] : undefined;
  // Behind a rule, a title begins the next entry.
  return isParted && line && readLabel(line)?.field === 'title' ? undefined : line;
}
