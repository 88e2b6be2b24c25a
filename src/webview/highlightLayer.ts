import { supportedColor } from '../core/highlights/highlightFilter';
import { highlightColors } from '../core/notes/note';
import type { PageHighlight } from '../protocol/page';
import type { TextMap } from './textMap';

export type Color = (typeof highlightColors)[number];

/**
 * Draws highlights by the CSS Custom Highlight API: the text's nodes stay as they are. A formula within one carries its
 * colour as an attribute, for the space between its letters.
 */
export function drawHighlights(maps: readonly TextMap[], highlights: readonly PageHighlight[]): void {
  for (const { node } of maps.flatMap(({ pieces }) => pieces))
    if (node instanceof Element) node.removeAttribute('data-highlight');
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

/** The nodes that show a highlight, in order; none where its text is not shown. */
export function rangesOf(maps: readonly TextMap[], highlight: PageHighlight): readonly Range[] {
  return maps.find(({ field }) => field === highlight.field)?.ranges(highlight) ?? [];
}

/** Ranges as one highlight of the page. */
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
