import { typographicSigns } from './typographicSigns';
import { decodeLatexAccents } from './latexAccents';
import { scriptCharacters } from './scripts';

/**
 * The text that LaTeX prints, for titles, names and abstracts: accents, signs and quotation marks as characters;
 * emphasis, declarations and protective braces removed. Mathematics between `$` or `\(` and `\)` is kept unchanged, as
 * are unknown commands with their arguments. Linear in the length of the text.
 */
export function latexToText(latex: string): string {
  const special = /[\\{}$~]|``|''/u.exec(latex)?.[0];
  if (special === undefined) return latex;
  if (special === '{') {
    const bare = withoutBraces(latex);
    if (bare !== undefined) return bare;
  }
  return new LatexReader(decodeLatexAccents(latex)).read();
}

/** A text without its braces if these are all that LaTeX would read, as in `The {BERT} Model`; undefined for any other. */
function withoutBraces(latex: string): string | undefined {
  if (/[\\$~`']/u.test(latex)) return undefined;
  let depth = 0;
  for (const [brace] of latex.matchAll(/[{}]/gu)) {
    depth += brace === '{' ? 1 : -1;
    if (depth < 0) return undefined;
  }
  return depth === 0 ? latex.replace(/[{}]/gu, '') : undefined;
}

/** Commands that print a sign. */
const SIGNS: Readonly<Record<string, string>> = {
  ...typographicSigns,
  textquotesingle: "'",
  textquotedbl: '"',
  quotedblbase: '„',
  quotesinglbase: '‚',
  guillemotleft: '«',
  guillemotright: '»',
  guilsinglleft: '‹',
  guilsinglright: '›',
  lq: '‘',
  rq: '’',
  slash: '/',
  textbackslash: '∖',
  textasciicircum: '^',
  textunderscore: '_',
  textbar: '|',
  textbraceleft: '{',
  textbraceright: '}',
  textless: '<',
  textgreater: '>',
  textcopyright: '©',
  copyright: '©',
  textmu: 'µ',
  textpm: '±',
  texttimes: '×',
  textdiv: '÷',
  textellipsis: '…',
  textbullet: '•',
  textperiodcentered: '·',
  textsection: '§',
  S: '§',
  P: '¶',
  pounds: '£',
  textsterling: '£',
  texteuro: '€',
  euro: '€',
  textyen: '¥',
  textcent: '¢',
  textordfeminine: 'ª',
  textordmasculine: 'º',
  textonehalf: '½',
  textexclamdown: '¡',
  textquestiondown: '¿',
  TeX: 'TeX',
  LaTeX: 'LaTeX',
  LaTeXe: 'LaTeX2e',
  BibTeX: 'BibTeX',
  quad: ' ',
  qquad: ' ',
  space: ' ',
  newline: ' ',
  linebreak: ' ',
};

/** Commands that change the font of what follows, or print nothing. */
const DECLARATIONS: ReadonlySet<string> = new Set(
  (
    'em it sl bf sc tt rm sf up md bfseries mdseries itshape slshape scshape upshape normalfont rmfamily sffamily ' +
    'ttfamily tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge protect relax noopsort ' +
    'newblock unskip ignorespaces'
  ).split(' '),
);

type Print = (text: string) => string;

const asIs: Print = (text) => text;
const nothing: Print = () => '';

/** Commands with one argument, by what they print of it. */
const COMMANDS: ReadonlyMap<string, Print> = new Map<string, Print>([
  ...(
    'emph textit textbf textsc texttt textrm textsf textsl textup textmd textnormal text mbox hbox url path uline ' +
    'underline NoCaseChange MakeTextUppercase MakeSentenceCase bibstring acro ac acl acs gls nolinkurl'
  )
    .split(' ')
    .map((name): [string, Print] => [name, asIs]),
  ...'footnote thanks label vspace hspace index nocite noopsort'
    .split(' ')
    .map((name): [string, Print] => [name, nothing]),
  ['uppercase', (text) => text.toUpperCase()],
  ['MakeUppercase', (text) => text.toUpperCase()],
  ['lowercase', (text) => text.toLowerCase()],
  ['MakeLowercase', (text) => text.toLowerCase()],
  ['enquote', (text) => `“${text}”`],
  ['mkbibquote', (text) => `“${text}”`],
  ['textquote', (text) => `“${text}”`],
  ['mkbibemph', asIs],
  ['mkbibparens', (text) => `(${text})`],
  ['textsuperscript', (text) => scriptCharacters(text, 'super') ?? text],
  ['textsubscript', (text) => scriptCharacters(text, 'sub') ?? text],
  ['ensuremath', (text) => `$${text}$`],
]);

/** Commands of which the second argument is printed. */
const SECOND_PRINTED: ReadonlySet<string> = new Set([
  'href',
  'texorpdfstring',
  'textcolor',
  'foreignlanguage',
]);

/** Commands of one character other than a letter, as in `\&`. */
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&',
  '%': '%',
  '#': '#',
  _: '_',
  ' ': ' ',
  '\n': ' ',
  '/': '',
  '-': '',
  '!': '',
  '@': '',
  ',': ' ',
  ';': ' ',
  ':': ' ',
  '\\': ' ',
};

/** A pair of braces that is read. */
interface Group {
  /** The index of its first printed piece; the piece before it is empty. */
  readonly start: number;
  /** Printed before the text if the brace is never closed. */
  readonly opened: string;
  /** Printed behind the text. */
  readonly closed: string;
  /** Absent if the text is printed as it is. */
  readonly print?: Print;
  /** Whether a second argument follows, which is printed instead of this one. */
  readonly isFirst?: boolean;
}

/** Deeper arguments are printed as they are, so that the time stays linear. */
const DEEPEST_PRINT = 20;

class LatexReader {
  #at = 0;
  readonly #groups: Group[] = [];
  readonly #out: string[] = [];
  #isMathClosed = true;

  constructor(private readonly text: string) {}

  read(): string {
    const next = /[\\{}$~`']/gu;
    while (this.#at < this.text.length) {
      next.lastIndex = this.#at;
      const found = next.exec(this.text)?.index ?? this.text.length;
      this.#emit(this.text.slice(this.#at, found));
      this.#at = found;
      if (found < this.text.length) this.#special(this.text.charAt(found));
    }
    for (const { start, opened } of this.#groups) this.#out[start - 1] = opened;
    return this.#out.join('');
  }

  #emit(text: string): void {
    if (text !== '') this.#out.push(text);
  }

  #special(char: string): void {
    if (char === '\\') this.#command();
    else if (char === '{') this.#open('{');
    else if (char === '}') this.#close();
    else if (char === '$') this.#mathematics('$', '$');
    else this.#typography(char);
  }

  /** Ties and quotation marks. */
  #typography(char: string): void {
    const isPair = char !== '~' && this.text.charAt(this.#at + 1) === char;
    this.#emit(char === '~' ? ' ' : isPair ? '"' : char);
    this.#at += isPair ? 2 : 1;
  }

  #command(): void {
    if (this.#isMathClosed && this.text.startsWith('\\(', this.#at)) {
      this.#mathematics('\\(', '\\)');
      return;
    }
    const name = /^[A-Za-z]+\*?/u.exec(this.text.slice(this.#at + 1, this.#at + 60))?.[0];
    if (name === undefined) {
      const next = this.text.charAt(this.#at + 1);
      this.#emit(ESCAPES[next] ?? `\\${next}`);
      this.#at += 2;
      return;
    }
    this.#named(name.replace('*', ''), `\\${name}`);
  }

  #named(name: string, raw: string): void {
    const end = this.#at + raw.length;
    const space = /^\s{1,20}/u.exec(this.text.slice(end, end + 20))?.[0].length ?? 0;
    const isGroup = this.text.charAt(end + space) === '{';
    const sign = SIGNS[name];
    if (sign !== undefined) {
      this.#emit(sign);
      this.#at = this.text.startsWith('{}', end) ? end + 2 : end + space;
    } else if (isGroup && (COMMANDS.has(name) || SECOND_PRINTED.has(name))) {
      this.#at = end + space;
      const isFirst = SECOND_PRINTED.has(name);
      this.#open(`${raw}{`, { closed: '', print: isFirst ? nothing : (COMMANDS.get(name) ?? asIs), isFirst });
    } else if (DECLARATIONS.has(name) || COMMANDS.has(name)) {
      this.#at = end + space;
    } else if (this.text.charAt(end) === '{') {
      this.#at = end;
      this.#emit(`${raw}{`);
      this.#open('', { closed: '}' });
    } else {
      this.#at = end;
      this.#emit(raw);
    }
  }

  #open(opened: string, group: Omit<Group, 'start' | 'opened'> = { closed: '' }): void {
    // Replaced by the brace if that is never closed.
    this.#out.push('');
    this.#groups.push({ ...group, opened, start: this.#out.length });
    this.#at++;
  }

  #close(): void {
    this.#at++;
    const group = this.#groups.pop();
    if (!group) {
      this.#emit('}');
      return;
    }
    if (group.print && this.#groups.length < DEEPEST_PRINT)
      this.#emit(group.print(this.#out.splice(group.start).join('')));
    this.#emit(group.closed);
    if (group.isFirst === true && this.text.charAt(this.#at) === '{') this.#open('{');
  }

  /** Formulas are kept as they are; a sign that no other one closes is text. */
  #mathematics(open: string, close: string): void {
    const start = this.#at + open.length;
    let end = this.text.indexOf(close, start);
    while (close === '$' && end > 0 && this.text.charAt(end - 1) === '\\')
      end = this.text.indexOf(close, end + 1);
    if (end < 0) this.#isMathClosed = false;
    const stop = end < 0 ? start : end + close.length;
    this.#emit(this.text.slice(this.#at, stop));
    this.#at = stop;
  }
}
