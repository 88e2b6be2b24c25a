import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { memoizeSuccess } from '../../core/base/memoizeSuccess';
import type { CooperativeTask } from '../../core/base/cooperativeTask';
import type { PaperId } from '../../core/library/paper';
import type { Note } from '../../core/notes/note';
import type { NoteStore } from '../../core/notes/noteStore';
import { type Passage, type PassageFilter, PassageIndex, passagesOf } from '../../core/passages/passageIndex';
import type { PaperState } from '../../core/state/paperState';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';

export interface PassageParts {
  readonly notes: Pick<NoteStore, 'all' | 'get' | 'onDidChange'>;
  readonly state: Pick<PaperState, 'paper'>;
  /** Resolves once the notes have been read. */
  readonly ready: () => Promise<void>;
}

/** The person's own passages: highlights and paragraphs of notes. They are indexed when they are first searched. */
export class Passages implements Disposable {
  readonly #own = new DisposableStore();
  readonly #index = new PassageIndex();
  readonly #stale = new Set<PaperId>();
  readonly #built = memoizeSuccess(async () => {
    await this.parts.ready();
    this.#own.add(
      this.parts.notes.onDidChange((ids) => {
        for (const id of ids) this.#stale.add(id);
      }),
    );
    for (const { paperId } of this.parts.notes.all()) this.#stale.add(paperId);
  });

  constructor(private readonly parts: PassageParts) {}

  /** The best passages first; all, those of the last notes first, for an empty query. */
  async find(query: string, limit: number, filter?: PassageFilter): Promise<readonly Passage[]> {
    await this.#built();
    await runInTimeSlices(this.#updating());
    return this.#index.find(query, limit, filter);
  }

  dispose(): void {
    this.#own.dispose();
  }

  *#updating(): CooperativeTask<void> {
    for (const id of this.#stale) {
      this.#stale.delete(id);
      this.#index.set(id, this.#passagesOf(this.parts.notes.get(id)));
      yield;
    }
  }

  #passagesOf(note: Note | undefined): readonly Passage[] {
    const paper = note && this.parts.state.paper(note.paperId);
    return note && paper ? passagesOf(note, paper.id, paper.title) : [];
  }
}
