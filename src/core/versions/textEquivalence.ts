import { plain } from '../tex/plain';
import { normalizeText } from '../highlights/normalizedText';

/**
 * Whether two texts have the same wording: white space, line breaks, case, typographic characters and damaged TeX are
 * ignored.
 */
export function areTextsEquivalent(a: string, b: string): boolean {
  return (
    a === b ||
    normalizedWords(a) === normalizedWords(b) ||
    normalizedWords(plain(a)) === normalizedWords(plain(b))
  );
}

/** A normal form that is equal for texts with the same wording. */
export function normalizedWords(text: string): string {
  return normalizeText(text).folded;
}
