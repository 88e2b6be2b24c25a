import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { SerialQueue } from '../../core/base/serialQueue';
import type { CooperativeTask } from '../../core/base/cooperativeTask';
import type { PaperId } from '../../core/library/paper';
import type { NoteStore } from '../../core/notes/noteStore';
import { type NotePassages, type Passage, passagesOf } from '../../core/passages/notePassages';
import type { PassageFilter } from '../../core/passages/passageIndex';
import type { PaperState } from '../../core/state/paperState';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import type { PassageIndexClient } from '../search/paperSearch';

export interface PassageParts {
  readonly notes: Pick<NoteStore, 'all' | 'get' | 'onDidChange'>;
  readonly state: Pick<PaperState, 'paper'>;
  /** Resolves once the notes have been read. */
  readonly ready: () => Promise<void>;
  readonly index: PassageIndexClient;
}

/** The number of passages that are sent in one message, after the note that exceeds it. */
const sentAtOnce = 200;

/**
 * The person's own passages: highlights and paragraphs of notes. They are sent to the index when they are first searched,
 * and again when its process has ended; after that, only notes that changed are.
 */
export class Passages implements Disposable {
  readonly #own = new DisposableStore();
  readonly #stale = new Set<PaperId>();
  readonly #sending = new SerialQueue();
  #isComplete = false;

  constructor(private readonly parts: PassageParts) {
    this.#own.add(
      parts.notes.onDidChange((ids) => {
        if (this.#isComplete) for (const id of ids) this.#stale.add(id);
      }),
    );
    this.#own.add(parts.index.onDidDie(() => (this.#isComplete = false)));
  }

  /** The best passages first; all, those of the last notes first, for an empty query. */
  async find(query: string, limit: number, filter: PassageFilter = {}): Promise<readonly Passage[]> {
    await this.parts.ready();
    try {
      return await this.#find(query, limit, filter);
    } catch {
      // The process may end during a call; the next call starts it again.
      this.#isComplete = false;
      return this.#find(query, limit, filter);
    }
  }

  dispose(): void {
    this.#own.dispose();
  }

  async #find(query: string, limit: number, filter: PassageFilter): Promise<readonly Passage[]> {
    await this.#sending.run(() => this.#sendStale());
    return this.parts.index.findPassages({ query, limit, filter });
  }

  async #sendStale(): Promise<void> {
    if (!this.#isComplete) {
      this.#isComplete = true;
      for (const { paperId } of this.parts.notes.all()) this.#stale.add(paperId);
    }
    while (this.#stale.size > 0) {
      const notes = await runInTimeSlices(this.#nextNotes());
      try {
        await this.parts.index.putPassages(notes);
      } catch (error) {
        for (const { noteId } of notes) this.#stale.add(noteId);
        throw error;
      }
    }
  }

  *#nextNotes(): CooperativeTask<readonly NotePassages[]> {
    const notes: NotePassages[] = [];
    let count = 0;
    for (const noteId of this.#stale) {
      this.#stale.delete(noteId);
      const note = this.#passagesOf(noteId);
      notes.push(note);
      count += note.passages.length;
      if (count >= sentAtOnce) break;
      yield;
    }
    return notes;
  }

  #passagesOf(noteId: PaperId): NotePassages {
    const note = this.parts.notes.get(noteId);
    const paper = note && this.parts.state.paper(note.paperId);
    if (!note || !paper) return { noteId, title: '', passages: [] };
    return { noteId, title: paper.title, passages: passagesOf(note, paper.id, paper.title) };
  }
}
