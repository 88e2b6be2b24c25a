import { dateLine, findDate } from '../dates';
import { categoryCodes } from '../categoryCodes';
import type { Block, Line } from './block';
import { type Field, fieldOf, readLabel } from './labels';
import { arxivIdOf, isPaperLink, namesPaper } from './paperLink';

/** Whether a heading is the title of a paper rather than a day or a section. */
export function isPaperHeading(head: Line, body: readonly Block[], linked: boolean): boolean {
  if (dateLine(head.text)) return false;
  const titles = body.filter(({ lines: [line] }) => line && readLabel(line)?.field === 'title').length;
  if (head.links.some(isPaperLink) || titles === 1) return true;
  if (titles > 1) return false;
  if (head.links.some((link) => namesPaper(head, link) && /^https?:/u.test(link.href)) && mentionsPaper(body))
    return true;
  const isName = isSectionName(head.text) && !(isWord(head.text) && startsLikePaper(body));
  if (isName || body.some(namesAnotherPaper)) return false;
  return papersLinked(body).size === 1 || mentionsPaper(body) || (!linked && holdsText(body));
}

/** In a digest without links to papers, a heading followed by text is a title. */
function holdsText(body: readonly Block[]): boolean {
  return body.some(
    ({ kind, lines }) => kind === 'paragraph' && lines.reduce((sum, { text }) => sum + text.length, 0) > 300,
  );
}

/** A date, a category, or a word or two. */
function isSectionName(text: string): boolean {
  const words = wordsOf(text);
  const isCode = categoryCodes(text).length > 0 && words.length < 8;
  return (
    isCode ||
    (findDate(text) !== undefined && words.length < 8) ||
    (words.length < 2 && !/\p{Script=Han}{6}/u.test(text))
  );
}

const wordsOf = (text: string): readonly string[] => text.match(/\p{L}[\p{L}\p{N}'-]*/gu) ?? [];

/** A single word, which may be a section or the name of a system. */
function isWord(text: string): boolean {
  return wordsOf(text).length === 1 && categoryCodes(text).length === 0 && findDate(text) === undefined;
}

/** Whether the first block below a heading is one that follows titles. */
function startsLikePaper([first]: readonly Block[]): boolean {
  const [line] = first?.lines ?? [];
  if (!first || !line || first.kind === 'row') return false;
  const isNames = /^\s*[*_][^*_]/u.test(line.text) && line.links.some(isPaperLink);
  return readLabel(line)
    ? describesPaper(line)
    : first.kind === 'paragraph' && (isNames || describesPaper(line));
}

/** Fields that follow the title of a paper. */
const BELOW_TITLES: ReadonlySet<Field> = new Set([
  'title',
  'authors',
  'abstract',
  'translation',
  'paper',
  'published',
]);

/** A label of a paper entry, or a line that is only a link to a paper. */
export function describesPaper(line: Line | undefined): boolean {
  if (!line) return false;
  const label = readLabel(line);
  if (label) return BELOW_TITLES.has(label.field);
  return line.links.some((link) => isPaperLink(link) && line.text.length - (link.end - link.start) < 4);
}

/** Whether a block is an entry itself, so that the heading above it is not a title. */
export function namesAnotherPaper({ kind, lines }: Block): boolean {
  if (kind === 'row') return true;
  const [line] = lines;
  if (line === undefined || readLabel(line)) return false;
  const isBoldItem = kind === 'item' && /^(?:\*\*|__)/u.test(line.text) && !isSectionName(line.text);
  return isBoldItem || line.links.some((link) => isPaperLink(link) && namesPaper(line, link));
}

/** Whether a label shows that the blocks are about one paper. */
export function mentionsPaper(body: readonly Block[]): boolean {
  return body.some(({ kind, lines }) => {
    if (kind === 'label' || kind === 'heading') return fieldOf(lines[0]?.text ?? '') === 'abstract';
    return lines.some((line) => ['abstract', 'authors'].includes(readLabel(line)?.field ?? ''));
  });
}

/** The arXiv identifiers that blocks link to, except for those in an abstract. */
export function papersLinked(blocks: readonly Block[]): Set<string> {
  const ids = new Set<string>();
  for (const { lines } of blocks) {
    for (const line of lines) {
      if (line.links.length === 0 || readLabel(line)?.field === 'abstract') continue;
      for (const { href, start, end } of line.links) {
        // A linked picture precedes the title that it belongs to.
        const arxiv = end > start ? arxivIdOf(href) : undefined;
        if (arxiv) ids.add(arxiv.id);
      }
    }
  }
  return ids;
}
