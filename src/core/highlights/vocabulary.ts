import type { NormalizedText } from './normalizedTextBuilder';
import { preferredName } from './texNames';
import type { TokenRange } from './tokenRange';

/** A text encoded as numbers, for fast comparison. */
export interface EncodedText extends NormalizedText {
  /** By token: the same number for the same token in every text of one vocabulary. */
  readonly ids: readonly number[];
  /** By token: its weight. Long words weigh more than short ones, signs very little. */
  readonly weights: readonly number[];
  /** One UTF-16 unit for each token, see {@link unitOf}. */
  readonly units: string;
  /** Whether the raw text is known to begin or end here, rather than having been cut. */
  readonly begins: boolean;
  readonly ends: boolean;
}

/** Assigns numbers to tokens. */
export class Vocabulary {
  readonly #ids = new Map<string, number>();

  encode(text: NormalizedText, { begins = true, ends = true } = {}): EncodedText {
    const { raw, folded, rawOf, tokens } = text;
    const ids = tokens.map((token) => this.#id(preferredName(token.text)));
    const weights = tokens.map((token) => weigh(token.text));
    const units = tokens.map((token, at) => unitOf(token.text, ids[at] ?? 0)).join('');
    return { raw, folded, rawOf, tokens, ids, weights, units, begins, ends };
  }

  #id(token: string): number {
    const known = this.#ids.get(token);
    if (known !== undefined) return known;
    this.#ids.set(token, this.#ids.size);
    return this.#ids.size - 1;
  }
}

/**
 * A unit from one block of letters, but a line feed for the full stop: where an edit can slide, diff-match-patch then
 * lets it begin and end with a sentence. With more than 41,983 different tokens the rest share the last unit, so
 * equal units are only a hint; compare ids to be sure.
 */
function unitOf(token: string, id: number): string {
  return token === '.' ? '\n' : String.fromCharCode(Math.min(0x3400 + id, 0xd7ff));
}

const signWeight = 0.25;

/** Signs have little weight; that of words grows with the square root of their length. */
function weigh(token: string): number {
  return /^[\p{L}\p{N}]/u.test(token) ? Math.sqrt(Math.min(token.length, 16)) : signWeight;
}

/** Whether a token is a word or a number, not a sign. */
export function isWord(text: EncodedText, at: number): boolean {
  return (text.weights[at] ?? 0) > signWeight;
}

/** The total weight of a range of tokens. */
export function weightOf(text: EncodedText, { from, to }: TokenRange): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += text.weights[at] ?? 0;
  return sum;
}

/** The number of words in a range of tokens. */
export function countWords(text: EncodedText, { from, to }: TokenRange): number {
  let words = 0;
  for (let at = from; at < to; at++) if (isWord(text, at)) words++;
  return words;
}
