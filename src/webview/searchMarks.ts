import { termOf, tokenize } from '../core/search/tokenize';
import { highlightOf } from './highlightLayer';
import type { TextMap } from './textMap';

const highlightName = 'search-terms';

/**
 * Marks the words that a search has matched, by the CSS Custom Highlight API: the text's nodes stay as they are.
 * Words are told apart and compared as the search does. Returns what is marked, in order.
 */
export function markTerms(maps: readonly TextMap[], terms: readonly string[]): readonly Range[] {
  const wanted = new Set(terms.map(termOf));
  const ranges = wanted.size === 0 ? [] : maps.flatMap((map) => rangesOf(map, wanted));
  if (ranges.length === 0) CSS.highlights.delete(highlightName);
  else CSS.highlights.set(highlightName, highlightOf(ranges));
  return ranges;
}

function rangesOf({ pieces }: TextMap, wanted: ReadonlySet<string>): Range[] {
  return pieces.flatMap(({ node }) => {
    if (!(node instanceof Text)) return [];
    const words = tokenize(node.data).filter(({ term }) => wanted.has(term));
    return words.map(({ start, end }) => {
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, end);
      return range;
    });
  });
}
