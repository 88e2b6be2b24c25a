import { firstIndex } from '../base/firstIndex';
import type { NormalizedText } from './normalizedTextBuilder';

/** Token indices `[from, to)`. */
export interface TokenRange {
  readonly from: number;
  readonly to: number;
}

/** The tokens that overlap raw text `[start, end)`. Empty if it contains only space and markup. */
export function tokensWithin({ tokens }: NormalizedText, start: number, end: number): TokenRange {
  return {
    from: firstIndex(tokens.length, (at) => (tokens[at]?.end ?? 0) > start),
    to: firstIndex(tokens.length, (at) => (tokens[at]?.start ?? 0) >= end),
  };
}
