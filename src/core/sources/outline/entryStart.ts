import type { Block, Line } from './block';
import { sliceInline } from './inline';
import { fieldOf, readLabel } from './labels';
import { namesAnotherPaper, papersLinked, saysPaper, tellsOfPaper } from './paperHeading';
import { isPaperLink, namesPaper } from './paperLink';
import { titleOf } from './title';

/**
 * Where the entry that begins with the block at `at` ends, or undefined if none begins there. An item or a fold-out
 * begins one if it or what is inside of it is about one paper; a paragraph, if its first line is a title.
 */
export function beginsEntry(body: readonly Block[], at: number): number | undefined {
  const block = body[at];
  const [head] = block?.lines ?? [];
  if (!block || !head) return undefined;
  if (block.kind === 'row') return at + 1;
  if (block.kind === 'label') return foldEntry(body, at, head);
  if ((readLabel(head)?.field ?? 'title') !== 'title') return undefined;
  if (block.kind === 'item') return itemEntry(body, at, block.depth, head);
  return block.kind === 'paragraph' ? paragraphEntry(body, at) : undefined;
}

/** A fold-out that is called by the title of the paper that it holds. */
function foldEntry(body: readonly Block[], at: number, head: Line): number | undefined {
  if (fieldOf(head.text) !== undefined || titleOf(head) === '') return undefined;
  const end = nextIndex(body, at, (block) => block.kind === 'end' || block.kind === 'row');
  const group = body.slice(at + 1, end);
  const isPaper = head.links.some(isPaperLink) || papersLinked(group).size === 1 || saysPaper(group);
  return isPaper && !group.some(namesAnotherPaper) ? end : undefined;
}

function itemEntry(body: readonly Block[], at: number, depth: number, head: Line): number | undefined {
  const end = nextIndex(
    body,
    at,
    (block) => block.kind === 'row' || (block.kind === 'item' && block.depth <= depth),
  );
  const group = body.slice(at, end);
  if (head.links.some(isPaperLink) && titleOf(head) !== '') return end;
  if (group.slice(1).some((block) => block.kind === 'item' && namesAnotherPaper(block))) return undefined;
  const isPaper = papersLinked(group).size === 1 || saysPaper(group.slice(1));
  return isPaper && titleOf(head) !== '' ? end : undefined;
}

function paragraphEntry(body: readonly Block[], at: number): number | undefined {
  if (!isTitleParagraph(body, at)) return undefined;
  return nextIndex(body, at, (block, index) => block.kind === 'row' || isTitleParagraph(body, index));
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
  return head.text.length < LONGEST_TITLE && tellsOfPaper(lineAfter(body, at));
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

function nextIndex(
  body: readonly Block[],
  at: number,
  ends: (block: Block, index: number) => boolean,
): number {
  for (let next = at + 1; next < body.length; next++) {
    const block = body[next];
    if (block && ends(block, next)) return next;
  }
  return body.length;
}
