import type { Block } from './block';
import { fieldOf, readLabel } from './labels';
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

/**
 * The blocks of a digest, with lines that are dates as headings, where they stand right above headings. Such a date may also
 * belong to the paper above it, so dates count only if the first one is above all papers and the digest does not end
 * with one.
 */
export function withDayHeadings(blocks: readonly Block[]): readonly Block[] {
  const ends = blocks.findLastIndex(({ kind }) => kind !== 'end');
  const days = new Set(blocks.filter((block, at) => isDateBlock(block) && isAboveHeading(blocks, at)));
  const first = blocks.findIndex((block) => days.has(block));
  const isDated = blocks[ends] !== undefined && isDateBlock(blocks[ends]);
  if (first < 0 || isDated || blocks.slice(0, first).some((block) => linksPaper(block) || isText(block)))
    return blocks;
  return blocks.map((block) => (days.has(block) ? { kind: 'heading', level: 1, lines: block.lines } : block));
}

function isAboveHeading(blocks: readonly Block[], at: number): boolean {
  const next = blocks[blocks[at + 1]?.kind === 'end' ? at + 2 : at + 1];
  // A heading that is a label, such as "Abstract", belongs to the paper above the date.
  return next?.kind === 'heading' && fieldOf(next.lines[0]?.text ?? '') === undefined;
}

/** Whether a block is longer than a greeting. It may then be the abstract of a paper without a link. */
function isText({ kind, lines }: Block): boolean {
  return kind !== 'heading' && lines.reduce((sum, { text }) => sum + text.length, 0) > 300;
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
