import type { ArxivId } from '../../library/arxivId';
import type { PaperRecord } from '../../library/paper';
import { categoryCodes } from '../categoryCodes';
import { findDate, isoDate } from '../dates';
import { splitNames } from '../names';
import { type PaperDetails, paperRecord, webAddress } from '../paperRecord';
import type { Line, Paragraph } from './block';
import { markedTitleOf } from './markedTitle';
import type { EntryFields } from './entryFields';
import { withoutEmphasis } from './inline';
import type { Field } from './labels';
import { type LooseLines, isProse, nameText, sortLoose } from './looseLines';
import { arxivIdOf, isPaperLink } from './paperLink';

/** An entry: its title, the line with the title, whose links take precedence, and its fields. */
export interface Entry {
  readonly title: string;
  readonly head: Line;
  readonly fields: EntryFields;
}

/** Creates the record of an entry; for `areNamesFirst` see {@link sortLoose}. */
export function entryPaper({ title, head, fields }: Entry, areNamesFirst: boolean): PaperRecord {
  const loose = sortLoose(fields.loose, areNamesFirst);
  const names = fields.labelled.get('authors');
  const beside = markedTitleOf(head);
  const printed = splitNames(nameText(names ? textOf(names) : loose.names));
  const authors = printed.length > 0 || !beside ? printed : beside.authors;
  const abstract = abstractOf(fields, loose) || (beside?.description ?? '');
  const { published = beside?.published, ...known } = details(head, fields);
  return paperRecord(title, abstract, { authors, published, ...known });
}

/**
 * The text under "Abstract"; without one, the longer of the text under "Summary" and the prose without a label; and
 * without these, the prose under other labels.
 */
function abstractOf({ labelled }: EntryFields, { prose }: LooseLines): string {
  const under = (field: Field): string => textOf(labelled.get(field) ?? []);
  const [summary, free] = [under('summary'), textOf(prose)];
  const texts = [under('abstract'), under('translation'), free.length > summary.length ? free : summary];
  return texts.find((text) => text.trim() !== '') ?? textOf((labelled.get('other') ?? []).filter(isProse));
}

const TEXTS: ReadonlySet<Field> = new Set(['abstract', 'translation', 'summary', 'other']);

function details(head: Line, { labelled, loose }: EntryFields): PaperDetails {
  const beside = [...labelled].filter(([field]) => !TEXTS.has(field)).flatMap(([, value]) => value);
  const lines = [head, ...[...beside, ...loose].flat()];
  const arxiv = arxivIdIn(lines);
  const upvotes = /\d+/u.exec(textOf(labelled.get('upvotes') ?? []))?.[0];
  const published = findDate(textOf(labelled.get('published') ?? []));
  return {
    arxivId: arxiv?.id,
    arxivVersion: arxiv?.version,
    categories: categoryCodes(textOf(labelled.get('categories') ?? [])),
    published: published && isoDate(published.date),
    upvotes: upvotes === undefined ? undefined : Number(upvotes),
    repository: repositoryIn(labelled, lines),
    projectPage: addressUnder(labelled, 'project'),
  };
}

/** The identifier in a link to a paper, or one that is printed, or one in the address of another link. */
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

/** Removes italics or quotes around the whole text; code fences are removed earlier. */
function withoutWrapping(text: string): string {
  return /^\s*[*_]/u.test(text) ? withoutEmphasis(text) : text;
}
