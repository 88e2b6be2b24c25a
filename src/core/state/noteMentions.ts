import type { Note } from '../notes/note';
import type { NoteStore } from '../notes/noteStore';
import { referencesIn } from '../notes/language/noteReferences';
import { type Disposable, DisposableStore } from '../base/disposable';
import { Emitter } from '../base/event';
import type { PaperId } from '../library/paper';

/** An index of which notes mention which papers, updated with the notes. Uses the ids as written in the notes. */
export class NoteMentions implements Disposable {
  readonly #disposables = new DisposableStore();
  readonly #changed = this.#disposables.add(new Emitter<readonly PaperId[]>());
  readonly #notes: Pick<NoteStore, 'all' | 'get' | 'onDidChange'>;
  /** The papers that a note mentions, by the note's paper. */
  readonly #named = new Map<PaperId, ReadonlySet<PaperId>>();
  /** The papers whose notes mention a paper, by the mentioned paper. */
  readonly #namedBy = new Map<PaperId, Set<PaperId>>();
  #read = false;

  /** Fires with the papers whose mentions have changed. */
  readonly onDidChange = this.#changed.event;

  constructor(notes: Pick<NoteStore, 'all' | 'get' | 'onDidChange'>) {
    this.#notes = notes;
    this.#disposables.add(notes.onDidChange((ids) => this.#refresh(ids)));
  }

  /** The papers whose notes mention one of `ids`. */
  of(ids: readonly PaperId[]): readonly PaperId[] {
    if (!this.#read) {
      this.#read = true;
      for (const note of this.#notes.all()) this.#set(note.paperId, namedIn(note));
    }
    return [...new Set(ids.flatMap((id) => [...(this.#namedBy.get(id) ?? [])]))];
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #refresh(ids: readonly PaperId[]): void {
    if (!this.#read) return;
    const touched = ids.flatMap((id) => this.#set(id, namedIn(this.#notes.get(id))));
    if (touched.length > 0) this.#changed.fire([...new Set(touched)]);
  }

  /** Updates the mentions of one note; returns the papers whose mentions changed. */
  #set(source: PaperId, named: ReadonlySet<PaperId>): readonly PaperId[] {
    const before = this.#named.get(source) ?? new Set<PaperId>();
    const gone = [...before].filter((id) => !named.has(id));
    const come = [...named].filter((id) => !before.has(id));
    for (const id of gone) this.#namedBy.get(id)?.delete(source);
    for (const id of come) this.#namedBy.set(id, (this.#namedBy.get(id) ?? new Set()).add(source));
    if (named.size > 0) this.#named.set(source, named);
    else this.#named.delete(source);
    return [...gone, ...come];
  }
}

function namedIn(note: Note | undefined): ReadonlySet<PaperId> {
  const body = note?.body ?? '';
  const may = body.includes('[[') || body.includes('paper:');
  const named = may ? referencesIn(body).map(({ paperId }) => paperId) : [];
  return new Set(named.filter((id) => id !== note?.paperId));
}
