import { arxivKey } from '../library/arxivId';
import type { Library } from '../library/library';
import type { Paper, PaperId } from '../library/paper';
import type { Note } from '../notes/note';
import type { NoteStore } from '../notes/noteStore';

/**
 * Decides which paper of the library a note belongs to: the one that its identifier names, if it has one and the library
 * that paper, or else the one with its id.
 */
export class NoteOwnership {
  /** The notes that name an identifier. Undefined until it is needed; then updated with the notes. */
  #byIdentifier: Map<string, readonly Note[]> | undefined;
  /** The identifiers under which a note is in {@link #byIdentifier}, by the note's id. */
  readonly #identifiers = new Map<PaperId, readonly string[]>();

  constructor(
    private readonly library: Library,
    private readonly notes: NoteStore,
  ) {}

  /** To be called when notes have changed: `ids` are theirs. */
  update(ids: readonly PaperId[]): void {
    if (this.#byIdentifier) for (const id of ids) this.#set(this.#byIdentifier, id);
  }

  /** The library's id of a note's paper; the note's own if the library does not have it. */
  paperOf({ paperId, arxivId, doi }: Note): PaperId {
    const named =
      (arxivId === undefined ? undefined : this.library.paperOnArxiv(arxivId)) ??
      (doi === undefined ? undefined : this.library.paperWithDoi(doi));
    return named?.id ?? this.library.idOf(paperId);
  }

  /** The note of a paper that has these ids. Of several the same one on every machine, if they name an identifier. */
  noteOf(id: PaperId, ids: readonly PaperId[]): Note | undefined {
    const named = this.#named();
    const byId = ids.flatMap((own) => this.notes.get(own) ?? []);
    const byIdentifier =
      named.size === 0 ? [] : this.library.identifiersOf(id).flatMap((key) => named.get(key) ?? []);
    const all = [...byIdentifier, ...byId];
    if (all.length < 2) return all.find((note) => !this.isOfAnother(note, id));
    const own = all.filter((note) => !this.isOfAnother(note, id));
    const identified = own.filter((note) => identifiersOf(note).length > 0);
    return identified.toSorted((a, b) => (a.paperId < b.paperId ? -1 : 1))[0] ?? own[0];
  }

  /** Whether a note with an id of a paper names the identifier of another one. */
  isOfAnother(note: Note, id: PaperId): boolean {
    const named = identifiersOf(note);
    if (named.length === 0) return false;
    if (this.paperOf(note) !== this.library.idOf(id)) return true;
    // The library may have no paper with that identifier, but one with another.
    const own = this.library.identifiersOf(id).filter((key) => key.startsWith('arxiv:'));
    return note.arxivId !== undefined && own.length > 0 && !own.includes(`arxiv:${arxivKey(note.arxivId)}`);
  }

  #named(): ReadonlyMap<string, readonly Note[]> {
    if (this.#byIdentifier) return this.#byIdentifier;
    const named = new Map<string, readonly Note[]>();
    for (const { paperId } of this.notes.all()) this.#set(named, paperId);
    return (this.#byIdentifier = named);
  }

  /** Replaces what a note names. */
  #set(named: Map<string, readonly Note[]>, noteId: PaperId): void {
    for (const key of this.#identifiers.get(noteId) ?? []) {
      const others = (named.get(key) ?? []).filter(({ paperId }) => paperId !== noteId);
      if (others.length > 0) named.set(key, others);
      else named.delete(key);
    }
    const note = this.notes.get(noteId);
    const keys = note ? identifiersOf(note) : [];
    if (note) for (const key of keys) named.set(key, [...(named.get(key) ?? []), note]);
    if (keys.length > 0) this.#identifiers.set(noteId, keys);
    else this.#identifiers.delete(noteId);
  }
}

function identifiersOf({ arxivId, doi }: Pick<Paper, 'arxivId' | 'doi'>): readonly string[] {
  return [
    ...(arxivId === undefined ? [] : [`arxiv:${arxivKey(arxivId)}`]),
    ...(doi === undefined ? [] : [`doi:${doi}`]),
  ];
}
