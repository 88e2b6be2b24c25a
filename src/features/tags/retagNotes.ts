import type { CooperativeTask } from '../../core/base/cooperativeTask';
import { forEachLimited } from '../../core/base/forEachLimited';
import { type Message, localizable } from '../../core/base/localization';
import { ok } from '../../core/base/result';
import { UserFacingError } from '../../core/base/userFacingError';
import type { RecordChange } from '../../core/history/historyStep';
import { noteChange } from '../../core/history/storeChanges';
import type { PaperId } from '../../core/library/paper';
import type { Note } from '../../core/notes/note';
import type { NoteCodec } from '../../core/notes/noteFunctions';
import type { NoteStore } from '../../core/notes/noteStore';
import { hasTag } from '../../core/notes/retag';
import type { TextEdit } from '../../core/notes/textEdit';

/** Notes that are read or saved at the same time: each waits for the disk most of its time. */
const notesAtOnce = 8;

interface RetagServices {
  readonly notes: Pick<NoteStore, 'rewrite' | 'patch' | 'isPatchable'>;
  readonly codec: Pick<NoteCodec, 'retag'>;
}

/** A tag that a note has. */
interface Tagging {
  readonly paperId: PaperId;
  readonly tag: string;
}

/** The edits of one note, for the text that it had when they were planned. */
interface PlannedEdit extends Tagging {
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

/** What has become of the notes that had a tag. */
export interface Retagging {
  /** How many were changed. */
  readonly changed: number;
  /** Why others could not be changed, one sentence for each. */
  readonly failures: readonly Message[];
  /** Whether some were left as they are because the person cancelled. */
  readonly isCancelled: boolean;
}

/** Which of some tags each note has. */
export function* taggings(
  all: readonly Note[],
  tags: readonly string[],
): CooperativeTask<readonly Tagging[]> {
  const found: Tagging[] = [];
  for (const note of all) {
    for (const tag of tags) if (hasTag(note, tag)) found.push({ paperId: note.paperId, tag });
    yield;
  }
  return found;
}

/** Writes nothing. @throws UserFacingError if a note cannot be edited, and what `signal` was aborted with */
export async function planEdits(
  { notes, codec }: RetagServices,
  tagged: readonly Tagging[],
  to: string | undefined,
  report: () => void,
  signal: AbortSignal | undefined,
): Promise<readonly PlannedEdit[]> {
  const planned: PlannedEdit[] = [];
  await forEachLimited(tagged, notesAtOnce, async ({ paperId, tag }) => {
    signal?.throwIfAborted();
    const read = await notes.rewrite(paperId, async (text) => {
      const edits = await codec.retag(text, paperId, tag, to);
      if (edits.ok) planned.push({ paperId, tag, text, edits: edits.value });
      return edits.ok ? ok([]) : edits;
    });
    if (!read.ok)
      throw new UserFacingError(localizable('Nothing was changed. {0}', read.error.message), {
        cause: read.error.cause,
      });
    report();
  });
  return planned;
}

/**
 * Each note is written as a whole; one that has changed since its edits were planned is edited as it is now. Once `signal` is
 * aborted, no further note is written.
 */
export async function makeEdits(
  { notes, codec }: RetagServices,
  planned: readonly PlannedEdit[],
  to: string | undefined,
  report: () => void,
  signal: AbortSignal | undefined,
  record: RecordChange,
): Promise<Retagging> {
  const changed = new Set<PaperId>();
  const failures: Message[] = [];
  let isCancelled = false;
  await forEachLimited(planned, notesAtOnce, async ({ paperId, tag, text: planText, edits }) => {
    isCancelled ||= signal?.aborted === true;
    if (isCancelled) return;
    const written = await notes.rewrite(paperId, (text) =>
      text === planText ? Promise.resolve(ok(edits)) : codec.retag(text, paperId, tag, to),
    );
    if (!written.ok) failures.push(written.error.message);
    else if (written.value) {
      record(noteChange(notes, written.value));
      changed.add(paperId);
    }
    report();
  });
  return { changed: changed.size, failures, isCancelled };
}
