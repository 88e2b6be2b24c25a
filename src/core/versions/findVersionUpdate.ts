import { isIdentifierTitle } from '../library/arxivId';
import { isContinuation } from '../library/mergePapers';
import type { Note, NoteSource } from '../notes/note';
import { areTextsEquivalent } from './textEquivalence';

/** A newer arXiv version of a paper than the one its note was written on. */
export interface VersionUpdate {
  /** The version that the note was written on; absent if unknown. */
  readonly from?: number;
  readonly to: number;
  /** Whether title or abstract have changed in substance, see `areTextsEquivalent`. */
  readonly isChanged: boolean;
}

/**
 * Finds a newer version than the one that the note was written on. Undefined if the versions are the same, or if the
 * note's version is unknown and the texts are equivalent.
 */
export function findVersionUpdate(note: Note, paper: NoteSource): VersionUpdate | undefined {
  const { arxivVersion: from, title = '', abstract } = note;
  const to = paper.arxivVersion;
  if (abstract === undefined || to === undefined || to <= (from ?? 1)) return undefined;
  const isChanged = isOther(title, paper.title) || isOther(abstract, paper.abstract);
  if (from === undefined) return isChanged ? { to, isChanged } : undefined;
  return { from, to, isChanged };
}

/** A text that was missing, a placeholder or truncated does not count as an earlier version. */
function isOther(before: string, now: string): boolean {
  const wasMissing = before.trim() === '' || isIdentifierTitle(before);
  const wasCut = /(?:…|\.{3})\s*$/u.test(before) && isContinuation(before, now);
  return !wasMissing && !wasCut && !areTextsEquivalent(before, now);
}
