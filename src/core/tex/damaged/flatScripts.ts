import type { TextRange } from '../../text/sentences';
import { mergeRanges } from '../range';
import type { MathToken } from '../token';
import { reconstructedMath } from './reconstructedMath';

/**
 * Finds formulas whose scripts came down to the line, as in text copied from a PDF file: `10 −4`, `O ( n 2 )`,
 * `x i ∈ R d`, `R m × n`, `cm−1`. Only where a sign or the words around leave no other reading: a hyphen behind a 10
 * takes the company of a learning rate.
 */
export function findFlatScripts(text: string, ranges: readonly TextRange[]): MathToken[] {
  const rules = allRules.filter(({ sign }) => text.includes(sign));
  if (rules.length === 0) return [];
  const found: MathToken[] = [];
  for (const { start, end } of ranges)
    for (const token of findIn(text.slice(start, end), rules))
      found.push({ ...token, start: start + token.start, end: start + token.end });
  return found;
}

interface Rule {
  /** The rule is tried only in texts that contain this. */
  readonly sign: string;
  readonly pattern: RegExp;
  /** The TeX of a match, or undefined where it is something else. A match may begin with what is no formula. */
  readonly read: (match: Match, before: string) => string | Part | undefined;
}

type Match = Readonly<Record<string, string | undefined>>;

interface Part {
  readonly tex: string;
  /** How many UTF-16 units of the match precede the formula. */
  readonly skipped: number;
}

/** In order. Of matches that overlap, that of the earlier rule counts. */
function findIn(text: string, rules: readonly Rule[]): MathToken[] {
  return rules.map((rule) => matchesOf(text, rule)).reduce(mergeRanges, []);
}

function matchesOf(text: string, { pattern, read }: Rule): MathToken[] {
  return Array.from(text.matchAll(pattern)).flatMap(({ 0: raw, index, groups = {} }) => {
    const result = read({ ...groups, raw }, text.slice(Math.max(0, index - companyReach), index));
    if (result === undefined) return [];
    const { tex, skipped } = typeof result === 'string' ? { tex: result, skipped: 0 } : result;
    return [reconstructedMath({ start: index + skipped, end: index + raw.length }, tex)];
  });
}

const companyReach = 70;

/** Names of quantities that are small powers of ten, at the end of a text, in the same sentence as the number that follows. */
const company =
  /\b(?:learning[- ]rates?|step[- ]sizes?|decays?|tolerances?|lr|p-?values?|regulari[sz]ation|(?:machine|numerical) precision|residuals?)\b[^.;!?]{0,50}$/i;
const wideCompany =
  /(?:\b(?:probabilit(?:y|ies)|precision|accuracy|order|BER|[eE]-?values?)\b|\b[pP] ?[<≤=] ?)[^.;!?]{0,30}$/;
/** Text before a number that is neither part of a name nor of a calculation. */
const lead =
  /(?:^|[=<>≤≥≈∼~,] ?|\b(?:of|to|than|from|below|above|about|around|at|is|was|by|and|or|with|between|approximately|order|under|within) )$/;

function readPower({ factor, times = '', minus, power = '' }: Match, before: string): string | undefined {
  const isProduct = factor !== undefined || /[×·⋅] ?$/.test(before);
  const isLong = power.length > 1; // 10−15 may be a range.
  const isPower =
    minus === '−'
      ? isProduct || isAfterMinus(before, isLong)
      : !isLong && (isProduct || company.test(before));
  if (!isPower) return undefined;
  const sign = /[·⋅]/.test(times) ? '\\cdot' : '\\times';
  return factor === undefined ? `10^{-${power}}` : `${factor} ${sign} 10^{-${power}}`;
}

const isAfterMinus = (before: string, isLong: boolean): boolean =>
  lead.test(before) && (!isLong || company.test(before) || wideCompany.test(before));

/** Letters that stand for a size, as in O(N). */
const sizes = /^[a-zNTLKMDVE]$/;

function readOrder({ order = '', inner = '' }: Match): string | undefined {
  if (/^[A-Z]$/.test(inner) && !sizes.test(inner)) return undefined;
  const tex = readSpaced(inner.trim().split(' '));
  return tex === undefined ? undefined : `${orderTex(order)}(${tex})`;
}

const orderTex = (order: string): string =>
  /[Õ~˜]/.test(order) ? '\\tilde{O}' : order === '𝒪' ? '\\mathcal{O}' : order;

const isLetter = (part: string | undefined): boolean =>
  part !== undefined && /^[A-Za-z\u0370-\u03ffϵℓ]$/u.test(part);
const isNumber = (part: string | undefined): boolean => part !== undefined && /^\d+(?:\.\d+)?$/.test(part);
const functionNames = /^(?:log|ln|exp|min|max)$/;

/** `n 2 log n`: a number behind a letter or a name is its power, as no one writes it otherwise. */
function readSpaced(parts: readonly string[]): string | undefined {
  let tex = '';
  for (let at = 0; at < parts.length;) {
    const piece = readPart(parts, at);
    if (!piece) return undefined;
    tex += (tex === '' ? '' : ' ') + piece.tex;
    at = piece.end;
  }
  return /[A-Za-z\u0370-\u03ff]/.test(tex) ? tex : undefined;
}

function readPart(parts: readonly string[], at: number): { tex: string; end: number } | undefined {
  const [part = '', next, afterNext] = parts.slice(at, at + 3);
  if (isLetter(part)) return withPower(parts, part, at + 1);
  if (functionNames.test(part)) {
    const isPower = isNumber(next) && isLetter(afterNext); // log 2 n
    return isPower ? { tex: `\\${part}^{${next}}`, end: at + 2 } : { tex: `\\${part}`, end: at + 1 };
  }
  if (part === '√')
    return isLetter(next) && !isLetter(afterNext) ? { tex: `\\sqrt{${next}}`, end: at + 2 } : undefined;
  if (isNumber(part)) return isLetter(next) ? undefined : { tex: part, end: at + 1 }; // 2 n may be 2^n
  return /^[+/·,−-]$/.test(part)
    ? { tex: part.replace('−', '-').replace('·', '\\cdot'), end: at + 1 }
    : undefined;
}

function withPower(parts: readonly string[], base: string, at: number): { tex: string; end: number } {
  const [power, slash, under] = parts.slice(at, at + 3);
  if (power !== undefined && /^[−-]\d$/.test(power))
    return { tex: `${base}^{-${power.slice(1)}}`, end: at + 1 };
  if (!isNumber(power)) return { tex: base, end: at };
  return slash === '/' && isNumber(under)
    ? { tex: `${base}^{${power}/${under}}`, end: at + 3 }
    : { tex: `${base}^{${power}}`, end: at + 1 };
}

function readTightOrder({ order = '', base = '', power = '', rest = '' }: Match): string {
  return `${orderTex(order)}(${base}^{${power}}${rest.replace('log', '\\log')})`;
}

const setTex: Readonly<Record<string, string>> = {
  ℝ: '\\mathbb{R}',
  ℂ: '\\mathbb{C}',
  ℤ: '\\mathbb{Z}',
  ℕ: '\\mathbb{N}',
};

function readSpace({ set = '', dimension = '', more = '' }: Match): string {
  return `${setTex[set] ?? set}^{${dimension}${more.replace(/ ?× ?/g, ' \\times ')}}`;
}

/** `x i ∈ R d`: with a space between, only an index is the letter’s. */
function readMember(match: Match): string | Part | undefined {
  const { base = '', gap = '', index, gapOfSpace, dimension = '', more } = match;
  if (gapOfSpace === ' ' && more === '' && /^[aA]$/.test(dimension)) return undefined;
  const isIndex =
    index !== undefined && (gap === '' || (/^[ijklmnt\d]$/.test(index) && !/^[aAI]$/.test(base)));
  if (index === undefined) return `${base} \\in ${readSpace(match)}`;
  if (isIndex) return `${base}_${index} \\in ${readSpace(match)}`;
  return { tex: `${index} \\in ${readSpace(match)}`, skipped: base.length + gap.length };
}

const allRules: readonly Rule[] = [
  {
    sign: '10',
    pattern:
      /(?<![\p{L}\p{N}.^_{−–@#/-]|\d,)(?:(?<factor>\d+(?:\.\d+)?) ?(?<times>[×·⋅*x]) ?)?10 ?(?<minus>[−–-])(?<power>[1-9]\d?)(?![\p{L}\p{N}%°^_{]|[.,:]\d| ?[%×=+−–/-] ?\d| (?:\d|percent|points?|fold|times|wins?))/gu,
    read: readPower,
  },
  {
    sign: ' ( ',
    pattern:
      /(?<![\p{L}\p{N}_^\\])(?<order>Õ|(?:[~˜] ?)?O|O ?[~˜]|[ΩΘ]|𝒪) \( (?<inner>[^()]{1,60}) \)(?!\p{L})/gu,
    read: readOrder,
  },
  {
    sign: '(',
    pattern:
      /(?<![\p{L}\p{N}_^\\])(?<order>Õ|[OΩΘ]|𝒪)\((?<base>[nNmdDTLkKV])(?<power>[23])(?<rest>[dnmk]?| ?log ?[nNTdmkV])\)/gu,
    read: readTightOrder,
  },
  {
    sign: '∈',
    pattern:
      /(?<![\p{L}\p{N}_^\\])(?<base>[A-Za-z\u0370-\u03ff])(?:(?<gap> ?)(?<index>[a-z\d]))? ?∈ ?(?<set>[RCZNℝℂℤℕ])(?<gapOfSpace> ?)(?<dimension>[A-Za-z\d])(?<more>(?: ?× ?[A-Za-z\d]{1,4})*)(?![\p{L}\p{N}_^{]| ?×)/gu,
    read: readMember,
  },
  {
    sign: '×',
    pattern:
      /(?<![\p{L}\p{N}_^\\∈]|∈ )(?<set>R(?= ?[a-z])|R(?= \d ?×)|[ℝℂ])(?: ?(?<dimension>[a-z]|\d{1,4}))(?<more>(?: ?× ?(?:[A-Za-z]|\d))+)(?![\p{L}\p{N}_^{]| ?×)/gu,
    read: readSpace,
  },
  {
    sign: 'ℝ',
    pattern:
      /(?<![\p{L}\p{N}_^\\])(?<set>ℝ)(?: (?<apart>[dnmkp])|(?<dimension>[a-z\d]))(?![\p{L}\p{N}_^{×]| ?×)/gu,
    read: (match) => readSpace({ ...match, dimension: match['dimension'] ?? match['apart'] }),
  },
  {
    sign: '−',
    pattern:
      /(?:(?<![\p{L}\p{N}_^\\])(?<unit>[cmnkμ]m|kg|mol|[MGk]?eV|[MkG]?pc|yr|Hz)|(?<=(?:\d|[cmk]m|kg|mol|pc|erg)[ ·])(?<short>[smWKJ]))−(?<power>[1-4])(?![\p{L}\p{N}])/gu,
    read: ({ unit, short = '', power = '' }) => `\\mathrm{${unit ?? short}}^{-${power}}`,
  },
];
