import { type Note, type NoteSubject, emptyNote, subjectOf } from '../notes/note';
import { highlightCount, noteCount, tagCount } from '../text/counts';
import type { Paper } from '../library/paper';
import type { ImportedPaper } from './importAnnotations';
import { type ImportMerge, mergeImport } from './mergeImport';
import { localizable, type Message } from '../base/localization';

/** The effect of an import on one paper's note. */
export interface ImportStep {
  readonly subject: NoteSubject;
  /** The existing note, if any. */
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
function summarizeImport(counts: ImportCounts): Message {
  if (counts.notes === 0) return '';
  const notes = noteCount(counts.notes);
  const [first = '', second, third] = [
    ...(counts.added > 0 ? [highlightCount(counts.added)] : []),
    ...(counts.tags > 0 ? [tagCount(counts.tags)] : []),
    ...(counts.bodies > 0 ? [textCount(counts.bodies)] : []),
  ];
  if (!second) return localizable('{0} in {1}', first, notes);
  if (!third) return localizable('{0} and {1} in {2}', first, second, notes);
  return localizable('{0}, {1} and {2} in {3}', first, second, third, notes);
}

function textCount(count: number): Message {
  return count === 1 ? localizable('1 text') : localizable('{0} texts', count);
}

/** The lines of the confirmation that is shown before an import. */
export function importDetails(counts: ImportCounts, unmatched: number): readonly Message[] {
  const summary = summarizeImport(counts);
  return [
    summary === '' ? localizable('New: nothing.') : localizable('New: {0}.', summary),
    ...(counts.known > 0 ? [localizable('Known already: {0}.', highlightCount(counts.known))] : []),
    ...(counts.different > 0 ? [differentText(counts.different)] : []),
    ...(unmatched > 0 ? [localizable('Cannot be imported: {0}.', annotationCount(unmatched))] : []),
  ];
}

/** Says what an import from the file `name` has done; each message is a sentence. */
export function importReport(name: string, counts: ImportCounts, problems: number): readonly Message[] {
  const summary = summarizeImport(counts);
  return [
    summary === ''
      ? localizable('Nothing was imported from {0}.', name)
      : localizable('Imported from {0}: {1}.', name, summary),
    ...knownAlready(counts),
    ...(problems > 0 ? [localizable('Not imported: {0}.', annotationCount(problems))] : []),
  ];
}

/** Says that the file `name` has nothing to import; each message is a sentence. */
export function nothingNewReport(name: string, counts: ImportCounts): readonly Message[] {
  return [localizable('{0} brings nothing new.', name), ...knownAlready(counts)];
}

/** Empty if no highlight was known. */
function knownAlready({ known }: ImportCounts): readonly Message[] {
  if (known === 0) return [];
  return [
    known === 1
      ? localizable('1 highlight is here already.')
      : localizable('{0} highlights are here already.', known),
  ];
}

function differentText(count: number): Message {
  return count === 1
    ? localizable('Of these, 1 says something else here, and stays as it is here.')
    : localizable('Of these, {0} say something else here, and stay as they are here.', count);
}

function annotationCount(count: number): Message {
  return count === 1 ? localizable('1 annotation') : localizable('{0} annotations', count);
}
