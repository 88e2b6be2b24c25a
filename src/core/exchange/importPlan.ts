import { type Note, type NoteSubject, emptyNote, subjectOf } from '../notes/note';
import { pluralize } from '../text/pluralize';
import type { Paper } from '../library/paper';
import type { ImportedPaper } from './importAnnotations';
import { type ImportMerge, mergeImport } from './mergeImport';

/** The effect of an import on one paper's note. */
export interface ImportStep {
  readonly subject: NoteSubject;
  /** The existing note; absent if there is none. */
  readonly before?: Note;
  readonly merge: ImportMerge;
}

/** The local data of an imported paper. */
export interface LocalPaper {
  readonly paper: Pick<Paper, 'title' | 'abstract' | 'arxivVersion' | 'arxivId' | 'doi'> | undefined;
  readonly note: Note | undefined;
  /** The id under which its note is stored, or will be. */
  readonly noteId: string;
}

/**
 * Plans the import of one paper. If the library does not have the paper, its title and abstract are taken from the
 * file; returns `undefined` if the file has no title either, because the note would not show what it is about.
 */
export function planImport(
  imported: ImportedPaper,
  { paper, note, noteId }: LocalPaper,
): ImportStep | undefined {
  const title = paper?.title ?? note?.title ?? imported.title;
  if (title === undefined) return undefined;
  const abstract = paper?.abstract ?? note?.abstract ?? imported.abstract ?? '';
  const merge = mergeImport(note ?? emptyNote(noteId), imported, { title, abstract });
  const subject = subjectOf({ ...(paper ?? note), title, abstract }, noteId);
  return { subject, ...(note && { before: note }), merge };
}

/** Whether a step changes anything. */
export function hasChanges({ merge }: ImportStep): boolean {
  return Object.keys(merge.change).length > 0;
}

/** The effect of an import, in numbers. */
export interface ImportCounts {
  /** Notes that change, including new ones. */
  readonly notes: number;
  readonly added: number;
  readonly tags: number;
  readonly bodies: number;
  readonly known: number;
  readonly different: number;
}

export function countImport(steps: readonly ImportStep[]): ImportCounts {
  const sum = (of: (step: ImportStep) => number): number =>
    steps.reduce((total, step) => total + of(step), 0);
  return {
    notes: steps.filter(hasChanges).length,
    added: sum(({ merge }) => merge.added),
    tags: sum(({ merge }) => merge.change.addTags?.length ?? 0),
    bodies: sum(({ merge }) => (merge.change.body === undefined ? 0 : 1)),
    known: sum(({ merge }) => merge.known),
    different: sum(({ merge }) => merge.different.length),
  };
}

/** Summarizes what is new: “3 highlights, 2 tags and 1 text in 2 notes”; empty if nothing is. */
export function summarizeImport(counts: ImportCounts): string {
  if (counts.notes === 0) return '';
  const parts = [
    ...(counts.added > 0 ? [pluralize(counts.added, 'highlight')] : []),
    ...(counts.tags > 0 ? [pluralize(counts.tags, 'tag')] : []),
    ...(counts.bodies > 0 ? [pluralize(counts.bodies, 'text')] : []),
  ];
  const last = parts.at(-1) ?? '';
  const listed = parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
  return `${listed} in ${pluralize(counts.notes, 'note')}`;
}

/** The lines of the confirmation that is shown before an import. */
export function importDetails(counts: ImportCounts, unmatched: number): readonly string[] {
  return [
    `New: ${summarizeImport(counts) || 'nothing'}.`,
    ...(counts.known > 0 ? [`Known already: ${pluralize(counts.known, 'highlight')}.`] : []),
    ...(counts.different > 0
      ? [`Of these, ${counts.different} say something else here, and stay as they are here.`]
      : []),
    ...(unmatched > 0 ? [`Cannot be imported: ${pluralize(unmatched, 'annotation')}.`] : []),
  ];
}
