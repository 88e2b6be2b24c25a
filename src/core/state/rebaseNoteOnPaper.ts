import { isOfCopiedText, type Note, type NoteSubject, sourceOf, withState } from '../notes/note';
import type { NoteChange } from '../notes/noteChange';
import { anchorHighlights } from './anchorHighlights';

/**
 * The change that updates a note to the paper's current title and abstract, needed before a highlight is added on them:
 * highlights that are found get new offsets; orphans stay as they are. Empty if the note has these texts already.
 */
export function rebaseNoteOnPaper(note: Note | undefined, paper: NoteSubject): NoteChange {
  const { title, abstract } = paper;
  const isSameVersion = (paper.arxivVersion ?? note?.arxivVersion) === note?.arxivVersion;
  if (!note || (note.title === title && note.abstract === abstract && isSameVersion)) return {};
  const before = new Map(note.highlights.map((highlight) => [highlight.id, highlight]));
  const moved = anchorHighlights(note, paper).filter((placed) => {
    if (!isOfCopiedText(placed)) return false;
    const was = before.get(placed.id);
    const isAnchored = withState({ title, abstract }, placed).state === 'anchored';
    return (
      isAnchored && placed.state === 'anchored' && (was?.start !== placed.start || was.end !== placed.end)
    );
  });
  return {
    source: sourceOf(paper),
    editHighlights: moved.map(({ id, start, end }) => ({ id, set: { start, end } })),
  };
}
