// The texts that "Copy …" puts on the clipboard.
import { yearOf } from '../../core/citations/keyWords';
import { collapseWhitespace } from '../../core/text/collapseWhitespace';
import type { AbstractToken } from '../../core/tex/token';
import type { Paper } from '../../core/library/paper';
import { arxivAddress } from '../../core/library/arxivAddress';
import type { ReaderView } from './readerView';

/** The text as people read it, mathematics in Unicode. */
export function plainText(tokens: readonly AbstractToken[]): string {
  return tokens.map(({ plain }) => plain).join('');
}

/** As Markdown, mathematics as `$TeX$`. */
function markdownText(tokens: readonly AbstractToken[]): string {
  return tokens.map(markdownOf).join('');
}

/** A heading with the title, linked where the paper has an address, and the abstract, mathematics as `$TeX$`. */
export function paperMarkdown(view: ReaderView): string {
  const title = collapseWhitespace(markdownText(view.titleTokens));
  const address = paperAddress(view.paper);
  const heading = address === undefined ? title : `[${title}](${linkTarget(address)})`;
  return `## ${heading}\n\n${markdownText(view.abstractTokens).trim()}\n`;
}

/**
 * Some words of a paper as a block quote with a link to their place, mathematics as `$TeX$`. `section` is the
 * heading above words of the whole paper.
 */
export function quoteMarkdown(
  paper: Paper,
  title: string,
  words: readonly AbstractToken[],
  section?: string,
): string {
  const address = paperAddress(paper);
  const name = escaped(collapseWhitespace(title));
  const source = address === undefined ? name : `[${name}](${linkTarget(address)})`;
  const where = section === undefined ? '' : `, ${escaped(collapseWhitespace(section))}`;
  return `> ${markdownText(words).trim().replaceAll('\n', '\n> ')}\n>\n> — ${source}${where}\n`;
}

/** The address of the paper itself, else the closest page that is known. */
export function paperAddress(paper: Paper): string | undefined {
  if (paper.arxivId !== undefined) return arxivAddress(paper.arxivId);
  const byKind = (kind: string) => paper.links.find((link) => link.kind === kind)?.href;
  return byKind('arxiv') ?? paper.projectPage ?? byKind('project') ?? paper.repository?.url ?? byKind('code');
}

/** One line of plain text that holds only what is known of the paper. */
export function citation(view: ReaderView): string {
  const { authors = [], arxivId, doi } = view.paper;
  const arxiv = arxivId === undefined ? undefined : `arXiv:${arxivId}`;
  const identifier = arxiv ?? (doi === undefined ? undefined : `doi:${doi}`);
  const year = yearOf(view.paper);
  const title = plainText(view.titleTokens).trim();
  const parts = [nameList(authors), title, [identifier, year].filter(Boolean).join(', ')];
  return parts
    .filter((part) => part !== '')
    .map((part) => (/[.?!]$/.test(part) ? part : `${part}.`))
    .join(' ');
}

function nameList(names: readonly string[]): string {
  const last = names.at(-1);
  if (last === undefined || names.length === 1) return last ?? '';
  if (names.length === 2) return names.join(' and ');
  return `${names.slice(0, -1).join(', ')}, and ${last}`;
}

function markdownOf(token: AbstractToken): string {
  switch (token.kind) {
    case 'text':
      return escaped(token.plain);
    case 'math':
      return token.display ? `$$${token.tex}$$` : `$${token.tex}$`;
    case 'bold':
      return emphasised(token.plain, '**');
    case 'italic':
      return emphasised(token.plain, '*');
    case 'link':
      return token.plain === token.href
        ? `<${token.href}>`
        : `[${escaped(token.plain)}](${linkTarget(token.href)})`;
  }
}

/** Markdown gives emphasis only to marks that touch the words. */
function emphasised(plain: string, mark: string): string {
  const words = plain.trim();
  if (words === '') return plain;
  const start = plain.indexOf(words);
  return `${plain.slice(0, start)}${mark}${escaped(words)}${mark}${plain.slice(start + words.length)}`;
}

function escaped(plain: string): string {
  return plain
    .replace(/[\\`*_[\]<$]/g, '\\$&')
    .replace(/^([^\S\r\n\u2028\u2029]*(?:\d+(?=[.)])|(?=[#+>-])))(\S)(?=\s)/gm, '$1\\$2');
}

function linkTarget(href: string): string {
  return href
    .replace(/[\s()<>]/g, encodeURIComponent)
    .replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'));
}
