import { isIdentifierTitle } from '../library/arxivId';
import { isContinuation } from '../library/mergePapers';
import type { Note, NoteSource } from '../notes/note';
import { areTextsEquivalent } from './textEquivalence';

/** How the words that a note was written on stand to those that its paper has on arXiv now. */
export interface VersionUpdate {
  /** Which version the note was written on; absent where nobody knows. */
  readonly from?: number;
  readonly to: number;
  /** Whether title or abstract say something else now. */
  readonly isChanged: boolean;
}

/**
 * What arXiv has of a paper that its note was not written on. Undefined where that is nothing: the versions are the
 * same, or the note's is not known and the words are the same.
 */
export function findVersionUpdate(note: Note, paper: NoteSource): VersionUpdate | undefined {
  const { arxivVersion: from, title = '', abstract } = note;
  const to = paper.arxivVersion;
  if (abstract === undefined || to === undefined || to <= (from ?? 1)) return undefined;
  const isChanged = isOther(title, paper.title) || isOther(abstract, paper.abstract);
  if (from === undefined) return isChanged ? { to, isChanged } : undefined;
  return { from, to, isChanged };
}

/** What was not there, stood in for the words, or was cut off is no earlier version of them. */
function isOther(before: string, now: string): boolean {
  const wasMissing = before.trim() === '' || isIdentifierTitle(before);
  const wasCut = /(?:…|\.{3})\s*$/u.test(before) && isContinuation(before, now);
  return !wasMissing && !wasCut && !areTextsEquivalent(before, now);
}
