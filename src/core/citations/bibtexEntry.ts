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
    isGroup(name)
      ? `{${pairBraces(texText(name))}}`
      : protectSeparators(pairBraces(texText(invertedName(name)))),
  );
  const fields: readonly OptionalField[] = [
    ['title', protectCapitals(pairBraces(render(paper.title).map(texOf).join('').trim()))],
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
    [venueFields[type] ?? 'howpublished', pairBraces(texText(venue))],
    ['note', venue === '' ? pairBraces(texText(journalRef)) : ''],
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

const braceCommands: Readonly<Record<string, { readonly text: string; readonly math: string }>> = {
  '{': { text: '{\\textbraceleft}', math: '\\lbrace ' },
  '}': { text: '{\\textbraceright}', math: '\\rbrace ' },
};

/** TeX in which each brace has its pair, as BibTeX also counts those behind a backslash: others become commands. */
function pairBraces(tex: string): string {
  const parts = tex.split(/(\\[^]|[{}$])/u);
  const unpaired = unpairedBraces(parts);
  let isMath = false;
  return parts
    .map((part, at) => {
      if (part === '$') isMath = !isMath;
      if (!unpaired.has(at)) return part;
      return braceCommands[part.slice(-1)]?.[isMath ? 'math' : 'text'] ?? part;
    })
    .join('');
}

/** Indexes of the braces without a pair: `{` and `}` are pairs, and so are `\{` and `\}` within one group. */
function unpairedBraces(parts: readonly string[]): ReadonlySet<number> {
  const unpaired = new Set<number>();
  const open: number[] = [];
  const isOpen = (brace: string): boolean => parts[open.at(-1) ?? -1] === brace;
  for (const [at, part] of parts.entries()) {
    if (part === '{' || part === '\\{') open.push(at);
    if (part === '}') while (isOpen('\\{')) unpaired.add(open.pop() ?? at);
    if (part === '}' || part === '\\}') {
      if (isOpen(part === '}' ? '{' : '\\{')) open.pop();
      else unpaired.add(at);
    }
  }
  return new Set([...unpaired, ...open]);
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
