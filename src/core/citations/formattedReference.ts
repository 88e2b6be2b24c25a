// Two styles are written here instead of by a CSL processor: citeproc-js alone exceeds the size limit of the package, and
// its licence (CPAL or AGPL) is not compatible.
import type { Paper } from '../library/paper';
import { plain } from '../tex/plain';
import { collapseWhitespace } from '../text/collapseWhitespace';
import { publicationType } from './bibtexEntry';
import { yearOf } from './keyWords';
import { isGroup, nameParts } from './names';

/** The styles that references are formatted in: APA (7th edition) and that of the IEEE. */
export const referenceStyles = ['apa', 'ieee'] as const;
export type ReferenceStyle = (typeof referenceStyles)[number];

/**
 * The references of papers as plain text, one line each, with a line feed at the end of each. APA sorts them by authors,
 * year and title; IEEE numbers several in their order.
 *
 * Only what a {@link Paper} has is written: no volume, pages, publisher or place. Titles keep their case, which APA sets as
 * in a sentence. Plain text has no italics.
 */
export function formattedReferences(papers: readonly Paper[], style: ReferenceStyle): string {
  const lines = style === 'apa' ? apaList(papers) : papers.map((paper) => ieee(sourceOf(paper)));
  const isNumbered = style === 'ieee' && papers.length > 1;
  return lines.map((line, at) => `${isNumbered ? `[${at + 1}] ` : ''}${line}\n`).join('');
}

/** The fields of a paper that references use, each text on one line. */
interface Source {
  readonly authors: readonly string[];
  readonly title: string;
  readonly type: string;
  readonly year: string | undefined;
  readonly venue: string;
  /** arXiv's journal reference, which includes a year; empty if the venue is known. */
  readonly journalRef: string;
  readonly doi: string | undefined;
  readonly arxivId: string | undefined;
}

function sourceOf(paper: Paper): Source {
  const { authors = [], venue = '', journalRef = '', doi, arxivId } = paper;
  return {
    authors: authors.map(collapseWhitespace).filter((name) => name !== ''),
    title: collapseWhitespace(plain(paper.title)),
    type: publicationType(paper),
    year: yearOf(paper),
    venue: collapseWhitespace(venue),
    journalRef: venue === '' ? collapseWhitespace(journalRef) : '',
    doi,
    arxivId,
  };
}

/** The names of theses in the two styles, by BibTeX type. */
const theses: Readonly<Record<string, { readonly apa: string; readonly ieee: string }>> = {
  phdthesis: { apa: 'Doctoral dissertation', ieee: 'Ph.D. dissertation' },
  mastersthesis: { apa: 'Master’s thesis', ieee: 'M.S. thesis' },
  thesis: { apa: 'Thesis', ieee: 'Thesis' },
};
const partsOfBooks: ReadonlySet<string> = new Set(['inproceedings', 'conference', 'incollection', 'inbook']);

function apaList(papers: readonly Paper[]): readonly string[] {
  const { compare } = new Intl.Collator('en');
  const sorted = papers
    .map((paper) => {
      const source = sourceOf(paper);
      return { source, names: apaNames(source.authors), sortTitle: withoutArticle(source.title) };
    })
    .sort(
      (a, b) =>
        compare(a.names || a.sortTitle, b.names || b.sortTitle) ||
        compare(a.source.year ?? '', b.source.year ?? '') ||
        compare(a.sortTitle, b.sortTitle),
    );
  const isAlike = (at: number, other: number): boolean => {
    const [one, next] = [sorted[at], sorted[other]];
    return (
      one !== undefined &&
      one.names !== '' &&
      one.names === next?.names &&
      one.source.year === next.source.year
    );
  };
  let place = 0;
  return sorted.map(({ source, names }, at) => {
    place = isAlike(at, at - 1) ? place + 1 : 0;
    return apa(source, names, place > 0 || isAlike(at, at + 1) ? letters(place) : '');
  });
}

function withoutArticle(title: string): string {
  return title.replace(/^(?:a|an|the)\s/iu, '');
}

/** `a` to `z`, then `aa`. */
function letters(index: number): string {
  const last = String.fromCodePoint(0x61 + (index % 26));
  return index < 26 ? last : `${letters(Math.floor(index / 26) - 1)}${last}`;
}

function apa(source: Source, names: string, letter: string): string {
  const { year } = source;
  const date = year === undefined ? `(n.d.${letter === '' ? '' : `-${letter}`}).` : `(${year}${letter}).`;
  const title = sentence(apaTitle(source));
  return joined(
    [...(names === '' ? [title, date] : [sentence(names), date, title]), ...apaSource(source)],
    ' ',
  );
}

/** Whether arXiv is the only known place of publication. */
function isPreprint({ type, venue, journalRef, doi, arxivId }: Source): boolean {
  return venue === '' && journalRef === '' && doi === undefined && arxivId !== undefined && !theses[type];
}

function apaTitle(source: Source): string {
  const { title, type, venue, arxivId } = source;
  const thesis = theses[type];
  if (thesis) return `${title} [${joined([thesis.apa, venue], ', ')}]`;
  return isPreprint(source) ? `${title} (arXiv:${arxivId ?? ''})` : title;
}

/** The last parts of an APA reference: container and DOI; empty if unknown. */
function apaSource(source: Source): readonly string[] {
  const { type, venue, journalRef, doi, arxivId } = source;
  const address = doi ?? (arxivId === undefined ? undefined : `10.48550/arXiv.${arxivId}`);
  const published = theses[type] ? '' : venue || journalRef;
  const container = isPreprint(source) ? 'arXiv' : `${partsOfBooks.has(type) ? 'In ' : ''}${published}`;
  return [
    isPreprint(source) || published !== '' ? sentence(container) : '',
    address === undefined ? '' : `https://doi.org/${address}`,
  ];
}

function ieee(source: Source): string {
  const { authors, title, type, year, venue, journalRef, doi, arxivId } = source;
  const names = ieeeNames(authors);
  const rest = joined(
    [
      ...ieeeContainer(type, venue || journalRef),
      journalRef === '' ? (year ?? '') : '',
      doi === undefined ? '' : `doi: ${doi}`,
      doi === undefined && arxivId !== undefined ? `arXiv:${arxivId}` : '',
    ],
    ', ',
  );
  const quoted = title.replaceAll('“', '‘').replaceAll('”', '’');
  if (type === 'book') return sentence(joined([names, title, rest], ', '));
  const start = names === '' ? '' : `${names}, `;
  if (rest === '') return `${start}“${sentence(quoted)}”`;
  const comma = /[?!]$/u.test(title) ? '' : ',';
  return `${start}“${quoted}${comma}” ${sentence(rest)}`;
}

function ieeeContainer(type: string, container: string): readonly string[] {
  const thesis = theses[type];
  if (thesis) return [thesis.ieee, container];
  if (type === 'techreport' || type === 'report') return [container, 'Tech. Rep.'];
  return [partsOfBooks.has(type) && container !== '' ? `in ${container}` : container];
}

/** Joins the parts that are not empty. */
function joined(parts: readonly string[], separator: string): string {
  return parts.filter((part) => part !== '').join(separator);
}

/** Adds a full stop unless the text ends with a punctuation mark. */
function sentence(text: string): string {
  return /[.?!]$/u.test(text) ? text : `${text}.`;
}

/** Whether a name is written unchanged: a group's, or one in a script without capitals, which may begin with the family name. */
function isWhole(name: string): boolean {
  return isGroup(name) || name.toLowerCase() === name.toUpperCase();
}

/** The maximum numbers of authors that are all listed. */
const mostApaNames = 20;
const mostIeeeNames = 6;

function apaNames(authors: readonly string[]): string {
  const names = authors.map((name) => {
    if (isWhole(name)) return name;
    const { given, particle, family, suffix } = nameParts(name);
    return joined([joined([particle, family], ' '), initials(given), suffix], ', ');
  });
  const last = names.at(-1);
  if (last === undefined || names.length === 1) return last ?? '';
  if (names.length > mostApaNames) return `${names.slice(0, mostApaNames - 1).join(', ')}, . . . ${last}`;
  return `${names.slice(0, -1).join(', ')}, & ${last}`;
}

function ieeeNames(authors: readonly string[]): string {
  const names = authors.map((name) => {
    if (isWhole(name)) return name;
    const { given, particle, family, suffix } = nameParts(name);
    return joined([initials(given), particle, family, suffix], ' ');
  });
  const last = names.at(-1);
  if (last === undefined || names.length === 1) return last ?? '';
  if (names.length > mostIeeeNames) return `${names[0] ?? ''} et al.`;
  if (names.length === 2) return names.join(' and ');
  return `${names.slice(0, -1).join(', ')}, and ${last}`;
}

/** `Jean-Pierre A.` as `J.-P. A.`. */
function initials(given: string): string {
  return given
    .split(/\s+|(?<=\.)(?=\p{L})/u)
    .map((word) => word.split('-').map(initial).join('-'))
    .join(' ');
}

function initial(name: string): string {
  const first = /^[^\p{L}]*(\p{L}\p{M}*)/u.exec(name)?.[1];
  return first === undefined ? name : `${first.toUpperCase()}.`;
}
