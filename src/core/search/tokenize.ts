import { undecomposedLetters } from '../text/undecomposedLetters';

/** A word of a text: its normal form, and its place (UTF-16 offsets, never inside a surrogate pair). */
export interface Token {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

// A word: letters, marks and digits; an apostrophe within letters and a point within digits belong to it.
// A pictograph is a word of its own.
const wordPattern =
  /[\p{L}\p{M}\p{N}]+(?:['’](?=\p{L})[\p{L}\p{M}]+|(?<=\p{N})\.(?=\p{N})[\p{L}\p{M}\p{N}]+)*|\p{Extended_Pictographic}/gu;

/** The same for a text in ASCII, five times as fast. */
const asciiWordPattern = /[A-Za-z0-9]+(?:'(?=[A-Za-z])[A-Za-z]+|(?<=[0-9])\.(?=[0-9])[A-Za-z0-9]+)*/g;

/** Scripts that write words without spaces between them. */
const unspacedPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

// Katakana spells loan words, most of which are in no dictionary: a run of it is one word.
const katakanaOrOtherPattern = /[\p{Script=Katakana}ー]+|[^\p{Script=Katakana}ー]+/gu;

// oxlint-disable-next-line no-control-regex -- the range is what ASCII is
export const asciiPattern = /^[\x00-\x7f]*$/;
const accentPattern = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{Mn}+/gu;
const undecomposedPattern = /[øłđıßæœðþ]/g;

/** A longer word is cut: it is data, not language, and nobody types it in full. */
export const longestTerm = 64;

/** Normal form of a word: compatibility forms, case and accents are gone. Empty where nothing is left of it. */
export function termOf(word: string): string {
  const lower = asciiPattern.test(word) ? word.toLowerCase() : foldAccents(word);
  const bare = lower.includes("'") ? lower.replace(/'s$/, '').replaceAll("'", '') : lower;
  return bare.length > longestTerm ? bare.slice(0, longestTerm).replace(/[\ud800-\udbff]$/, '') : bare;
}

function foldAccents(word: string): string {
  return word
    .normalize('NFKD')
    .toLowerCase()
    .replace(accentPattern, '')
    .normalize('NFC')
    .replace(undecomposedPattern, (letter) => undecomposedLetters.get(letter) ?? letter)
    .replaceAll('’', "'")
    .replace(/[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}'.]+/gu, '');
}

/** The words of `text`, in order. Takes any string: what is no word, lone surrogates among it, is skipped. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  if (asciiPattern.test(text)) {
    for (const match of text.matchAll(asciiWordPattern)) pushWord(tokens, match[0], match.index);
    return tokens;
  }
  for (const match of text.matchAll(wordPattern)) {
    const [word] = match;
    if (!asciiPattern.test(word) && unspacedPattern.test(word)) pushUnspaced(tokens, word, match.index);
    else pushWord(tokens, word, match.index);
  }
  return tokens;
}

/** The normal forms of the words of `text`, in order. */
export function termsOf(text: string): string[] {
  return tokenize(text).map((token) => token.term);
}

/** A key that is equal for equal titles: their words, without the characters between them. */
export function titleKey(title: string): string {
  return termsOf(title).join(' ');
}

/** Articles and pronouns that French, Italian and Catalan elide: `l'attention`, `qu'on`, `dell'apprendimento`. */
const elision = /^(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu|un|all|dall|dell|nell|sull|gl)['’](?=\p{L}{3})/iu;
/** The border between a Latin word or number and the Korean that follows it: `BERT는`. */
const hangulBorder =
  /(?<=[\p{Script=Latin}\p{N}])(?=\p{Script=Hangul})|(?<=\p{Script=Hangul})(?=[\p{Script=Latin}\p{N}])/u;

function pushWord(tokens: Token[], word: string, start: number): void {
  const elided = elision.exec(word)?.[0].length ?? 0;
  if (elided > 0) {
    pushWord(tokens, word.slice(0, elided - 1), start);
    pushWord(tokens, word.slice(elided), start + elided);
    return;
  }
  const parts = asciiPattern.test(word) ? [word] : word.split(hangulBorder);
  if (parts.length > 1) {
    let at = start;
    for (const part of parts) {
      pushWord(tokens, part, at);
      at += part.length;
    }
    return;
  }
  const term = termOf(word);
  if (term !== '') tokens.push({ term, start, end: start + word.length });
}

function pushUnspaced(tokens: Token[], run: string, start: number): void {
  // Making a segmenter costs microseconds once its dictionary is loaded, which only such a text should do.
  const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });
  for (const { 0: part, index } of run.matchAll(katakanaOrOtherPattern)) {
    if (!unspacedPattern.test(part) || /^[\p{Script=Katakana}ー]/u.test(part))
      pushWord(tokens, part, start + index);
    else
      for (const { segment, index: at } of segmenter.segment(part))
        pushWord(tokens, segment, start + index + at);
  }
}
