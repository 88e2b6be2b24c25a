import MiniSearch, { type SearchResult } from 'minisearch';
import type { Highlight, Note } from '../notes/note';
import { ownText } from '../notes/noteText';
import type { Tag } from '../notes/tag';
import type { PaperId } from '../library/paper';

/** A highlight, or a paragraph of a note. */
export interface Passage {
  readonly paperId: PaperId;
  /** Absent for a paragraph of a note. */
  readonly highlightId?: string;
  /** The quote of a highlight as its source prints it, or the paragraph as Markdown. */
  readonly text: string;
  /** Of a highlight. */
  readonly comment?: string;
  readonly color?: string;
  readonly tags: readonly Tag[];
}

/** Restricts a search of passages. */
export interface PassageFilter {
  readonly color?: string;
  readonly tag?: Tag;
  readonly paperId?: PaperId;
}

/** A passage as it is indexed. */
interface IndexedPassage {
  readonly id: number;
  readonly text: string;
  readonly comment: string;
  readonly tags: string;
}

const accents = /\p{M}+/gu;

/** Words without case and accents; `undefined` for none. */
function termOf(word: string): string | null {
  return word.normalize('NFKD').replace(accents, '').toLowerCase() || null;
}

/** How many typos are forgiven in a word. */
const typos = (term: string): number | false => (term.length > 3 ? (term.length > 8 ? 2 : 1) : false);

/**
 * An index of passages by their words, kept up to date note by note. Finds unfinished words and forgives typos. Every
 * word of a query has to be in a passage; where no passage has all of them, those with the most come first.
 */
export class PassageIndex {
  readonly #search = new MiniSearch<IndexedPassage>({
    fields: ['text', 'comment', 'tags'],
    processTerm: termOf,
    searchOptions: { prefix: true, fuzzy: typos, boost: { text: 2 }, weights: { fuzzy: 0.4, prefix: 0.7 } },
  });
  readonly #passages = new Map<number, Passage>();
  readonly #ofNote = new Map<PaperId, readonly number[]>();
  #last = 0;

  get size(): number {
    return this.#passages.size;
  }

  /** Replaces the passages of a note; of none, they are removed. */
  set(noteId: PaperId, passages: readonly Passage[]): void {
    for (const id of this.#ofNote.get(noteId) ?? []) {
      this.#search.discard(id);
      this.#passages.delete(id);
    }
    const ids = passages.map((passage) => {
      const id = ++this.#last;
      this.#passages.set(id, passage);
      const { text, comment = '', tags } = passage;
      this.#search.add({ id, text, comment, tags: tags.join(' ') });
      return id;
    });
    if (ids.length === 0) this.#ofNote.delete(noteId);
    else this.#ofNote.set(noteId, ids);
  }

  /** The best passages first, at most `limit`; for an empty query all that pass the filter, those of the last notes first. */
  find(query: string, limit: number, filter: PassageFilter = {}): readonly Passage[] {
    if (query.trim() === '') return this.#latest(limit, filter);
    const isWanted = ({ id }: SearchResult): boolean => {
      const passage = this.#passages.get(Number(id));
      return passage !== undefined && passes(passage, filter);
    };
    const all = this.#search.search(query, { combineWith: 'AND', filter: isWanted });
    const found = all.length > 0 ? all : this.#search.search(query, { combineWith: 'OR', filter: isWanted });
    return found.slice(0, limit).flatMap(({ id }) => this.#passages.get(Number(id)) ?? []);
  }

  #latest(limit: number, filter: PassageFilter): readonly Passage[] {
    const latest: Passage[] = [];
    for (const passage of Array.from(this.#passages.values()).toReversed()) {
      if (latest.length >= limit) break;
      if (passes(passage, filter)) latest.push(passage);
    }
    return latest;
  }
}

function passes(passage: Passage, { color, tag, paperId }: PassageFilter): boolean {
  return (
    (color === undefined || passage.color === color) &&
    (tag === undefined || passage.tags.some((own) => own === tag || own.startsWith(`${tag}/`))) &&
    (paperId === undefined || passage.paperId === paperId)
  );
}

/** The passages of a note: its highlights, then the paragraphs of its text. `paperId` is the library's. */
export function passagesOf(note: Note, paperId: PaperId, title: string): readonly Passage[] {
  const paragraphs = ownText(note.body, title)
    .split(/\r?\n[ \t]*(?:\r?\n[ \t]*)+/u)
    .map((text) => text.trim())
    .filter((text) => /[\p{L}\p{N}]/u.test(text));
  return [
    ...note.highlights.map((highlight) => ofHighlight(highlight, paperId, note.tags)),
    ...paragraphs.map((text) => ({ paperId, text, tags: note.tags })),
  ];
}

function ofHighlight(
  { id, quote, comment, color, tags }: Highlight,
  paperId: PaperId,
  ofNote: readonly Tag[],
): Passage {
  return { paperId, highlightId: id, text: quote, comment, color, tags: [...new Set([...tags, ...ofNote])] };
}
