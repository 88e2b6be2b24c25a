import { wantedWords } from '../core/search/joinedWords';
import { termOf } from '../core/search/tokenize';
import { highlightOf } from './highlightLayer';
import { l10n } from './localization';
import type { TextMap } from './textMap';

const highlightName = 'search-terms';

/**
 * Marks search terms by the CSS Custom Highlight API, which does not change the nodes. Uses the tokenizer of the
 * search. Returns the marked ranges in order.
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
    const words = wantedWords(node.data, (term) => wanted.has(term));
    return words.map(({ start, end }) => {
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, end);
      return range;
    });
  });
}

export function markedText(count: number): string {
  return count === 1
    ? l10n.t('1 match marked. Escape clears it.')
    : l10n.t('{0} matches marked. Escape clears them.', count);
}
