import type { NormalizedText, Token } from './normalizedTextBuilder';

/** Token indices `[from, to)`. */
export interface TokenRange {
  readonly from: number;
  readonly to: number;
}

/** The tokens that overlap raw text `[start, end)`. Empty if it contains only space and markup. */
export function tokensWithin(text: NormalizedText, start: number, end: number): TokenRange {
  return {
    from: firstAfter(text.tokens, (token) => token.end > start),
    to: firstAfter(text.tokens, (token) => token.start >= end),
  };
}

/** Binary search for the first token that `fits`; all later tokens must fit too. */
function firstAfter(tokens: readonly Token[], fits: (token: Token) => boolean): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const token = tokens[middle];
    if (token && fits(token)) high = middle;
    else low = middle + 1;
  }
  return low;
}
