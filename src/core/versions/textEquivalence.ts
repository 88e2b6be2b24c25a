import { plain } from '../tex/plain';
import { normalizeText } from '../highlights/normalizedText';

/**
 * Whether two texts say the same: white space, line breaks, case, typographic signs and the damage that TeX takes on
 * its way make no difference.
 */
export function areTextsEquivalent(a: string, b: string): boolean {
  return (
    a === b ||
    normalizedWords(a) === normalizedWords(b) ||
    normalizedWords(plain(a)) === normalizedWords(plain(b))
  );
}

/** What a text has in common with all that say the same. */
export function normalizedWords(text: string): string {
  return normalizeText(text).folded;
}
