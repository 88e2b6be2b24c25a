import { findDate } from '../dates';
import { categoryCodes } from '../categoryCodes';
import type { Block, Line } from './block';
import { fieldOf, readLabel } from './labels';
import { arxivIdOf, isPaperLink, namesPaper } from './paperLink';
import { titleOf } from './title';

/** Whether a heading is the title of a paper, and not that of a day or of a section. */
export function isPaperHeading(head: Line, body: readonly Block[], linked: boolean): boolean {
  const titles = body.filter(({ lines: [line] }) => line && readLabel(line)?.field === 'title').length;
  if (head.links.some(isPaperLink) || titles === 1) return true;
  if (titles > 1) return false;
  if (head.links.some((link) => namesPaper(head, link) && /^https?:/u.test(link.href)) && saysPaper(body))
    return true;
  if (isSectionName(head.text) || body.some(namesAnotherPaper)) return false;
  return papersLinked(body).size === 1 || saysPaper(body) || (!linked && holdsText(body));
}

/** In a digest that links to no paper at all, text below a heading makes it a title. */
function holdsText(body: readonly Block[]): boolean {
  return body.some(
    ({ kind, lines }) => kind === 'paragraph' && lines.reduce((sum, { text }) => sum + text.length, 0) > 300,
  );
}

/** A date, a category, or a word or two. */
function isSectionName(text: string): boolean {
  const words = text.match(/\p{L}[\p{L}\p{N}'-]*/gu) ?? [];
  const isCode = categoryCodes(text).length > 0 && words.length < 8;
  return (
    isCode ||
    (findDate(text) !== undefined && words.length < 8) ||
    (words.length < 2 && !/\p{Script=Han}{6}/u.test(text))
  );
}

/** Whether a block is an entry of its own, so that the heading above it is not. */
function namesAnotherPaper({ kind, lines }: Block): boolean {
  if (kind === 'row') return true;
  const [line] = lines;
  if (line === undefined || readLabel(line)) return false;
  const isBoldItem = kind === 'item' && /^(?:\*\*|__)/u.test(line.text) && !isSectionName(line.text);
  return isBoldItem || line.links.some((link) => isPaperLink(link) && namesPaper(line, link));
}

/** Whether a label tells that this is about one paper. */
function saysPaper(body: readonly Block[]): boolean {
  return body.some(({ kind, lines }) => {
    if (kind === 'label' || kind === 'heading') return fieldOf(lines[0]?.text ?? '') === 'abstract';
    return lines.some((line) => ['abstract', 'authors'].includes(readLabel(line)?.field ?? ''));
  });
}

function papersLinked(blocks: readonly Block[]): Set<string> {
  const ids = new Set<string>();
  for (const { lines } of blocks) {
    for (const { href, start, end } of lines
      .filter((line) => readLabel(line)?.field !== 'abstract')
      .flatMap((line) => line.links)) {
      // A picture that is a link stands before the title that it belongs to.
      const arxiv = end > start ? arxivIdOf(href) : undefined;
      if (arxiv) ids.add(arxiv.id);
    }
  }
  return ids;
}

/**
 * Where the entry that begins with the block at `at` ends, or undefined if none begins there. An item begins one if it
 * or what is inside of it is about one paper, a paragraph if its first line links to one.
 */
export function beginsEntry(body: readonly Block[], at: number): number | undefined {
  const block = body[at];
  const [head] = block?.lines ?? [];
  if (!block || !head) return undefined;
  if (block.kind === 'row') return at + 1;
  if ((readLabel(head)?.field ?? 'title') !== 'title') return undefined;
  if (block.kind === 'item') return itemEntry(body, at, block.depth, head);
  if (block.kind === 'paragraph') return paragraphEntry(body, at, head);
  return undefined;
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

function paragraphEntry(body: readonly Block[], at: number, head: Line): number | undefined {
  if (!startsEntry(head, body[at])) return undefined;
  return nextIndex(body, at, (block) => {
    const [line] = block.lines;
    return block.kind === 'row' || (line !== undefined && block.kind !== 'label' && startsEntry(line, block));
  });
}

/** A title with a link to the paper on its line, or set in bold with such a link below it in the same paragraph. */
function startsEntry(head: Line, block: Block | undefined): boolean {
  const label = readLabel(head);
  if (label || titleOf(head) === '') return label?.field === 'title';
  const [first] = head.links.filter((link) => isPaperLink(link) && namesPaper(head, link));
  if (first) return !/[\p{L}]{3}/u.test(head.text.slice(0, first.start));
  const isBold = /^\s*(?:\d{1,4}[.)]\s*)?(?:\*\*|__)/u.test(head.text);
  return isBold && (block?.lines.some((line) => line.links.some(isPaperLink)) ?? false);
}

function nextIndex(body: readonly Block[], at: number, ends: (block: Block) => boolean): number {
  for (let next = at + 1; next < body.length; next++) {
    const block = body[next];
    if (block && ends(block)) return next;
  }
  return body.length;
}
