import type { Block } from './block';
import { readLabel } from './labels';
import { isPaperLink } from './paperLink';
import { isDateBlock, isTitleParagraph } from './titleParagraph';

/**
 * Returns the paragraphs and summaries that are the date of the entries below them, as a heading can be. A date between two
 * entries may also belong to the upper one, so dates count only if the first one is above all papers, or each is directly
 * above an entry.
 */
export function findDayLines(body: readonly Block[]): ReadonlySet<Block> {
  const dates = body.flatMap((block, at) => (isDateBlock(block) ? [at] : []));
  const leading = dates.filter((at) => startsEntry(body, body[at + 1]?.kind === 'end' ? at + 2 : at + 1));
  const [first = 0] = dates;
  const areDays = leading.length === dates.length || !body.slice(0, first).some(linksPaper);
  return new Set(areDays ? leading.flatMap((at) => body[at] ?? []) : []);
}

function startsEntry(body: readonly Block[], at: number): boolean {
  const block = body[at];
  const [head] = block?.lines ?? [];
  if (!block || !head) return false;
  if (block.kind === 'row') return true;
  if (block.kind === 'item') return (readLabel(head)?.field ?? 'title') === 'title';
  return isTitleParagraph(body, at);
}

function linksPaper({ lines }: Block): boolean {
  return lines.some(({ links }) => links.some(isPaperLink));
}
