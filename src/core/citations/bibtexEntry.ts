import type { Paper } from '../library/paper';
import type { AbstractToken } from '../tex/token';
import { render } from '../tex/render';
import { citationKey, yearOf } from './citationKey';
import { invertedName } from './names';

/**
 * A BibTeX entry of what is known of a paper; mathematics stays TeX, other signs of TeX are escaped. A paper of which no
 * kind of publication is known is `@misc` with its arXiv identifier.
 */
export function bibtexEntry(paper: Paper, key = citationKey(paper)): string {
  const type = paper.entryType ?? (paper.venue !== undefined && paper.doi !== undefined ? 'article' : 'misc');
  const names = (paper.authors ?? []).map((name) =>
    texText(isGroup(name) ? `{${name}}` : invertedName(name)),
  );
  const fields: readonly Field[] = [
    ['title', protectCapitals(render(paper.title).map(texOf).join('').trim())],
    ['author', names.join(' and ')],
    ...publicationFields(paper, type),
    ['doi', paper.doi],
    ...arxivFields(paper),
  ];
  const lines = fields.flatMap(([name, value = '']) => (value === '' ? [] : [`  ${name} = {${value}},`]));
  return [`@${type}{${key},`, ...lines, '}', ''].join('\n');
}

type Field = readonly [name: string, value: string | undefined];

function publicationFields(paper: Paper, type: string): readonly Field[] {
  const { venue = '', journalRef = '' } = paper;
  return [
    [venueFields[type] ?? 'howpublished', texText(venue)],
    ['note', venue === '' ? texText(journalRef) : ''],
    ['year', yearOf(paper)],
  ];
}

function arxivFields({ arxivId, doi, categories = [] }: Paper): readonly Field[] {
  if (arxivId === undefined) return [];
  return [
    ['eprint', arxivId],
    ['archiveprefix', 'arXiv'],
    ['primaryclass', categories[0]],
    ['url', doi === undefined ? `https://arxiv.org/abs/${arxivId}` : undefined],
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

/** A collaboration is one name, not given and family names. */
function isGroup(name: string): boolean {
  return /\b(?:Collaboration|Consortium|Team|Group|Committee|Project)\b/u.test(name);
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

/** Text with the signs escaped that TeX reads as commands. Braces that protect a group stay. */
function texText(text: string): string {
  const group = /^\{(.*)\}$/su.exec(text)?.[1];
  if (group !== undefined) return `{${texText(group)}}`;
  return text.replace(/[\\~^#$%&_{}]/g, (sign) => signs[sign] ?? `\\${sign}`);
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
