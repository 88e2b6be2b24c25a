import { type Anchorer, createAnchorer } from '../anchoring/anchorer';
import { type Highlight, type HighlightField, highlightFields, type Note } from '../annotations/note';
import type { Paper } from '../papers/paper';

/**
 * A note's highlights where they stand in the paper's words of today: found again when the words have changed since
 * they were made, orphaned where they are not found beyond doubt. Quotes stay as they were made.
 */
export function placeHighlights(note: Note, paper: Pick<Paper, HighlightField>): readonly Highlight[] {
  const anchorers = new Map<HighlightField, Anchorer>(
    highlightFields.map((field) => [field, createAnchorer(note[field], paper[field])]),
  );
  return note.highlights.map((highlight) => {
    const anchor = anchorers.get(highlight.field)?.anchor(highlight);
    if (!anchor || anchor.kind === 'orphan') return { ...highlight, state: 'orphaned' };
    return { ...highlight, start: anchor.start, end: anchor.end, state: 'anchored' };
  });
}
