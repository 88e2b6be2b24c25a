import { arxivAddress } from '../library/arxivAddress';
import type { Paper } from '../library/paper';
import { plain } from '../tex/plain';
import { bibtexEntry, publicationType } from './bibtexEntry';
import { yearOf } from './keyWords';
import { formattedReferences, referenceStyles } from './formattedReference';
import { isGroup, nameParts } from './names';
import { collapseWhitespace } from '../text/collapseWhitespace';

/** The formats that other programs read. */
export const entryFormats = ['bibtex', 'biblatex', 'csl-json', 'ris'] as const;
/** The formats that citations are exported in: entries, and references in a style. */
export const citationFormats = [...entryFormats, ...referenceStyles] as const;
export type CitationFormat = (typeof citationFormats)[number];

/** A paper with the key that it is cited by. */
export interface CitedPaper {
  readonly paper: Paper;
  readonly key: string;
}

/** The entries of papers as one text, with a line feed at its end. */
export function cite(papers: readonly CitedPaper[], format: CitationFormat): string {
  switch (format) {
    case 'bibtex':
    case 'biblatex':
      return papers.map(({ paper, key }) => bibtexEntry(paper, key, format)).join('\n');
    case 'csl-json':
      return `${JSON.stringify(papers.map(cslItem), undefined, 2)}\n`;
    case 'ris':
      return papers.map(risRecord).join('\n');
    case 'apa':
    case 'ieee':
      return formattedReferences(
        papers.map(({ paper }) => paper),
        format,
      );
  }
}

/** CSL's and RIS's names of the types; by BibTeX's. */
const types: Readonly<Record<string, { readonly csl: string; readonly ris: string }>> = {
  article: { csl: 'article-journal', ris: 'JOUR' },
  inproceedings: { csl: 'paper-conference', ris: 'CONF' },
  conference: { csl: 'paper-conference', ris: 'CONF' },
  incollection: { csl: 'chapter', ris: 'CHAP' },
  inbook: { csl: 'chapter', ris: 'CHAP' },
  book: { csl: 'book', ris: 'BOOK' },
  phdthesis: { csl: 'thesis', ris: 'THES' },
  mastersthesis: { csl: 'thesis', ris: 'THES' },
  thesis: { csl: 'thesis', ris: 'THES' },
  techreport: { csl: 'report', ris: 'RPRT' },
  report: { csl: 'report', ris: 'RPRT' },
  online: { csl: 'webpage', ris: 'ELEC' },
  dataset: { csl: 'dataset', ris: 'DATA' },
  software: { csl: 'software', ris: 'COMP' },
};
const unpublished = { csl: 'article', ris: 'UNPB' };

function typeOf(paper: Paper): { readonly csl: string; readonly ris: string } {
  return types[publicationType(paper)] ?? unpublished;
}

/** The address of a paper without a DOI. */
function addressOf({ arxivId, doi }: Paper): string | undefined {
  return arxivId === undefined || doi !== undefined ? undefined : arxivAddress(arxivId);
}

function cslItem({ paper, key }: CitedPaper): object {
  const date = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(paper.published ?? '');
  const year = yearOf(paper);
  // The day is that of the version on arXiv, which a publication of another year does not have.
  const parts = date && date[1] === year ? date.slice(1).filter(Boolean).map(Number) : year && [Number(year)];
  return {
    id: key,
    type: typeOf(paper).csl,
    title: plain(paper.title),
    author: paper.authors?.map(cslName),
    issued: parts ? { 'date-parts': [parts] } : undefined,
    'container-title': paper.venue,
    DOI: paper.doi,
    URL: addressOf(paper),
    number: paper.arxivId === undefined ? undefined : `arXiv:${paper.arxivId}`,
    abstract: paper.abstract === '' ? undefined : plain(paper.abstract),
  };
}

function cslName(name: string): object {
  const { given, particle, family, suffix } = nameParts(name);
  if (isGroup(name) || given === '') return { literal: name };
  return {
    family,
    given,
    'non-dropping-particle': particle || undefined,
    suffix: suffix || undefined,
  };
}

function risRecord({ paper, key }: CitedPaper): string {
  const type = typeOf(paper);
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['TY', type.ris],
    ['ID', key],
    ['TI', plain(paper.title)],
    ...(paper.authors ?? []).map((name) => ['AU', risName(name)] as const),
    ['PY', yearOf(paper)],
    [type.ris === 'JOUR' ? 'JO' : 'T2', paper.venue],
    ['DO', paper.doi],
    ['UR', paper.arxivId === undefined ? undefined : arxivAddress(paper.arxivId)],
    ['AB', plain(paper.abstract)],
  ];
  const printed = lines.flatMap(([tag, value = '']) => {
    const line = collapseWhitespace(value);
    return line === '' ? [] : [`${tag}  - ${line}\n`];
  });
  return `${printed.join('')}ER  - \n`;
}

function risName(name: string): string {
  const { given, particle, family, suffix } = nameParts(name);
  if (isGroup(name) || given === '') return name;
  return [[particle, family].filter(Boolean).join(' '), given, suffix].filter(Boolean).join(', ');
}
