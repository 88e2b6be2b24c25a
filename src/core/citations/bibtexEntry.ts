import { arxivAddress } from '../library/arxivAddress';
import type { Paper } from '../library/paper';
import type { AbstractToken } from '../tex/token';
import { render } from '../tex/render';
import { citationKey } from './citationKey';
import { yearOf } from './keyWords';
import { invertedName, isGroup } from './names';

/** The formats of entries: BibTeX's own fields, or those of the package biblatex. */
export type BibDialect = 'bibtex' | 'biblatex';

/** An entry before it is printed. */
export interface BibEntry {
  /** `article`. */
  readonly type: string;
  /** Names in lower case with values as TeX, without braces around them; none is empty. */
  readonly fields: readonly BibField[];
}

export type BibField = readonly [name: string, value: string];

/** The BibTeX name of the kind of publication; `misc` if none is known. */
export function publicationType({ entryType, venue, doi }: Paper): string {
  return entryType ?? (venue !== undefined && doi !== undefined ? 'article' : 'misc');
}

/**
 * The known data of a paper as an entry; mathematics stays TeX, other signs of TeX are escaped. A paper of which no
 * kind of publication is known is `misc` (in biblatex `online`) with its arXiv identifier.
 */
export function bibEntry(paper: Paper, dialect: BibDialect): BibEntry {
  const published = publicationType(paper);
  const names = (paper.authors ?? []).map((name) =>
    isGroup(name) ? `{${texText(name)}}` : protectSeparators(texText(invertedName(name))),
  );
  const fields: readonly OptionalField[] = [
    ['title', protectCapitals(render(paper.title).map(texOf).join('').trim())],
    ['author', names.join(' and ')],
    ...publicationFields(paper, published),
    ['doi', paper.doi],
    ...arxivFields(paper),
  ];
  const { type, names: renamed } =
    dialect === 'biblatex' ? biblatexNames(published) : { type: published, names: {} };
  return {
    type,
    fields: fields.flatMap(([name, value = '']) =>
      value === '' ? [] : [[renamed[name] ?? name, value] as const],
    ),
  };
}

/** A BibTeX or biblatex entry of a paper, with a line feed at its end. */
export function bibtexEntry(paper: Paper, key = citationKey(paper), dialect: BibDialect = 'bibtex'): string {
  const { type, fields } = bibEntry(paper, dialect);
  const lines = fields.map(([name, value]) => `  ${name} = {${value}},`);
  return [`@${type}{${key},`, ...lines, '}', ''].join('\n');
}

type OptionalField = readonly [name: string, value: string | undefined];

function publicationFields(paper: Paper, type: string): readonly OptionalField[] {
  const { venue = '', journalRef = '' } = paper;
  return [
    [venueFields[type] ?? 'howpublished', texText(venue)],
    ['note', venue === '' ? texText(journalRef) : ''],
    ['year', yearOf(paper)],
  ];
}

function arxivFields({ arxivId, doi, categories = [] }: Paper): readonly OptionalField[] {
  if (arxivId === undefined) return [];
  return [
    ['eprint', arxivId],
    ['archiveprefix', 'arXiv'],
    ['primaryclass', categories[0]],
    ['url', doi === undefined ? arxivAddress(arxivId) : undefined],
  ];
}

/** The field that names what a publication appeared in. */
const venueFields: Readonly<Record<string, string>> = {
  article: 'journal',
  inproceedings: 'booktitle',
  conference: 'booktitle',
  incollection: 'booktitle',
  inbook: 'booktitle',
  phdthesis: 'school',
  mastersthesis: 'school',
  techreport: 'institution',
};

const biblatexTypes: Readonly<Record<string, string>> = {
  misc: 'online',
  techreport: 'report',
  phdthesis: 'thesis',
  mastersthesis: 'thesis',
  conference: 'inproceedings',
};

/** biblatex has another name for some types and fields. */
export const biblatexFields: Readonly<Record<string, string>> = {
  journal: 'journaltitle',
  year: 'date',
  archiveprefix: 'eprinttype',
  primaryclass: 'eprintclass',
  school: 'institution',
};

function biblatexNames(type: string): {
  readonly type: string;
  readonly names: Readonly<Record<string, string>>;
} {
  return { type: biblatexTypes[type] ?? type, names: biblatexFields };
}

function texOf(token: AbstractToken): string {
  if (token.kind !== 'math') return texText(token.plain);
  return `$${token.tex}$`;
}

const signs: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** Text with the signs escaped that TeX reads as commands. */
function texText(text: string): string {
  return text.replace(/[\\~^#$%&_{}]/g, (sign) => signs[sign] ?? `\\${sign}`);
}

/** BibTeX separates names by "and", in any case, and takes "others" for those that are left out: as names they are in braces. */
function protectSeparators(name: string): string {
  return name.replace(/(?<!\S)(?:and(?![^\s,])|others$)/giu, '{$&}');
}

/** BibTeX styles lower the case of titles: words with a capital behind their first letter are kept by braces. */
function protectCapitals(title: string): string {
  return title
    .split(/(\$[^$]*\$|\s+)/u)
    .map((part) =>
      part.startsWith('$') || !/.\p{Lu}/u.test(part) || part.includes('\\') ? part : `{${part}}`,
    )
    .join('');
}
