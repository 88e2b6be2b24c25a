import type { NormalizedText, Token } from './normalizedTextBuilder';

/** Tokens `[from, to)`. */
export interface TokenRange {
  readonly from: number;
  readonly to: number;
}

/** The tokens that raw text `[start, end)` touches. Empty where it holds nothing but space and mark-up. */
export function tokensWithin(text: NormalizedText, start: number, end: number): TokenRange {
  return {
    from: firstAfter(text.tokens, (token) => token.end > start),
    to: firstAfter(text.tokens, (token) => token.start >= end),
  };
}

/** The first token that `fits`, where all that follow it fit too. */
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
