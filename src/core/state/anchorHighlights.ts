import { type Anchorer, createAnchorer } from '../highlights/anchorer';
import { type Highlight, type HighlightField, highlightFields, type Note } from '../notes/note';
import type { Paper } from '../library/paper';

/**
 * Anchors a note's highlights in the paper's current title and abstract: offsets are updated if the text has changed,
 * and a highlight that cannot be found with confidence is orphaned. Quotes are not changed. Yields after each
 * highlight.
 */
export function* anchorHighlightsInSteps(
  note: Note,
  paper: Pick<Paper, HighlightField>,
): Generator<void, readonly Highlight[]> {
  const anchorers = new Map<HighlightField, Anchorer>();
  for (const field of highlightFields) {
    anchorers.set(field, createAnchorer(note[field], paper[field]));
    yield;
  }
  const placed: Highlight[] = [];
  for (const highlight of note.highlights) {
    placed.push(place(highlight, anchorers.get(highlight.field)));
    yield;
  }
  return placed;
}

/** {@link anchorHighlightsInSteps} without a pause. */
export function anchorHighlights(note: Note, paper: Pick<Paper, HighlightField>): readonly Highlight[] {
  const steps = anchorHighlightsInSteps(note, paper);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function place(highlight: Highlight, anchorer: Anchorer | undefined): Highlight {
  const anchor = anchorer?.anchor(highlight);
  if (!anchor || anchor.kind === 'orphan') return { ...highlight, state: 'orphaned' };
  return { ...highlight, start: anchor.start, end: anchor.end, state: 'anchored' };
}
