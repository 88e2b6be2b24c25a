import { countDates, dateLine } from '../dates';
import type { Block, Line } from './block';
import { sliceInline } from './inline';
import { readLabel } from './labels';
import { papersLinked, describesPaper } from './paperHeading';
import { isProse } from './looseLines';
import { markedTitleOf } from './markedTitle';
import { isPaperLink, namesPaper } from './paperLink';
import { titleOf } from './title';

/** In UTF-16 units: the maximum length of `Papers of 2024-05-01:`. */
const LONGEST_LEAD = 40;

/** A summary, or a paragraph of one line, that is a date, or leads to a list with one: `Papers of 2024-05-01:`. */
export function isDateBlock({ kind, lines: [line, second] }: Block): boolean {
  if ((kind !== 'paragraph' && kind !== 'label') || !line || second || line.links.length > 0) return false;
  if (dateLine(line.text)) return true;
  return (
    line.text.length < LONGEST_LEAD && /[:：][*_]{0,3}\s*$/u.test(line.text) && countDates(line.text) === 1
  );
}

/** A paragraph or an item that starts with a title: it links to the paper, or the following lines show it. */
export function isTitleParagraph(body: readonly Block[], at: number): boolean {
  const block = body[at];
  const head = block && headOf(block);
  if (!head) return false;
  const label = readLabel(head);
  if (label || titleOf(head) === '') return label?.field === 'title';
  const [named] = head.links.filter((link) => isPaperLink(link) && namesPaper(head, link));
  if (named) return !/\p{L}{3}/u.test(titleOf(sliceInline(head, 0, named.start)));
  const isBold = /^\s*(?:\d{1,4}[.)]\s*)?(?:\*\*|__)/u.test(head.text);
  if ((isBold || markedTitleOf(head)) && block.lines.some((line) => line.links.some(isPaperLink)))
    return true;
  if (isBoldAlone(block)) return linksOnePaper(body, at);
  const below = lineAfter(body, at);
  if (head.text.length >= LONGEST_TITLE || !describesPaper(below)) return false;
  return !isEndOfEntry(body[at - 1], head, below);
}

/**
 * Whether a sentence above a line with a link is the end of an abstract: the link is the title of the next paper, or belongs to
 * an entry that begins above.
 */
function isEndOfEntry(before: Block | undefined, head: Line, below: Line | undefined): boolean {
  if (!/[.。!?！？]\s*$/u.test(head.text)) return false;
  if (below?.links.some((link) => namesPaper(below, link))) return true;
  const isWithin = before?.kind === 'paragraph' && !before.lines.some(({ links }) => links.some(isPaperLink));
  return isWithin && isProse([head]);
}

/** The first line of a paragraph or an item, which may be a title; a date is none. */
function headOf(block: Block): Line | undefined {
  const [head] = block.lines;
  if (!head || (block.kind !== 'paragraph' && block.kind !== 'item')) return undefined;
  return dateLine(head.text) || isDateBlock(block) ? undefined : head;
}

/** A paragraph that is entirely in bold. */
function isBoldAlone(block: Block | undefined): boolean {
  const [line, second] = block?.lines ?? [];
  const isBold = /^\s*(?:\d{1,4}[.)]\s*)?\*\*[^*]+\*\*\s*$/u.test(line?.text ?? '');
  return block?.kind === 'paragraph' && !second && isBold && line !== undefined && !readLabel(line);
}

/** Maximum number of blocks of an entry before the link to its paper. */
const ABOVE_LINK = 8;

/** Whether exactly one paper is linked before the next paragraph in bold. */
function linksOnePaper(body: readonly Block[], at: number): boolean {
  const near = body.slice(at + 1, at + 1 + ABOVE_LINK);
  const end = near.findIndex((block) => block.kind === 'row' || isBoldAlone(block));
  return papersLinked(end < 0 ? near : near.slice(0, end)).size === 1;
}

/** In UTF-16 units: longer than any title, shorter than most abstracts. */
const LONGEST_TITLE = 300;

/** The next line of the paragraph, or the first line of the next one, possibly after a rule. */
function lineAfter(body: readonly Block[], at: number): Line | undefined {
  const [, second] = body[at]?.lines ?? [];
  if (second) return second;
  const isParted = body[at + 1]?.kind === 'end';
  const next = body[isParted ? at + 2 : at + 1];
  const line = next?.kind === 'paragraph' ? next.lines[0] : undefined;
  // After a rule, a title starts the next entry.
  return isParted && line && readLabel(line)?.field === 'title' ? undefined : line;
}
