import type { ArxivId } from '../../papers/arxivId';
import type { PaperRecord } from '../../papers/paper';
import { categoryCodes } from '../categoryCodes';
import { findDate, isoDate } from '../dates';
import { foldLine } from '../foldText';
import { splitNames } from '../names';
import { type PaperDetails, paperRecord, webAddress } from '../paperRecord';
import type { Line } from './block';
import type { EntryFields, Paragraph } from './entryFields';
import { withoutEmphasis } from './inline';
import type { Field } from './labels';
import { arxivIdOf, isPaperLink } from './paperLink';

/** Makes a paper of a title and of what stands below it. `head` is the line of the title, whose links come first. */
export function entryPaper(title: string, head: Line, fields: EntryFields): PaperRecord {
  const names = fields.labelled.get('authors') ?? fields.loose.filter(isNameList).slice(0, 1);
  const abstract = abstractOf(fields, names);
  return paperRecord(title, abstract, details(head, fields, textOf(names)));
}

/** The text under "Abstract"; where there is none, that under "Summary" or the prose under no label, as more is said. */
function abstractOf({ labelled, loose }: EntryFields, names: readonly Paragraph[]): string {
  const abstract = textOf(labelled.get('abstract') ?? []);
  if (abstract.trim() !== '') return abstract;
  const summary = textOf(labelled.get('summary') ?? []);
  const prose = textOf(loose.filter((paragraph) => !names.includes(paragraph) && isProse(paragraph)));
  return prose.length > summary.length ? prose : summary;
}

function details(head: Line, { labelled, loose }: EntryFields, names: string): PaperDetails {
  const beside = [...labelled]
    .filter(([field]) => field !== 'abstract' && field !== 'summary')
    .flatMap(([, value]) => value);
  const lines = [head, ...[...beside, ...loose].flat()];
  const arxiv = arxivIdIn(lines);
  const upvotes = /\d+/u.exec(textOf(labelled.get('upvotes') ?? []))?.[0];
  const published = findDate(textOf(labelled.get('published') ?? []));
  return {
    authors: splitNames(withoutMarks(names)),
    arxivId: arxiv?.id,
    arxivVersion: arxiv?.version,
    categories: categoryCodes(textOf(labelled.get('categories') ?? [])),
    published: published && isoDate(published.date),
    upvotes: upvotes === undefined ? undefined : Number(upvotes),
    repository: repositoryIn(labelled, lines),
    projectPage: addressUnder(labelled, 'project'),
  };
}

/** The identifier that a link to a paper leads to, or one that is printed, or one in the address of another link. */
function arxivIdIn(lines: readonly Line[]): ArxivId | undefined {
  const links = lines.flatMap((line) => line.links);
  for (const link of links.filter(isPaperLink)) {
    const linked = arxivIdOf(link.href);
    if (linked) return linked;
  }
  const telling = lines.filter(({ text }) => text.length < 40 || /\barxiv\b/iu.test(text));
  for (const text of [...telling.map((line) => line.text), ...links.map(({ href }) => href)]) {
    const printed = arxivIdOf(text);
    if (printed) return printed;
  }
  return undefined;
}

function repositoryIn(labelled: EntryFields['labelled'], lines: readonly Line[]) {
  const hosted = lines
    .flatMap((line) => line.links)
    .find(({ href }) => /^https?:\/\/(?:www\.)?(?:github|gitlab)\.com\/[^/]+\/[^/]/u.test(href));
  const url = addressUnder(labelled, 'repository') ?? webAddress(hosted?.href);
  return url === undefined ? undefined : { url };
}

function addressUnder(labelled: EntryFields['labelled'], field: Field): string | undefined {
  const links = (labelled.get(field) ?? []).flat().flatMap((line) => line.links);
  return links.map(({ href }) => webAddress(href)).find((href) => href !== undefined);
}

function textOf(paragraphs: readonly Paragraph[]): string {
  return paragraphs
    .map((paragraph) => withoutWrapping(paragraph.map(({ text }) => text).join('\n')))
    .join('\n\n');
}

/** A text that is set in italics or quoted as a whole; fences and the like are gone already. */
function withoutWrapping(text: string): string {
  return /^\s*[*_]/u.test(text) ? withoutEmphasis(text) : text;
}

function withoutMarks(text: string): string {
  return foldLine(text).replace(/[*`]|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '');
}

/** Names with commas between them, each a few words that begin with a capital. */
function isNameList(paragraph: Paragraph): boolean {
  const text = foldLine(paragraph[0]?.text ?? '');
  const names = splitNames(withoutMarks(text.replace(/[·|]\s*\d{4}-\d{2}-\d{2}.*$/u, '')));
  const likely = names.filter(
    (name) =>
      /^(?:\p{Lu}|\p{Lo}|et al|d[aei] |van |von |de |la |le )/u.test(name) && name.split(' ').length <= 6,
  );
  const isItalic = /^[*_]/u.test(text);
  return (
    names.length > (isItalic ? 0 : 1) &&
    likely.length >= names.length * 0.9 &&
    !/[.!?]\s+\p{Lu}\p{Ll}+\s+\p{Ll}/u.test(text)
  );
}

/** Text to read, and not a row of links, tags or dates. */
function isProse(paragraph: Paragraph): boolean {
  const shown = paragraph.map(({ text, links }) =>
    links.reduce((length, { start, end }) => length - (end - start), text.length),
  );
  return shown.reduce((sum, length) => sum + length, 0) >= 60;
}
