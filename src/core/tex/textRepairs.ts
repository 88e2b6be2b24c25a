import { typographicSigns } from '../text/typographicSigns';
import { decodeLatexAccents } from '../text/latexAccents';
import type { TextToken } from './token';
import { withUnicode } from './unicodeCommand';

/**
 * Finds repairs in running text: `\%`, `na\"ive`, `e.g.~x`, `--` and the abbreviations that venues
 * define for their authors. Each rule looks at a few characters only.
 */
export function findTextRepairs(text: string): TextToken[] {
  const tokens: TextToken[] = [];
  const spellings = new Spellings(text);
  const trigger = /[\\~¨´ı]|-+/g;
  for (let match = trigger.exec(text); match; match = trigger.exec(text)) {
    const repair = repairAt(text, match.index, match[0], spellings);
    if (!repair || repair.start < (tokens.at(-1)?.end ?? 0)) continue;
    tokens.push({ kind: 'text', ...repair, reconstructed: true });
    trigger.lastIndex = repair.end;
  }
  return tokens;
}

interface Repair {
  readonly start: number;
  readonly end: number;
  readonly plain: string;
}

function repairAt(text: string, at: number, trigger: string, spellings: Spellings): Repair | undefined {
  if (trigger === '~') return tie(text, at);
  if (trigger.startsWith('-')) return dash(text, at, trigger);
  if (trigger !== '\\') return accentBeside(text, at);
  return (
    percent(text, at) ??
    unicode(text, at) ??
    accentedWord(text, at) ??
    escape(text, at) ??
    abbreviation(text, at, spellings)
  );
}

const near = 40;
const before = (text: string, at: number): string => text.slice(Math.max(0, at - near), at);
const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/** Words tied to a number by `~`; before other numbers `~` means "about". */
const countedThing =
  /(?:^|[\s(])(?:Figs?|Figures?|Tables?|Tabs?|Secs?|Sections?|Eqs?|Equations?|Theorem|Thm|Lemma|Algorithm|Alg|Chapter|Appendix|Definition|Remark|Part|Step|No|Nos|Refs?)\.?$/;

/** What can stand in front of a tie: the end of a word, of a number, of a formula between dollars. */
const tied = /[\p{L}\p{N}.,;:)\]}'"”’»…%°′!?$-]$/u;
/** Behind a number: a unit, a word or a command. `5~10` and `1~N` are ranges. */
const behindNumber = /^(?![nN](?![\p{L}\p{N}]))(?:[\p{Script=Latin}\p{Script=Greek}µ%°(\\[`"]|\$[\\\p{L}])/u;
const formula = /\$[^$]+\$$/;

function tie(text: string, at: number): Repair | undefined {
  const left = before(text, at);
  const right = text.slice(at + 1, at + 3);
  return tied.test(left) && isTie(left, right) ? { start: at, end: at + 1, plain: ' ' } : undefined;
}

function isTie(left: string, right: string): boolean {
  if (/\p{N}$/u.test(left)) return behindNumber.test(right);
  if (/^[\p{L}(\\$[`"]/u.test(right)) return true;
  if (/^\d/.test(right)) return countedThing.test(left) || left.endsWith('-box') || formula.test(left);
  return left.endsWith('-box') || (right.startsWith(' ') && /\p{L}{2}$/u.test(left));
}

function dash(text: string, at: number, run: string): Repair | undefined {
  const end = at + run.length;
  const [left, right] = [text.charAt(at - 1), text.charAt(end)];
  if (run.length === 3) return { start: at, end, plain: '—' };
  // `--flag` on a command line; `<!--` and `-->`.
  if (
    run.length !== 2 ||
    /[!<]/.test(left) ||
    right === '>' ||
    (/[\s("'`]/.test(left) && /[^\s]/.test(right))
  )
    return undefined;
  if (left === '' || right === '') return undefined;
  // Between words without a space a dash is long, but for names of two people and for ranges.
  const isLong = /(?:^|[\s(])\p{Ll}[\p{L}-]*$/u.test(before(text, at)) && /\p{L}/u.test(right);
  return { start: at, end, plain: isLong ? '—' : '–' };
}

/** `Poincar´e`, `na¨ıve`: an accent beside its letter, as in the text of a PDF file. In `l´or` and `qu´il` it is an apostrophe. */
function accentBeside(text: string, at: number): Repair | undefined {
  const raw = matchAt(/(?<=\p{Lu}|\p{L}{2})(?<!qu)[¨´][aeiouyı]|ı[\u0300-\u0308]/uy, text, at)?.[0];
  if (raw === undefined) return undefined;
  const [mark, letter = ''] = raw.replace('ı', 'i');
  const plain = mark === 'i' ? `i${letter}` : letter + (mark === '´' ? '\u0301' : '\u0308');
  return { start: at, end: at + 2, plain: plain.normalize('NFC') };
}

/** `-12.65\%`: the number goes with its sign, for here the hyphen is a minus. */
function percent(text: string, at: number): Repair | undefined {
  if (text.charAt(at + 1) !== '%') return undefined;
  const number = /(?:(?<=[\s(])-)?\d+(?:[.,]\d+)*$/.exec(before(text, at))?.[0] ?? '';
  return { start: at - number.length, end: at + 2, plain: `${number.replace('-', '−')}%` };
}

const accent =
  /\\(?:["'`^~=.]\s?(?:\{\\?\p{L}\}|\\[ij]|\p{L})|[cvHukrd]\{\p{L}\}|(?:ss|SS|ae|AE|oe|OE|aa|AA|[oOlL])(?![A-Za-z])(?:\{\}|\s(?=\p{Ll}))?)/uy;

/** The whole word around an accent: `na\"ive`, `Erd\H{o}s`, `R{\'e}nyi`. */
function accentedWord(text: string, at: number): Repair | undefined {
  const found = matchAt(accent, text, at);
  if (!found || /^\\'s(?!\p{L})/u.test(text.slice(at, at + 4))) return undefined;
  const start = at - (/(?<!\p{L})\p{L}*\{?$/u.exec(before(text, at))?.[0].length ?? 0);
  let end = at + found[0].length;
  for (let next = true; next;) {
    const more = matchAt(/[\p{L}\p{M}]+|\}/uy, text, end) ?? matchAt(accent, text, end);
    next = more !== null && (more[0] !== '}' || text.slice(start, end).includes('{'));
    if (more && next) end += more[0].length;
    if (end - at > near) next = false;
  }
  return balanced(text, start, end);
}

/** Excludes braces that contain more than the accented letter. */
function balanced(text: string, start: number, end: number): Repair | undefined {
  for (let [from, to] = [start, end]; from < to;) {
    const raw = text.slice(from, to);
    const excess = raw.split('{').length - raw.split('}').length;
    if (excess === 0) return { start: from, end: to, plain: decodeLatexAccents(raw).replace(/[{}]/g, '') };
    if (excess < 0) to -= raw.length - raw.lastIndexOf('}');
    else from += raw.indexOf('{') + 1;
  }
  return undefined;
}

function unicode(text: string, at: number): Repair | undefined {
  const raw = matchAt(/\\unicode\{\w{2,7}\}/y, text, at)?.[0];
  const plain = raw === undefined ? raw : withUnicode(raw);
  return raw === undefined || plain === undefined || plain === raw
    ? undefined
    : { start: at, end: at + raw.length, plain };
}

const escaped: Readonly<Record<string, string>> = {
  '&': '&',
  '#': '#',
  _: '_',
  $: '$',
  '{': '{',
  '}': '}',
  "'": "'",
  ',': ' ',
  ' ': ' ',
  ';': ' ',
};

function escape(text: string, at: number): Repair | undefined {
  const character = text.charAt(at + 1);
  const plain = Object.hasOwn(escaped, character) ? escaped[character] : undefined;
  return plain === undefined ? undefined : { start: at, end: at + 2, plain };
}

/** Macros of the style files of vision conferences, and TeX's own words. */
const abbreviations: Readonly<Record<string, string>> = {
  ...typographicSigns,
  eg: 'e.g.',
  ie: 'i.e.',
  Eg: 'E.g.',
  Ie: 'I.e.',
  aka: 'a.k.a.',
  etal: 'et al.',
  etc: 'etc.',
  wrt: 'w.r.t.',
  cf: 'cf.',
  vs: 'vs.',
  dof: 'd.o.f.',
  iid: 'i.i.d.',
  st: 's.t.',
  LaTeX: 'LaTeX',
  TeX: 'TeX',
  textbackslash: '\\',
  xspace: '',
  noindent: '',
  newline: ' ',
  quad: ' ',
};

function abbreviation(text: string, at: number, spellings: Spellings): Repair | undefined {
  const match = matchAt(/\\([A-Za-z]+)(\{\})?/y, text, at);
  const name = match?.[1];
  if (!match || name === undefined) return undefined;
  const plain = Object.hasOwn(abbreviations, name) ? abbreviations[name] : spellings.of(name);
  if (plain === undefined) return undefined;
  const end = at + match[0].length;
  // The macro brings its own full stop.
  return { start: at, end: plain.endsWith('.') && text.charAt(end) === '.' ? end + 1 : end, plain };
}

/** The capitalisation of names in the text: `\ssl` is expanded to SSL if the text has SSL elsewhere. */
class Spellings {
  private known: Map<string, string> | undefined;

  constructor(private readonly text: string) {}

  of(command: string): string | undefined {
    return command.length < 3 ? undefined : this.all().get(command.toLowerCase());
  }

  private all(): ReadonlyMap<string, string> {
    if (this.known) return this.known;
    const words = this.text.match(/(?<![\\\p{L}\p{N}])[A-Za-z]+(?![\p{L}\p{N}])/gu) ?? [];
    // Capitals behind the first letter: a name, and no word that begins a sentence.
    this.known = new Map(
      words.filter((word) => /.[A-Z]/.test(word)).map((word) => [word.toLowerCase(), word]),
    );
    return this.known;
  }
}
