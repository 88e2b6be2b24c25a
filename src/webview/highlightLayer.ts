import { supportedColor } from '../core/highlights/highlightFilter';
import { highlightColors } from '../core/notes/note';
import type { PageHighlight } from '../protocol/page';
import type { TextMap } from './textMap';

export type Color = (typeof highlightColors)[number];

/**
 * Draws highlights by the CSS Custom Highlight API, which does not change the nodes. A formula within a highlight gets
 * an attribute with the colour, which fills the space between its letters.
 */
export function drawHighlights(maps: readonly TextMap[], highlights: readonly PageHighlight[]): void {
  for (const formula of document.querySelectorAll('[data-highlight]'))
    formula.removeAttribute('data-highlight');
  const anchored = highlights.filter(({ orphaned }) => !orphaned);
  for (const color of highlightColors) {
    const ranges = anchored
      .filter((highlight) => supportedColor(highlight.color) === color)
      .flatMap((highlight) => rangesOf(maps, highlight));
    for (const { startContainer } of ranges)
      if (startContainer instanceof Element) startContainer.setAttribute('data-highlight', color);
    if (ranges.length === 0) CSS.highlights.delete(`highlight-${color}`);
    else CSS.highlights.set(`highlight-${color}`, beneathSearch(ranges));
  }
}

/** The DOM ranges of a highlight, in order; empty if its text is not shown. */
export function rangesOf(maps: readonly TextMap[], highlight: PageHighlight): readonly Range[] {
  return maps.find(({ field }) => field === highlight.field)?.ranges(highlight) ?? [];
}

/** Creates a CSS highlight from ranges. */
export function highlightOf(ranges: readonly Range[]): Highlight {
  const highlight = new Highlight();
  for (const range of ranges) highlight.add(range);
  return highlight;
}

function beneathSearch(ranges: readonly Range[]): Highlight {
  const drawn = highlightOf(ranges);
  drawn.priority = -1;
  return drawn;
}
