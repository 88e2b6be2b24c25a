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
  #byIdentifier: ReadonlyMap<string, Note> | undefined;

  constructor(
    private readonly library: Library,
    private readonly notes: NoteStore,
  ) {}

  /** To be called when notes have changed. */
  invalidate(): void {
    this.#byIdentifier = undefined;
  }

  /** The library's id of a note's paper; the note's own if the library does not have it. */
  paperOf({ paperId, arxivId, doi }: Note): PaperId {
    const named =
      (arxivId === undefined ? undefined : this.library.paperOnArxiv(arxivId)) ??
      (doi === undefined ? undefined : this.library.paperWithDoi(doi));
    return named?.id ?? this.library.idOf(paperId);
  }

  /** The note of a paper that has these ids. */
  noteOf(id: PaperId, ids: readonly PaperId[]): Note | undefined {
    for (const own of ids) {
      const note = this.notes.get(own);
      if (note && !this.#isOfAnother(note, id)) return note;
    }
    const named = this.#named();
    if (named.size === 0) return undefined;
    return this.library
      .identifiersOf(id)
      .map((key) => named.get(key))
      .find((note) => note !== undefined);
  }

  #isOfAnother(note: Note, id: PaperId): boolean {
    const named = identifiersOf(note);
    if (named.length === 0) return false;
    if (this.paperOf(note) !== this.library.idOf(id)) return true;
    // The library may have no paper with that identifier, but one with another.
    const own = this.library.identifiersOf(id).filter((key) => key.startsWith('arxiv:'));
    return note.arxivId !== undefined && own.length > 0 && !own.includes(`arxiv:${arxivKey(note.arxivId)}`);
  }

  #named(): ReadonlyMap<string, Note> {
    return (this.#byIdentifier ??= new Map(
      this.notes.all().flatMap((note) => identifiersOf(note).map((key) => [key, note] as const)),
    ));
  }
}

function identifiersOf({ arxivId, doi }: Pick<Paper, 'arxivId' | 'doi'>): readonly string[] {
  return [
    ...(arxivId === undefined ? [] : [`arxiv:${arxivKey(arxivId)}`]),
    ...(doi === undefined ? [] : [`doi:${doi}`]),
  ];
}
