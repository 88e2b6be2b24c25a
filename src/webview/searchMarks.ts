import type { TextMap } from './textMap';

const highlightName = 'search-terms';

/** Marks whole words in the texts, by the CSS Custom Highlight API; the text's nodes stay as they are. Returns how many. */
export function markTerms(maps: readonly TextMap[], terms: readonly string[]): number {
  const ranges = terms.length === 0 ? [] : maps.flatMap((map) => rangesOf(map, wordPattern(terms)));
  if (ranges.length === 0) CSS.highlights.delete(highlightName);
  else CSS.highlights.set(highlightName, new Highlight(...ranges));
  return ranges.length;
}

function wordPattern(terms: readonly string[]): RegExp {
  const longestFirst = [...terms].sort((a, b) => b.length - a.length);
  const words = longestFirst.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'giu');
}

function rangesOf({ pieces }: TextMap, pattern: RegExp): Range[] {
  return pieces.flatMap(({ node }) => {
    if (!(node instanceof Text)) return [];
    return [...node.data.matchAll(pattern)].map(({ index, 0: word }) => {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      return range;
    });
  });
}
