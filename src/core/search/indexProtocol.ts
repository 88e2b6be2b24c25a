import type { IndexFileFault } from './indexFile';
import type { Lesson, Recommendation } from './recommend';
import type { RelatedHit, ScoredDocument, SearchDocument, SearchHit } from './searchDocument';

/** What the index, in a thread of its own, can be asked; by name, what is asked and what is answered. */
export interface IndexCalls {
  /** Reads the index that was saved, if any, and saves to the same file from then on. */
  open: { ask: { readonly file?: string; readonly environment: string }; answer: OpenedIndex };
  /**
   * A batch of all documents there are, by their `documentHash`: those whose text the index lacks are answered. After
   * the last batch, what was in none is forgotten.
   */
  compare: {
    ask: { readonly ids: readonly string[]; readonly hashes: Float64Array; readonly last: boolean };
    answer: { readonly wanted: readonly string[] };
  };
  change: {
    ask: { readonly put: readonly SearchDocument[]; readonly remove: readonly string[] };
    answer: null;
  };
  search: { ask: SearchAsk; answer: readonly SearchHit[] };
  ranked: { ask: SearchAsk; answer: readonly ScoredDocument[] };
  describe: {
    ask: { readonly text: string; readonly documents: readonly ScoredDocument[] };
    answer: readonly SearchHit[];
  };
  related: { ask: { readonly id: string; readonly limit: number }; answer: readonly RelatedHit[] };
  /** Ranks papers by what was wanted before; those that the index has not are left out. */
  recommend: { ask: RecommendAsk; answer: readonly Recommendation[] };
  /** Saves what has not been saved yet. */
  save: { ask: null; answer: null };
}

export interface SearchAsk {
  readonly text: string;
  readonly limit: number;
  readonly title?: string;
}

export interface RecommendAsk {
  readonly lessons: readonly Omit<Lesson, 'words'>[];
  readonly candidates: readonly string[];
}

export interface OpenedIndex {
  /** How many documents are in it. */
  readonly size: number;
  /** Why there are none, if that needs a reason. */
  readonly fault?: IndexFileFault | 'unreadable';
}

export type IndexCall = keyof IndexCalls;

export type IndexRequest = {
  [Call in IndexCall]: {
    readonly number: number;
    readonly call: Call;
    readonly ask: IndexCalls[Call]['ask'];
  };
}[IndexCall];

/** Answers carry the number of what they answer. That the index could not be saved comes unasked. */
export type IndexReply =
  | { readonly number: number; readonly answer: IndexCalls[IndexCall]['answer'] }
  | { readonly number: number; readonly error: string }
  | { readonly unsaved: string };
