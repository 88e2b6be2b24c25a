import type { CitationFormat } from '../citations/cite';
import type { PlainBlock } from '../fulltext/plainBlocks';
import type { Day } from '../library/day';
import type { Paper, PaperId } from '../library/paper';
import type { Highlight } from '../notes/note';
import type { TriageState } from '../triage/triageState';

/** A whole paper, as the public API gives it. */
export interface ToolFullText {
  readonly text: string;
  readonly blocks: readonly PlainBlock[];
}

interface Hit {
  readonly paperId: PaperId;
}

export interface ToolSearchOptions {
  readonly limit: number;
  /** Searches papers as their sources give them, without the user's notes, tags and highlights. */
  readonly withoutNotes?: boolean;
}

/** Papers that a query finds, best first. */
export interface ToolHits {
  readonly hits: readonly Hit[];
  /** Only titles were searched, as the index is still being built. */
  readonly isPartial?: boolean;
  /** No paper has a phrase of the query, so its words were searched for. */
  readonly isLoosened?: boolean;
  /** A sentence that says what is wrong with a filter; the other words of the query were searched for. */
  readonly error?: string;
}

/** A line of a file of the workspace that names a paper. */
export interface ToolPlace {
  readonly uri: string;
  readonly line: number;
  readonly text: string;
  /** Whether the file is a note. */
  readonly isOfNote: boolean;
}

/** What the tools read and change: the public API, and what only assistants need. */
export interface ToolLibrary {
  readonly days: () => Promise<readonly Day[]>;
  readonly paper: (id: string) => Promise<Paper | undefined>;
  readonly search: (query: string, options: ToolSearchOptions) => Promise<ToolHits>;
  readonly related: (id: PaperId, options: ToolSearchOptions) => Promise<readonly Hit[]>;
  /** Unread papers that are like those that the user annotated or read, best first. */
  readonly recommended: (options: { limit: number }) => Promise<readonly Hit[]>;
  /** Papers that the user marked as read in the last seven days, the latest first. */
  readonly readThisWeek: () => Promise<readonly Hit[]>;
  readonly passages: (
    query: string,
    options: { limit: number },
  ) => Promise<readonly (Hit & { readonly highlightId?: string; readonly text: string })[]>;
  readonly fullText: (id: PaperId) => Promise<ToolFullText | undefined>;
  /** Requests and stores the whole paper. Resolves to why that failed, a sentence. Absent: nothing may be requested. */
  readonly fetchFullText?: (id: PaperId) => Promise<string | undefined>;
  readonly note: (
    id: PaperId,
  ) => Promise<
    | { readonly tags: readonly string[]; readonly highlights: readonly Highlight[]; readonly body: string }
    | undefined
  >;
  readonly cite: (ids: readonly PaperId[], format: CitationFormat) => Promise<string>;
  readonly references: (id: PaperId) => Promise<readonly ToolPlace[]>;
  readonly triage: (id: PaperId) => Promise<TriageState>;
  readonly setTriage: (id: PaperId, state: TriageState) => Promise<void>;
  readonly updateNote: (
    id: PaperId,
    change: { append?: string; addTags?: string[]; removeTags?: string[] },
  ) => Promise<unknown>;
  readonly addHighlight: (
    id: PaperId,
    range: { start: number; end: number },
    options?: { comment?: string; field?: Highlight['field'] },
  ) => Promise<unknown>;
}

/** A tool cannot do what was requested. The message is a sentence for the model. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}

/** For the model, instead of an answer. */
export const stillReading =
  'Daily Papers is still reading or indexing the library, which takes some minutes if it is large and new. Call the tool again in a minute.';

/** For the model, about a filter that was ignored. */
export const notesNotRead = 'The user has not allowed notes, tags and highlights to be read.';

/** For the model, about a failure without a message. */
export const toolFailed = 'The tool failed.';
