import { render } from '../../core/tex/render';
import { compareHighlights, type Highlight } from '../../core/notes/note';
import type { PageHighlight } from '../../protocol/page';
import { plainText } from './copyText';

/** Highlights as the reader shows them, in the order of the text. */
export function pageHighlights(highlights: readonly Highlight[]): readonly PageHighlight[] {
  return highlights
    .toSorted(compareHighlights)
    .map(({ id, field, start, end, quote, color, comment, tags, created, state }) => ({
      ...{ id, field, start, end, color, comment, tags, created },
      plain: plainText(render(quote)),
      orphaned: state === 'orphaned',
    }));
}
