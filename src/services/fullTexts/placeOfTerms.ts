import type { FullTextDocument } from '../../core/fulltext/document';
import { termsOf } from '../../core/search/tokenize';

/**
 * The block of a section with most of the terms; the section itself if no block has any.
 *
 * @param section the index of the section's first block
 * @param terms as the index normalises them
 */
export function placeOfTerms(
  { blocks }: FullTextDocument,
  section: number,
  terms: readonly string[],
): number {
  const wanted = new Set(terms);
  let best = section;
  let most = 0;
  for (let at = section; at < blocks.length; at++) {
    const block = blocks[at];
    if (!block || (at > section && block.kind === 'heading')) break;
    const text = block.inlines.map((inline) => ('text' in inline ? inline.text : ' ')).join('');
    const met = new Set(termsOf(text).filter((term) => wanted.has(term))).size;
    if (met > most) {
      most = met;
      best = at;
    }
  }
  return best;
}
