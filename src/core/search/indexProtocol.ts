import type { NotePassages, Passage } from '../passages/notePassages';
import type { PassageFilter } from '../passages/passageIndex';
import type { IndexFileFault } from './indexFile';
import type { PaperTexts } from './paperTexts';
import type { QueryAnswer } from './query/queryAnswer';
import type { IdentifiedRecord } from './query/queryablePaper';
import type { DaysChange } from './query/paperTable';
import type { TrainingExample, Recommendation } from './recommend';
import type { RelatedHit } from './searchDocument';

/** The requests that the index takes in its process: for each call, what it is given and what it returns. */
export interface IndexCalls {
  /** Reads the index that was saved, if any, and saves to the same files from then on. */
  open: { input: OpenRequest; answer: OpenedIndex };
  /**
   * Returns whether the index has exactly these papers and notes. If so, records are read when a query needs them, from the
   * caller, which is in the same program.
   */
  isCurrent: { input: PapersSummary; answer: boolean };
  /**
   * A batch of all papers there are. Stores their records, and returns the ids of those whose texts the index lacks by
   * their hashes. After the last batch, papers that were in no batch are removed.
   */
  compare: {
    input: {
      readonly papers: readonly ComparedPaper[];
      readonly last: boolean;
    };
    answer: { readonly wanted: readonly string[] };
  };
  change: { input: IndexChange; answer: null };
  /**
   * Lists all stored whole papers. Those that the index lacks are read from their files. The reply comes when the first few
   * are indexed; the rest follows.
   */
  wholePapers: { input: { readonly papers: readonly StoredWholePaper[] }; answer: null };
  /** Answers a query of the language of `parseQuery`. */
  answer: { input: { readonly text: string; readonly limit: number } & SearchScope; answer: QueryAnswer };
  related: {
    input: { readonly id: string; readonly limit: number } & SearchScope;
    answer: readonly RelatedHit[];
  };
  /** Ranks papers by what was wanted before; those that the index has not are left out. The best have terms. */
  recommend: { input: RecommendRequest; answer: readonly Recommendation[] };
  /** Replaces the passages of notes. They are not saved: the client sends them to each new process. */
  putPassages: { input: { readonly notes: readonly NotePassages[] }; answer: null };
  findPassages: { input: FindPassagesRequest; answer: readonly Passage[] };
  /** Saves what has not been saved yet. */
  save: { input: null; answer: null };
}

/** What of the library is searched. */
export interface SearchScope {
  /** Papers as their sources give them, without the person's notes, tags and highlights. */
  readonly withoutNotes?: boolean;
}

export interface OpenRequest {
  /** The papers as all workspaces have them. Absent: they are not saved. */
  readonly papersFile?: string;
  /** The papers that have tags or a note in this workspace, with these. Absent: they are not saved. */
  readonly notesFile?: string;
  /** The sections of whole papers. Absent: they are not saved. */
  readonly wholePapersFile?: string;
  /** Files of earlier releases, which are deleted. */
  readonly obsoleteFiles: readonly string[];
  /** Other data that decide how texts are indexed: versions of ICU, of Unicode and of the extension. */
  readonly environment: string;
}

/** A document of a whole paper on the disk. */
export interface StoredWholePaper {
  readonly id: string;
  readonly file: string;
  /** Changes whenever the file does. Without tabs. */
  readonly stamp: string;
}

export interface ComparedPaper extends IdentifiedRecord {
  /** See `DocumentHashes`. */
  readonly paper: number;
  readonly noted: number;
}

/** Hashes that change if the text of any paper or note changes. */
export interface PapersSummary {
  /** The `EntriesHash` of all papers: of each id with the `paper` hash of {@link ComparedPaper}. */
  readonly papers: string;
  /** The `EntriesHash` of the papers that have tags or a note: of each id with the `noted` hash. */
  readonly noted: string;
}

export interface IndexChange {
  /** Texts that are the same as before cost next to nothing. */
  readonly put?: readonly PaperTexts[];
  readonly records?: readonly IdentifiedRecord[];
  readonly remove?: readonly string[];
  readonly days?: DaysChange;
}

export interface RecommendRequest {
  readonly trainingExamples: readonly Omit<TrainingExample, 'words'>[];
  readonly candidates: readonly string[];
}

export interface FindPassagesRequest {
  readonly query: string;
  readonly limit: number;
  readonly filter: PassageFilter;
}

export interface OpenedIndex {
  /** How many papers are in it. */
  readonly size: number;
  /** The reason why there are no results, or none from this workspace's notes, if one is needed. */
  readonly fault?: IndexFileFault | 'unreadable';
}

export type IndexCall = keyof IndexCalls;

export type IndexRequest = {
  [Call in IndexCall]: {
    readonly number: number;
    readonly call: Call;
    readonly input: IndexCalls[Call]['input'];
  };
}[IndexCall];

/** Replies carry the number of their request. That a file could not be saved or deleted is reported without one. */
export type IndexReply =
  | { readonly number: number; readonly answer: IndexCalls[IndexCall]['answer'] }
  | { readonly number: number; readonly error: string }
  | { readonly fileProblem: string };
