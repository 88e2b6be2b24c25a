import { type Anchorer, createAnchorer } from '../highlights/anchorer';
import { type Highlight, isOfCopiedText, type Note, type TextField, textFields } from '../notes/note';
import type { Paper } from '../library/paper';

/**
 * Anchors a note's highlights in the paper's current title and abstract: offsets are updated if the text has changed,
 * and a highlight that cannot be found with confidence is orphaned. Quotes are not changed, nor are highlights of the
 * whole paper. Yields after each highlight.
 */
export function* anchorHighlightsInSteps(
  note: Note,
  paper: Pick<Paper, TextField>,
): Generator<void, readonly Highlight[]> {
  const anchorers = new Map<TextField, Anchorer>();
  for (const field of textFields) {
    anchorers.set(field, createAnchorer(note[field], paper[field]));
    yield;
  }
  const placed: Highlight[] = [];
  for (const highlight of note.highlights) {
    placed.push(isOfCopiedText(highlight) ? place(highlight, anchorers.get(highlight.field)) : highlight);
    yield;
  }
  return placed;
}

/** {@link anchorHighlightsInSteps} without a pause. */
export function anchorHighlights(note: Note, paper: Pick<Paper, TextField>): readonly Highlight[] {
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
