import type { Block } from './block';
import { readLabel } from './labels';
import { isPaperLink } from './paperLink';
import { isDateBlock, isTitleParagraph } from './titleParagraph';

/**
 * Paragraphs and summaries that date the entries after them, as headings do. A date between entries may also belong to the entry
 * before it: dates are taken for those of days if the first one stands above all papers, or each stands above an entry.
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
