import { NormalizedTextBuilder, type NormalizedText } from './normalizedTextBuilder';
import { accentCommand, styleNames, switchNames, nameOfSymbol } from './texNames';

/** Normalizes a raw text for comparison, in time linear in its length. Never throws: what is not TeX is plain text. */
export function normalizeText(raw: string): NormalizedText {
  const builder = new NormalizedTextBuilder(raw);
  let at = 0;
  while (at < raw.length) at = readPiece(raw, at, builder);
  return builder;
}

type Reader = (builder: NormalizedTextBuilder, match: RegExpExecArray, from: number, to: number) => void;

const style = `(?:${styleNames})`;
const group = `(?:${styleNames}|${switchNames})`;

/** In order of preference; the last one matches any character. */
const pieces: readonly (readonly [RegExp, Reader])[] = [
  [/[A-Za-z]+/uy, readWord],
  [/(?:[\s~]|\\[\\ ])+|[_^]+/uy, (builder) => builder.separate()],
  [/\d+/uy, (builder, match, from) => builder.addEach('digit', match[0], from)],
  [/\.(?!\.\.)|[,;:!?()[\]%&*+|#@/]/uy, (builder, match, from, to) => builder.addSign(match[0], from, to)],
  [accentCommand, readAccent],
  [
    new RegExp(`\\{\\\\?${group}\\s+|\\\\[A-Za-z]+\\*?\\s*\\{|\\\\(?:${switchNames})(?![A-Za-z])\\s*`, 'uy'),
    open,
  ],
  [
    /\\([A-Za-z]+)/uy,
    (builder, match, from, to) => builder.addName((match[1] ?? '').toLowerCase(), from, to),
  ],
  [/\\?\}|\\\)/uy, (builder, _match, from, to) => builder.close(from, to)],
  [/\\?\{|\\/uy, open],
  [/\$+/uy, (builder, _match, from, to) => builder.dollar(from, to)],
  [/\p{M}+|[\u00ad\u200b-\u200d\u2060\ufeff]/uy, (builder, _match, _from, to) => builder.attach(to)],
  [/``|''|["“”„‟«»'‘’‚‛`´′″]/uy, (builder, _match, from, to) => builder.addSign("'", from, to)],
  [/[-‐‑‒–—―−]+/uy, (builder, _match, from, to) => builder.addSign('-', from, to)],
  [/\.{3,}/uy, (builder, _match, from, to) => builder.addName('ldots', from, to)],
  [/[<>]=/uy, (builder, match, from, to) => builder.addName(match[0] === '<=' ? 'leq' : 'geq', from, to)],
  [/./suy, readCharacter],
];

/** Reads one piece; returns the offset of the next. */
function readPiece(raw: string, at: number, builder: NormalizedTextBuilder): number {
  for (const [pattern, read] of pieces) {
    pattern.lastIndex = at;
    const match = pattern.exec(raw);
    if (!match) continue;
    read(builder, match, at, pattern.lastIndex);
    return pattern.lastIndex;
  }
  return raw.length;
}

const styleAtEnd = new RegExp(`${style}$`);

/** A run of letters. In a damaged `mathcal{` the command name counts as markup. */
function readWord(builder: NormalizedTextBuilder, match: RegExpExecArray, from: number, to: number): void {
  const word = match[0];
  const styled = match.input[to] === '{' ? (styleAtEnd.exec(word)?.index ?? word.length) : word.length;
  builder.addEach('letter', word.slice(0, styled).toLowerCase(), from);
  if (styled < word.length) builder.open(from + styled);
}

/** `\"o`, `\"{o}` and `\c{c}` are letters; the accent is dropped as it is from `ö`. */
function readAccent(builder: NormalizedTextBuilder, match: RegExpExecArray, from: number, to: number): void {
  const letter = match[1] ?? match[2];
  if (letter) builder.add('letter', letter.toLowerCase(), from, to);
}

function open(builder: NormalizedTextBuilder, _match: RegExpExecArray, from: number): void {
  builder.open(from);
}

function readCharacter(
  builder: NormalizedTextBuilder,
  match: RegExpExecArray,
  from: number,
  to: number,
): void {
  for (const { kind, text } of foldCharacter(match[0])) {
    if (kind === 'name') builder.addName(text, from, to);
    else if (kind === 'sign') builder.addSign(text, from, to);
    else builder.add(kind, text, from, to);
  }
}

/** Part of a normalized character. A `name` such as `alpha` is a symbol and is never joined with its neighbours. */
interface Folded {
  readonly kind: 'letter' | 'digit' | 'name' | 'sign';
  readonly text: string;
}

/** Scripts without spaces between words: every character is a token. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** Folds one code point: case, accents, ligatures, compatibility forms (`ﬁ`, `²`, `ℝ`), and symbols to TeX's names. */
function foldCharacter(character: string): readonly Folded[] {
  const symbol = nameOfSymbol.get(character);
  if (symbol) return [{ kind: 'name', text: symbol }];
  return Array.from(character.normalize('NFKD').toLowerCase()).flatMap(foldPart);
}

function foldPart(part: string): readonly Folded[] {
  if (/\p{M}/u.test(part)) return [];
  const symbol = nameOfSymbol.get(part);
  if (symbol) return [{ kind: 'name', text: symbol }];
  if (unspaced.test(part)) return [{ kind: 'sign', text: part }];
  if (/\p{L}/u.test(part)) return [{ kind: 'letter', text: part }];
  if (/\p{N}/u.test(part)) return [{ kind: 'digit', text: part }];
  return /\S/u.test(part) ? [{ kind: 'sign', text: part }] : [];
}
