import MiniSearch, { type Query, type SearchOptions, type SearchResult } from 'minisearch';
import type { NotePassages, Passage } from './notePassages';
import type { Tag } from '../notes/tag';
import type { PaperId } from '../library/paper';

/** Restricts a search of passages. */
export interface PassageFilter {
  readonly color?: string;
  readonly tag?: Tag;
  /** Words of the title of the paper, or their beginnings. */
  readonly paper?: string;
  readonly paperId?: PaperId;
}

/** A passage as it is indexed. */
interface IndexedPassage {
  readonly id: number;
  readonly text: string;
  readonly comment: string;
  readonly tags: string;
}

interface StoredPassage {
  readonly passage: Passage;
  /** All of its words, each after a blank, without case and accents. */
  readonly words: string;
  /** The same of the title of its paper. */
  readonly title: string;
}

/** Shorter words are not looked up in the index. */
const searchedLetters = 4;

const accents = /\p{M}+/gu;
const isAscii = /^[\0-\x7f]*$/u;

/** A word without case and accents. */
function folded(word: string): string {
  if (isAscii.test(word)) return word.toLowerCase();
  return word.normalize('NFKD').replace(accents, '').toLowerCase();
}

/** The same for passages that are indexed by the same words. */
function wordsKey({ text, comment = '', tags }: Passage): string {
  return JSON.stringify([text, comment, tags]);
}

/** The words of a text, each after a blank. They are split at the same characters as in MiniSearch. */
function foldedWords(text: string): string {
  return ` ${folded(text)
    .split(/[\n\r\p{Z}\p{P}]+/u)
    .filter(Boolean)
    .join(' ')}`;
}

function wordsOf(text: string): readonly string[] {
  return foldedWords(text).split(' ').filter(Boolean);
}

/** The number of letters at the start of a word that are swapped. */
const mostSwapped = 30;

/** How many typos are forgiven in a word. */
const typos = (term: string): number | false => (term.length > 3 ? (term.length > 8 ? 2 : 1) : false);

/**
 * An index of passages by their words, kept up to date note by note. Finds unfinished words, and forgives typos if nothing is
 * found without them. Every word of a query has to be in a passage; if no passage has all of them, those with the most come
 * first.
 */
export class PassageIndex {
  readonly #search = new MiniSearch<IndexedPassage>({
    fields: ['text', 'comment', 'tags'],
    processTerm: (word) => folded(word) || null,
    // In one step: MiniSearch fails if its index is changed, even by a search, between two steps of a vacuum.
    autoVacuum: { minDirtCount: 20, minDirtFactor: 0.1, batchSize: Infinity },
    searchOptions: { prefix: true, boost: { text: 2 }, weights: { fuzzy: 0.4, prefix: 0.7 } },
  });
  readonly #passages = new Map<number, StoredPassage>();
  readonly #ofNote = new Map<PaperId, readonly number[]>();
  #last = 0;

  get size(): number {
    return this.#passages.size;
  }

  /** Replaces the passages of a note. Those whose words stay are not indexed again. */
  set({ noteId, title, passages }: NotePassages): void {
    const titleWords = foldedWords(title);
    const unused = this.#taken(noteId);
    const ids = passages.map((passage) => {
      const { text, comment = '', tags } = passage;
      const known = unused.get(wordsKey(passage))?.pop();
      const id = known?.id ?? ++this.#last;
      const words = known?.words ?? foldedWords([text, comment, ...tags].join(' '));
      this.#passages.set(id, { passage, title: titleWords, words });
      if (!known) this.#search.add({ id, text, comment, tags: tags.join(' ') });
      return id;
    });
    for (const rest of unused.values()) for (const { id } of rest) this.#search.discard(id);
    if (ids.length === 0) this.#ofNote.delete(noteId);
    else this.#ofNote.set(noteId, ids);
  }

  /** Takes the passages of a note out of the list, by their {@link wordsKey}; they stay in the index. */
  #taken(noteId: PaperId): ReadonlyMap<string, { readonly id: number; readonly words: string }[]> {
    const taken = new Map<string, { readonly id: number; readonly words: string }[]>();
    for (const id of (this.#ofNote.get(noteId) ?? []).toReversed()) {
      const stored = this.#passages.get(id);
      if (!stored) continue;
      this.#passages.delete(id);
      const key = wordsKey(stored.passage);
      const same = taken.get(key);
      if (same) same.push({ id, words: stored.words });
      else taken.set(key, [{ id, words: stored.words }]);
    }
    return taken;
  }

  /** The best passages first, at most `limit`; for an empty query all that pass the filter, those of the last notes first. */
  find(query: string, limit: number, filter: PassageFilter = {}): readonly Passage[] {
    const words = wordsOf(query);
    // Short words and beginnings occur in very many passages. Alone they do not rank passages; together with longer words
    // they filter the passages that these find.
    if (words.every(({ length }) => length < searchedLetters)) return this.#latest(limit, words, filter);
    const searched = words.filter(({ length }) => length >= searchedLetters);
    const others = words.filter(({ length }) => length < searchedLetters);
    return (
      this.#ranked(searched, others, limit, filter, { combineWith: 'AND' }) ??
      this.#ranked(searched, others, limit, filter, { combineWith: 'AND', fuzzy: typos }) ??
      this.#ranked(searched, [], limit, filter, { combineWith: 'OR', fuzzy: typos }) ??
      []
    );
  }

  /** Undefined if nothing is found. */
  #ranked(
    searched: readonly string[],
    others: readonly string[],
    limit: number,
    filter: PassageFilter,
    options: SearchOptions,
  ): readonly Passage[] | undefined {
    const isWanted = ({ id }: SearchResult): boolean => {
      const indexed = this.#passages.get(Number(id));
      return indexed !== undefined && passes(indexed, filter) && hasWords(indexed, others);
    };
    const query = options.fuzzy === undefined ? searched.join(' ') : mistyped(searched, options);
    const found = this.#search.search(query, { ...options, filter: isWanted });
    if (found.length === 0) return undefined;
    return found.slice(0, limit).flatMap(({ id }) => this.#passages.get(Number(id))?.passage ?? []);
  }

  #latest(limit: number, words: readonly string[], filter: PassageFilter): readonly Passage[] {
    const latest: Passage[] = [];
    for (const indexed of Array.from(this.#passages.values()).toReversed()) {
      if (latest.length >= limit) break;
      if (passes(indexed, filter) && hasWords(indexed, words)) latest.push(indexed.passage);
    }
    return latest;
  }
}

/** A query for words, or for the words with two adjacent letters swapped: a common typo that counts as two edits. */
function mistyped(words: readonly string[], { combineWith = 'AND' }: SearchOptions): Query {
  const queries = words.map((word): Query => ({
    combineWith: 'OR',
    queries: [word, { fuzzy: false, queries: swapped(word) }],
  }));
  return { combineWith, queries };
}

function swapped(word: string): string[] {
  const letters = Array.from(word).slice(0, mostSwapped);
  const rest = word.slice(letters.join('').length);
  return letters.slice(1).map((letter, at) => {
    const before = letters.slice(0, at).join('');
    return `${before}${letter}${letters[at] ?? ''}${letters.slice(at + 2).join('')}${rest}`;
  });
}

/** Whether each of some words, or one that begins with it, is in a passage. */
function hasWords({ words }: StoredPassage, wanted: readonly string[]): boolean {
  return wanted.every((word) => words.includes(` ${word}`));
}

function passes({ passage, title }: StoredPassage, { color, tag, paper, paperId }: PassageFilter): boolean {
  return (
    (color === undefined || passage.color === color) &&
    (tag === undefined || passage.tags.some((own) => own === tag || own.startsWith(`${tag}/`))) &&
    (paperId === undefined || passage.paperId === paperId) &&
    (paper === undefined || wordsOf(paper).every((word) => title.includes(` ${word}`)))
  );
}
