import type { Highlight, Note } from '../notes/note';
import { ownText } from '../notes/noteText';
import type { Tag } from '../notes/tag';
import type { PaperId } from '../library/paper';

/** A highlight, or a paragraph of a note. */
export interface Passage {
  readonly paperId: PaperId;
  /** Absent for a paragraph of a note. */
  readonly highlightId?: string;
  /** The quote of a highlight as its source prints it, or the paragraph as Markdown. */
  readonly text: string;
  /** Of a highlight. */
  readonly comment?: string;
  readonly color?: string;
  readonly tags: readonly Tag[];
}

/** All passages of a note; empty if it was deleted. */
export interface NotePassages {
  readonly noteId: PaperId;
  /** Of its paper. */
  readonly title: string;
  readonly passages: readonly Passage[];
}

/** The passages of a note: its highlights, then the paragraphs of its text. `paperId` is the library's. */
export function passagesOf(note: Note, paperId: PaperId, title: string): readonly Passage[] {
  const paragraphs = ownText(note.body, title)
    .split(/\r?\n[ \t]*(?:\r?\n[ \t]*)+/u)
    .map((text) => text.trim())
    .filter((text) => /[\p{L}\p{N}]/u.test(text));
  return [
    ...note.highlights.map((highlight) => ofHighlight(highlight, paperId, note.tags)),
    ...paragraphs.map((text) => ({ paperId, text, tags: note.tags })),
  ];
}

function ofHighlight(
  { id, quote, comment, color, tags }: Highlight,
  paperId: PaperId,
  ofNote: readonly Tag[],
): Passage {
  return { paperId, highlightId: id, text: quote, comment, color, tags: [...new Set([...tags, ...ofNote])] };
}
