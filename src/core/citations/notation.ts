import type { TextEdit } from '../notes/textEdit';
import { referenceLanguage } from '../references/languages';

/** How a language writes citations. */
export type Notation = 'latex' | 'pandoc' | 'myst' | 'typst' | 'org' | 'rst';

/** The texts before and after the keys, such as `see` and `p. 5`. */
export interface CitationDetails {
  readonly prefix?: string;
  readonly locator?: string;
}

/**
 * The notation of a document, by VS Code's identifier of its language. Markdown with MyST's roles is MyST,
 * other text is as pandoc and Quarto read it.
 */
export function notationOf(languageId: string, text: string): Notation {
  if (languageId === 'bibtex') return 'latex';
  const language = referenceLanguage(languageId);
  const [first] = language?.kind === 'markup' ? language.citations : [];
  if (first === 'latex' || first === 'typst' || first === 'org') return first;
  if (first === 'roles') return 'rst';
  return /\{cite(?::\w+)?\}`/u.test(text) ? 'myst' : 'pandoc';
}

/** Commands of LaTeX that take citation keys, as in natbib and biblatex. */
const latexCommand =
  /\\([A-Za-z]{0,12}[Cc]ite[a-zA-Z]{0,12}\*?)\s*(?:\[[^\]\n]{0,200}\]\s*){0,2}\{([^{}]{0,2000})/gu;

/**
 * The edit that cites papers at an offset. Within a citation, the keys are added to it; else a citation is written, in
 * LaTeX by the command that was used last before it.
 *
 * @param keys at least one
 */
export function citationEdit(
  text: string,
  offset: number,
  keys: readonly string[],
  notation: Notation,
  details: CitationDetails = {},
): TextEdit {
  const insert = (written: string): TextEdit => ({ start: offset, end: offset, text: written });
  const within = separatorWithin(text, offset, notation);
  if (within !== undefined)
    return insert(within.before + keys.map(within.print).join(within.between) + within.after);
  const written = print(keys, notation, details, lastCommand(text, offset));
  return insert(notation === 'typst' ? apart(text, offset, written) : written);
}

/** A citation of Typst has no brackets: it would be one word with the one before it or the letters behind it. */
function apart(text: string, offset: number, written: string): string {
  const isAfterWord = /[\p{L}\p{N}_.+/@-]$/u.test(text.slice(Math.max(0, offset - 2), offset));
  const isBeforeWord = /^[\p{L}\p{N}_]/u.test(text.slice(offset, offset + 2));
  return `${isAfterWord ? ' ' : ''}${written}${isBeforeWord ? ' ' : ''}`;
}

interface Printed extends Required<CitationDetails> {
  readonly keys: readonly string[];
  /** Of LaTeX, without its backslash. */
  readonly command: string;
}

const before = (prefix: string): string => (prefix === '' ? '' : `${prefix} `);
const marked = (keys: readonly string[], separator: string): string =>
  keys.map((key) => `@${key}`).join(separator);

const printers: Readonly<Record<Notation, (citation: Printed) => string>> = {
  latex: ({ keys, prefix, locator, command }) => {
    const afterwards = locator === '' ? '' : `[${locator}]`;
    const options = prefix === '' ? afterwards : `[${prefix}][${locator}]`;
    return `\\${command}${options}{${keys.join(',')}}`;
  },
  pandoc: ({ keys, prefix, locator }) =>
    `[${before(prefix)}${marked(keys, '; ')}${locator === '' ? '' : `, ${locator}`}]`,
  myst: ({ keys }) => `{cite:p}\`${keys.join(',')}\``,
  rst: ({ keys }) => `:cite:p:\`${keys.join(',')}\``,
  typst: ({ keys, prefix, locator }) =>
    `${before(prefix)}${marked(keys, ' ')}${locator === '' ? '' : `[${locator}]`}`,
  org: ({ keys, prefix, locator }) =>
    `[cite:${before(prefix)}${marked(keys, ';')}${locator === '' ? '' : ` ${locator}`}]`,
};

function print(
  keys: readonly string[],
  notation: Notation,
  { prefix = '', locator = '' }: CitationDetails,
  command: string,
): string {
  return printers[notation]({ keys, prefix, locator, command });
}

/** LaTeX's command of the last citation before an offset, without its backslash; `cite` if there is none. */
export function lastCommand(text: string, offset: number): string {
  let command = 'cite';
  for (const [, name = '', keys = ''] of text
    .slice(Math.max(0, offset - 100_000), offset)
    .matchAll(latexCommand))
    if (keys !== '' && !name.startsWith('nocite')) command = name;
  return command;
}

/** How keys are added to an existing citation. */
interface Within {
  readonly before: string;
  readonly between: string;
  readonly after: string;
  readonly print: (key: string) => string;
}

/** How far before the offset a citation may begin. */
const longest = 2000;

const openings: Readonly<Partial<Record<Notation, RegExp>>> = {
  latex: /\\[A-Za-z]{0,12}[Cc]ite[a-zA-Z]{0,12}\*?\s*(?:\[[^\]\n]{0,200}\]\s*){0,2}\{([^{}\n]{0,1000})$/u,
  pandoc: /\[((?:[^[\]\n]{0,200};)?[^[\]\n;]{0,200}@[^[\]\n]{0,600})$/u,
  myst: /\{cite(?::\w{1,20})?\}`([^`\n]{0,1000})$/u,
  rst: /:cite(?::\w{1,20})?:`([^`\n]{0,1000})$/u,
  org: /\[cite(?:\/[\w/]{1,30})?:([^[\]\n]{0,1000})$/u,
};

function separatorWithin(text: string, offset: number, notation: Notation): Within | undefined {
  const before = text.slice(Math.max(0, offset - longest), offset);
  const content = openings[notation]?.exec(before)?.[1];
  if (content === undefined) return undefined;
  const isMarked = notation === 'pandoc' || notation === 'org';
  const separator = notation === 'pandoc' ? '; ' : isMarked ? ';' : ',';
  const rest = text.slice(offset, offset + longest);
  const isEmptyBefore = /^\s*$|[,;]\s*$/u.test(content);
  const isEmptyAfter = /^\s*(?:[,;}\]`]|$)/u.test(rest);
  return {
    before: isEmptyBefore ? '' : separator,
    between: separator,
    after: isEmptyAfter ? '' : separator,
    print: (key) => (isMarked ? `@${key}` : key),
  };
}

/**
 * A quote with its citation, as a document of a notation writes it. Line feeds only.
 *
 * @param command of LaTeX, without its backslash
 */
export function quoteText(quote: string, key: string, notation: Notation, command = 'cite'): string {
  const citation = print([key], notation, {}, command);
  const lines = quote.trim().split(/\r?\n/u);
  switch (notation) {
    case 'latex':
      return `\\begin{quote}\n  ${lines.join('\n  ')} ${citation}\n\\end{quote}\n`;
    case 'typst':
      return `#quote(block: true)[\n  ${lines.join('\n  ')} ${citation}\n]\n`;
    case 'org':
      return `#+begin_quote\n${lines.join('\n')} ${citation}\n#+end_quote\n`;
    case 'rst':
      return `  ${lines.join('\n  ')} ${citation}\n`;
    case 'pandoc':
    case 'myst':
      return `> ${lines.join('\n> ')} ${citation}\n`;
  }
}
