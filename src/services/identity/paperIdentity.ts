import {
  type HistoryStep,
  type RecordChange,
  type StepChange,
  changeOf,
} from '../../core/history/historyStep';
import { noteChange } from '../../core/history/storeChanges';
import {
  type RecordKey,
  type RecordPart,
  recordKey,
  type IdentityDecision,
} from '../../core/library/identityDecisions';
import type { Library } from '../../core/library/library';
import type { PaperId, PaperRecord } from '../../core/library/paper';
import type { NoteError } from '../../core/notes/noteError';
import type { NoteCodec } from '../../core/notes/noteFunctions';
import type { NoteStore } from '../../core/notes/noteStore';
import { editBetween } from '../../core/notes/textEdit';
import type { PaperState } from '../../core/state/paperState';
import type { UndoHistory } from '../history/undoHistory';
import type { LibraryService } from '../library/libraryService';
import { localizable } from '../../core/base/localization';
import { UserFacingError } from '../../core/base/userFacingError';

/** Records of a paper that a split never separates. */
export interface PaperPart extends RecordPart {
  readonly record: PaperRecord;
}

export interface PaperIdentityParts {
  readonly libraryService: Pick<LibraryService, 'decide' | 'standsDecision'> & { readonly library: Library };
  readonly state: Pick<PaperState, 'note'>;
  readonly notes: NoteStore;
  readonly codec: Pick<NoteCodec, 'mergePaperNotes'>;
  readonly history: Pick<UndoHistory, 'record'>;
  readonly newId: () => string;
}

/** Thrown if the notes of the papers cannot be merged, before anything is changed. The message is shown to the user. */
export class NotesNotMerged extends UserFacingError {
  override readonly name = 'NotesNotMerged';
}

/** Merges and splits papers, as a person decides: each is one step of the history, with what becomes of the notes. */
export class PaperIdentityEditor {
  constructor(private readonly parts: PaperIdentityParts) {}

  /** The parts that {@link split} can take out of a paper: its records by their keys, in order of arrival. */
  partsOf(id: PaperId): readonly PaperPart[] {
    const parts = new Map<RecordKey, PaperPart>();
    for (const given of this.parts.libraryService.library.recordsOf(id)) {
      const key = recordKey(given);
      if (!parts.has(key)) parts.set(key, { key, id: given.id, record: given.record });
    }
    return [...parts.values()];
  }

  /**
   * Merges papers and their notes. Marks are kept; of several marks the latest counts.
   * @throws NotesNotMerged
   */
  async merge(ids: readonly PaperId[]): Promise<HistoryStep | undefined> {
    const { history, libraryService, newId } = this.parts;
    const parts = [
      ...new Map(ids.flatMap((id) => this.partsOf(id)).map((part) => [part.key, part])).values(),
    ];
    const decision = { kind: 'merge', id: newId(), parts: parts.map(plainPart) } as const;
    const { step } = await history.record(localizable('Merge Papers'), async (record) => {
      // The other notes are removed last, when the first one has the contents of all, so that no failure loses
      // anything.
      const merged = await this.#mergeNotes(ids, record);
      await libraryService.decide(decision);
      record(identityChange(libraryService, decision, libraryService.library.idOf(ids[0] ?? '')));
      for (const id of merged) await this.#removeNote(id, record);
    });
    return step;
  }

  /** Makes some records of a paper another paper. The note stays with the rest, unless it names the other's identifier. */
  async split(id: PaperId, keys: ReadonlySet<RecordKey>): Promise<HistoryStep | undefined> {
    const { history, libraryService, newId } = this.parts;
    const parts = this.partsOf(id);
    const side = (isSplit: boolean): readonly RecordPart[] =>
      parts.filter(({ key }) => keys.has(key) === isSplit).map(plainPart);
    const decision = { kind: 'split', id: newId(), kept: side(false), split: side(true) } as const;
    const { step } = await history.record(localizable('Split Paper'), async (record) => {
      await libraryService.decide(decision);
      record(identityChange(libraryService, decision, id));
    });
    return step;
  }

  /** Adds the notes of papers to the first one of them. Resolves to the ids of those that are to be removed. */
  async #mergeNotes(ids: readonly PaperId[], record: RecordChange): Promise<readonly PaperId[]> {
    const { notes, state, codec } = this.parts;
    const inOrder = this.#inOrderOfArrival(ids);
    const [first, ...others] = [...new Set(inOrder.flatMap((id) => state.note(id)?.paperId ?? []))];
    if (first === undefined || others.length === 0) return [];
    // A file that is being edited cannot be removed.
    if (others.some((id) => notes.isEdited(id)))
      throw new NotesNotMerged(localizable('Save the notes of these papers first, then merge them.'));
    const texts: string[] = [];
    for (const id of others) texts.push(valueOf(await notes.text(id)) ?? '');
    const written = await notes.rewrite(first, async (text) => {
      let merged = text;
      for (const other of texts) {
        const result = await codec.mergePaperNotes(merged, other, first);
        if (!result.ok) return result;
        merged = result.value.text;
      }
      return { ok: true, value: editBetween(text, merged) };
    });
    const patch = valueOf(written);
    if (patch) record(noteChange(notes, patch));
    return others;
  }

  async #removeNote(id: PaperId, record: RecordChange): Promise<void> {
    const { notes } = this.parts;
    const patch = valueOf(await notes.remove(id));
    if (patch) record(noteChange(notes, patch));
  }

  /** The order of the ids of the merged paper. */
  #inOrderOfArrival(ids: readonly PaperId[]): readonly PaperId[] {
    const wanted = new Set(ids.map((id) => this.parts.libraryService.library.idOf(id)));
    return [...this.parts.libraryService.library.paperIds()].filter((id) => wanted.has(id));
  }
}

function plainPart({ key, id }: RecordPart): RecordPart {
  return { key, id };
}

function valueOf<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: NoteError },
): T {
  if (result.ok) return result.value;
  throw new NotesNotMerged(
    localizable('The notes of the papers were not merged. {0}', result.error.message),
    { cause: result.error.cause },
  );
}

/**
 * The change that a decision makes: undo revokes it, and redo makes it again. `paperId` is the paper to show afterwards.
 */
function identityChange(
  libraryService: Pick<LibraryService, 'decide' | 'standsDecision'>,
  decision: IdentityDecision,
  paperId: string,
): StepChange {
  const isAsExpected = async (direction: 'undo' | 'redo'): Promise<boolean> =>
    (await libraryService.standsDecision(decision.id)) === (direction === 'undo');
  return changeOf(
    { key: `identity:${decision.id}`, paperId, name: localizable('what counts as one paper') },
    {
      isAsExpected,
      apply: async (direction) => {
        if (!(await isAsExpected(direction))) return false;
        await libraryService.decide(direction === 'undo' ? { kind: 'revoke', id: decision.id } : decision);
        return true;
      },
    },
  );
}
