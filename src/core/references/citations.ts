import { commentAreas } from './commentAreas';
import type { CodeLanguage } from './codeLanguages';
import type { CitationNotation, MarkupLanguage } from './languages';
import { type FoundReference, areaLookup } from './reference';

/** A key as BibTeX and Pandoc allow it: letters, digits and punctuation inside. */
const KEY = /[\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&+?<>~/-](?=[\p{L}\p{N}_]))*/u;

/** Commands whose name looks like that of a citation, but that cite nothing. */
const NOT_CITING =
  /^(?:citestyle|setcitestyle|citetext|citename|citesetup|citereset|citeindex\w*|citenumfont|declare\w*|new\w*command|renew\w*)$/i;
/** In front of a command that is defined there, or that is no command. */
const DEFINING = /\\(?:def|let|(?:re)?newcommand\*?\{?|providecommand\*?\{?)?$/;
/** Optional arguments, then keys; biblatex repeats both in commands that end with an `s`. */
const LATEX_COMMAND = /\\([a-z]{0,30}cite[a-z]{0,30}|bibentry|[a-z]{0,20}cquote|insertref)(?![a-z])\*?/gi;
const LATEX_ARGUMENTS =
  /\s{0,5}(?:\([^()\n]{0,300}\)){0,2}\s{0,5}(?:\[(?:[^\][{}]|\{(?:[^{}]|\{[^{}]{0,200}\}){0,300}\}){0,500}\]\s{0,5}){0,2}\{([^{}]{0,4000})\}/y;

/** Prefixes of items that Quarto, Bookdown and others number: figures, tables and so on, which are no papers. */
const CROSS_REFERENCE =
  /^(?:fig|figure|tbl|tab|table|sec|section|eq|eqn|equation|lst|listing|alg|algorithm|ch|chap|chapter|app|appendix|thm|theorem|lem|lemma|cor|prp|def|definition|exm|example|exr|rem|note|code|step)[:-]/i;

/** The keys of citations in a document, in order of their place. `isCode` says whether an offset lies within code. */
export function citationReferences(
  text: string,
  { citations, isScholarly }: MarkupLanguage,
  isCode: (offset: number) => boolean,
): FoundReference[] {
  const found: FoundReference[] = [];
  for (const notation of citations) {
    if (notation === 'roles') for (const one of roles(text, isCode)) found.push(one);
    else
      for (const one of readers[notation](text, isScholarly === true))
        if (!isCode(one.start)) found.push(one);
  }
  return found;
}

/**
 * Sphinx's roles and the commands of LaTeX, Doxygen and Documenter in comments of programs; they count if a bibliography
 * has the key.
 */
export function citationsInComments(text: string, isComment: (offset: number) => boolean): FoundReference[] {
  return [...roles(text, () => false), ...latex(text), ...doxygen(text), ...documenter(text)]
    .filter(({ start }) => isComment(start))
    .map((one) => ({ ...one, needs: 'key' }));
}

const readers: Readonly<
  Record<Exclude<CitationNotation, 'roles'>, (text: string, isScholarly: boolean) => FoundReference[]>
> = { latex, pandoc, typst, org, asciidoc };

function latex(text: string): FoundReference[] {
  const found: FoundReference[] = [];
  for (const match of text.matchAll(LATEX_COMMAND)) {
    const name = match[1] ?? '';
    if (NOT_CITING.test(name) || DEFINING.test(text.slice(Math.max(0, match.index - 20), match.index)))
      continue;
    let at = match.index + match[0].length;
    do {
      LATEX_ARGUMENTS.lastIndex = at;
      const keys = LATEX_ARGUMENTS.exec(text);
      if (!keys) break;
      at = LATEX_ARGUMENTS.lastIndex;
      for (const one of keyList(keys[1] ?? '', at - 1 - (keys[1] ?? '').length)) found.push(one);
    } while (/cites$/i.test(name));
  }
  return found;
}

/** Keys that commas or semicolons separate; comments of LaTeX between them are skipped. */
function keyList(list: string, offset: number, mark = ''): FoundReference[] {
  const found: FoundReference[] = [];
  for (const { 0: item, index } of list.matchAll(/%[^\n]{0,500}|[^,;%]+/g)) {
    if (item.startsWith('%')) continue;
    const key = item.trim();
    const bare = key.startsWith(mark) ? key.slice(mark.length) : key;
    if (!/^[^\s{}\\"'=*#][^\s{}\\"'=*]*$/.test(bare)) continue;
    const start = offset + index + item.indexOf(key) + (key.length - bare.length);
    found.push({ start, end: start + bare.length, kind: 'citation', value: bare });
  }
  return found;
}

/** `\\cite key` and `@cite key` of Doxygen. */
const DOXYGEN = new RegExp(
  String.raw`(?<![\p{L}\p{N}])[\\@]cite(?:\{[a-z,]{0,40}\})?[ \t]{1,9}(${KEY.source})`,
  'gu',
);

function doxygen(text: string): FoundReference[] {
  return [...text.matchAll(DOXYGEN)].map(({ 0: whole, 1: value = '', index }) => {
    const end = index + whole.length;
    return { start: end - value.length, end, kind: 'citation', value };
  });
}

/** `[key](@cite)` and `[key, other; remark](@citet)` in the documentation of Julia packages. */
const DOCUMENTER = /\[([^\][\n]{1,500})\]\(@[Cc]ite[a-z]{0,10}\*?\)/g;

function documenter(text: string): FoundReference[] {
  return [...text.matchAll(DOCUMENTER)].flatMap(({ 1: list = '', index }) => keyList(list, index + 1));
}

const AT_KEY = new RegExp(
  String.raw`(?<![\p{L}\p{N}_@.\\/+-]|\d-)-?@(?:\{([^{}\s]{1,200})\}|(${KEY.source}))`,
  'gu',
);

/** Pandoc's `[@key; @other]` and `@key` within the text. */
function pandoc(text: string, isScholarly: boolean): FoundReference[] {
  const found: FoundReference[] = [];
  for (const { value, start, end } of atKeys(text)) {
    if (CROSS_REFERENCE.test(value)) continue;
    const reference: FoundReference = { start, end, kind: 'citation', value };
    const isBracketed = inBrackets(text, start, end);
    const isKeyLike = isScholarly || /\d{2}/.test(value) || value.includes(':');
    const isSure = isBracketed ? isKeyLike : isScholarly && /\p{L}\d{4}/u.test(value);
    found.push(isSure ? reference : { ...reference, needs: 'key' });
  }
  for (const one of documenter(text)) found.push({ ...one, needs: 'key' });
  return found;
}

function* atKeys(text: string): Iterable<{ value: string; start: number; end: number }> {
  for (const match of text.matchAll(AT_KEY)) {
    const value = match[1] ?? match[2] ?? '';
    const start = match.index + match[0].indexOf('@') + (match[1] === undefined ? 1 : 2);
    // A word with a second `@` is an address of mail or of a package.
    if (text.charAt(start + value.length) !== '@') yield { value, start, end: start + value.length };
  }
}

/** Whether the brackets around a key are those of a citation and not of a link. Reads a bounded part of the text. */
function inBrackets(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 300), start);
  const open = before.lastIndexOf('[');
  if (open < 0 || before.includes(']', open) || before.includes('\n\n', open)) return false;
  const after = text.slice(end, end + 300);
  const close = after.indexOf(']');
  return close >= 0 && !after.slice(0, close).includes('[') && !/[(:[]/.test(after.charAt(close + 1));
}

const TYPST_CITE = /(?:#cite\(|\battribution:)\s{0,9}(?:<([^<>\s]{1,200})>|label\("([^"\n]{1,200})"\))/g;

/** The text before the name of a package in an import. */
const TYPST_IMPORT = /\b(?:import|include)[\s(]{0,9}"@$/;

const typstComments: CodeLanguage = {
  kind: 'code',
  line: ['//'],
  block: [{ open: '/*', close: '*/', nests: true }],
  needsSpace: true,
};

function typst(text: string): FoundReference[] {
  const found: FoundReference[] = [];
  for (const match of text.matchAll(TYPST_CITE)) {
    const value = match[1] ?? match[2] ?? '';
    const start = match.index + match[0].lastIndexOf(value);
    found.push({ start, end: start + value.length, kind: 'citation', value });
  }
  const cited = new Set(found.map(({ value }) => value));
  const labels = new Set([...text.matchAll(/<([\p{L}\p{N}_:.-]{1,200})>/gu)].map(([, label]) => label));
  const isComment = areaLookup(commentAreas(text, typstComments));
  for (const { value, start, end } of atKeys(text)) {
    const isLabel = (labels.has(value) && !cited.has(value)) || CROSS_REFERENCE.test(value);
    const isPackage = TYPST_IMPORT.test(text.slice(Math.max(0, start - 20), start));
    if (!isLabel && !isPackage && !isComment(start)) found.push({ start, end, kind: 'citation', value });
  }
  return found;
}

/** MyST's and Sphinx's roles: {cite:p}`a,b` and :cite:`a`. */
const ROLE = /(?:\{(?:foot)?cite[a-z:]{0,20}\}|:(?:foot)?cite[a-z:]{0,20}:)`([^`\n]{1,1000})`/g;
/** Citations of reStructuredText: [Key2020]_ */
const REST_CITATION = /\[([A-Za-z][\w.-]{1,100})\]_/g;

/** Keys of roles are in backticks, like code within a line, so `isCode` is called with the offset of the role's name. */
function roles(text: string, isCode: (offset: number) => boolean): FoundReference[] {
  const found: FoundReference[] = [];
  for (const match of text.matchAll(ROLE)) {
    if (isCode(match.index)) continue;
    const list = match[1] ?? '';
    for (const one of keyList(list, match.index + match[0].length - 1 - list.length)) found.push(one);
  }
  for (const match of text.matchAll(REST_CITATION)) {
    if (isCode(match.index)) continue;
    const value = match[1] ?? '';
    const start = match.index + 1;
    found.push({ start, end: start + value.length, kind: 'citation', value, needs: 'key' });
  }
  return found;
}

const ORG_CITE = /\[cite[a-z/_-]{0,30}:([^\]]{1,2000})\]/g;
/** org-ref: `cite:a,b`, `citep:&a;&b` and `[[cite:a]]`. `[cite:a]` is org-cite, {@link ORG_CITE}. */
const ORG_REF =
  /(?<![\p{L}\p{N}/]|(?<!\[)\[)[a-z]{0,20}cite[a-z*]{0,20}:(&?[\p{L}\p{N}_][^\s[\]{}()"']{0,500})/gu;

function org(text: string): FoundReference[] {
  const found: FoundReference[] = [];
  for (const match of text.matchAll(ORG_CITE)) {
    const offset = match.index + match[0].length - 1 - (match[1] ?? '').length;
    for (const { value, start, end } of atKeys(match[1] ?? ''))
      found.push({ start: offset + start, end: offset + end, kind: 'citation', value });
  }
  for (const match of text.matchAll(ORG_REF)) {
    const list = (match[1] ?? '').replace(/[.,;:!?]{1,9}$/, '');
    for (const one of keyList(list, match.index + match[0].length - (match[1] ?? '').length, '&'))
      found.push(one);
  }
  return found;
}

const ASCIIDOC = /\b(?:cite|citenp):\[([^\]\n]{1,500})\]/g;

function asciidoc(text: string): FoundReference[] {
  const found: FoundReference[] = [];
  for (const match of text.matchAll(ASCIIDOC)) {
    const list = match[1] ?? '';
    const keys = list.replace(/\([^()]{0,100}\)/g, (remark) => ' '.repeat(remark.length));
    for (const one of keyList(keys, match.index + match[0].length - 1 - list.length)) found.push(one);
  }
  return found;
}
