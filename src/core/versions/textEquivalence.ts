import { plain } from '../tex/plain';
import { comparable } from '../highlights/normalizedText';

/**
 * Whether two texts say the same: white space, line breaks, case, typographic signs and the damage that TeX takes on
 * its way make no difference.
 */
export function areTextsEquivalent(a: string, b: string): boolean {
  return a === b || foldedWords(a) === foldedWords(b) || foldedWords(plain(a)) === foldedWords(plain(b));
}

/** What a text has in common with all that say the same. */
export function foldedWords(text: string): string {
  return comparable(text).folded;
}
