import { type Note, type NoteSubject, sourceOf, withState } from '../notes/note';
import type { NoteChange } from '../notes/noteChange';
import { anchorHighlights } from './anchorHighlights';

/**
 * The change that moves a note onto the paper's words of today, for a highlight that is to be made on them: those that
 * are found stand where they were found; orphans stay what they were. Nothing where the note has these words already.
 */
export function rebaseNoteOnPaper(note: Note | undefined, paper: NoteSubject): NoteChange {
  const { title, abstract } = paper;
  const isSameVersion = (paper.arxivVersion ?? note?.arxivVersion) === note?.arxivVersion;
  if (!note || (note.title === title && note.abstract === abstract && isSameVersion)) return {};
  const before = new Map(note.highlights.map((highlight) => [highlight.id, highlight]));
  const moved = anchorHighlights(note, paper).filter((placed) => {
    const was = before.get(placed.id);
    const stands = withState({ title, abstract }, placed).state === 'anchored';
    return stands && placed.state === 'anchored' && (was?.start !== placed.start || was.end !== placed.end);
  });
  return {
    source: sourceOf(paper),
    editHighlights: moved.map(({ id, start, end }) => ({ id, set: { start, end } })),
  };
}
