/**
 * The public API: what `activate` returns, for other extensions. Versioned; within a version, names and shapes are
 * only ever added to. Ids are paper ids. Offsets are UTF-16 units into the raw text.
 */
import type { PlainBlock } from './core/fulltext/plainBlocks';
import type { AbstractToken } from './core/tex/token';
import type { Highlight as NoteHighlight } from './core/notes/note';
import type { Day } from './core/library/day';
import type { CitationFormat } from './core/citations/cite';
import type { Paper } from './core/library/paper';
import type { Problem } from './core/library/parsedDigest';
import type { TriageState } from './core/triage/triageState';

export type { AbstractToken, CitationFormat, Day, Paper, Problem, TriageState };

export interface PassageHit {
  readonly paperId: string;
  /** Absent for a paragraph of a note. */
  readonly highlightId?: string;
  /** The highlighted words as the paper's source prints them, or the paragraph as Markdown. */
  readonly text: string;
}

export interface ImportReport {
  /** How many days the text holds. */
  readonly days: number;
  /** How many of its papers the library did not know. */
  readonly added: number;
  /** How many of its papers the library knew already. */
  readonly merged: number;
  readonly problems: readonly Problem[];
}

export interface SearchHit {
  readonly paperId: string;
  /** Greater is better; comparable within one answer only. */
  readonly score: number;
}

export type Highlight = NoteHighlight;

export interface Note {
  readonly paperId: string;
  readonly tags: readonly string[];
  readonly highlights: readonly Highlight[];
  /** The person's Markdown. */
  readonly body: string;
  /** Where the note is kept, as a URI. */
  readonly uri: string;
}

export interface NoteUpdate {
  /** Replaces the body. */
  readonly body?: string;
  /** A paragraph that is added to the end of the body. */
  readonly append?: string;
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
}

/**
 * A block of a whole paper; offsets are UTF-16 units into its text. Blocks that contain others precede them. `level` is
 * that of a heading: 1 for a section, 2 for a subsection, and so on. `plain` is the text as it is shown, with labels of
 * citations, and with mathematics in Unicode.
 */
export type FullTextBlock = PlainBlock;

export interface FullText {
  /** Of the paper on arXiv; absent if it is not known. */
  readonly version?: number;
  /** Blocks joined by line feeds, formulas as TeX between dollars; without labels of citations. */
  readonly text: string;
  /** In order. */
  readonly blocks: readonly FullTextBlock[];
}

/** A place in a text that names a paper; offsets do not include the words around the name. */
export interface Reference {
  readonly start: number;
  readonly end: number;
  readonly kind: 'arxiv' | 'doi' | 'paper' | 'citation' | 'title';
  /** An arXiv id without version, a DOI in lower case, a paper id, a citation key, or the title as the library has it. */
  readonly value: string;
  /** The paper of the library, if it holds it. */
  readonly paperId?: string;
}

/** A place in the workspace's files and open documents that names a paper. */
export interface ReferencePlace {
  /** Of the file, or of the open document. */
  readonly uri: string;
  /** From zero, as VS Code counts; in a notebook within the cell. */
  readonly line: number;
  /** Columns in the line. */
  readonly start: number;
  readonly end: number;
  /** The line; of a long one, the part around the place. */
  readonly text: string;
  /** In a notebook on disk: the cell, from zero. */
  readonly cell?: number;
}

export interface DailyPapersApi {
  readonly version: 1;
  /** Newest first; days without a year follow days with one. */
  days(): Promise<readonly Day[]>;
  paper(id: string): Promise<Paper | undefined>;
  /** Reads a digest and keeps it. `year` completes dates that print none. Never rejects for what the text holds. */
  importDigest(
    text: string,
    options?: { readonly name?: string; readonly year?: number },
  ): Promise<ImportReport>;
  /** Best first. Default limit: 50. */
  search(query: string, options?: { readonly limit?: number }): Promise<readonly SearchHit[]>;
  /** Papers about the same things, closest first. Default limit: 10. */
  related(id: string, options?: { readonly limit?: number }): Promise<readonly SearchHit[]>;
  /** Tokens that cover all of `text`, in order. */
  render(text: string): readonly AbstractToken[];
  /**
   * Reads a page of the paper as arXiv or ar5iv serves it, and stores it. Problems are sentences; if the page cannot be
   * read, they say why.
   *
   * @throws Error where the paper is unknown
   */
  importFullText(
    id: string,
    html: string,
    options?: { readonly version?: number },
  ): Promise<{ readonly problems: readonly string[] }>;
  /** The latest version of the whole paper that is stored; nothing is requested. */
  fullText(id: string): Promise<FullText | undefined>;
  /** The key that a paper is cited by: of a bibliography of the workspace, of its note, else one that it keeps. */
  citationKey(id: string): Promise<string>;
  /** Papers as entries of a format. @throws Error where a paper is unknown */
  cite(ids: readonly string[], format: CitationFormat): Promise<string>;
  /**
   * The text of a BibTeX file with an entry for each paper. All that is in the text stays, byte for byte; entries of these
   * papers get the fields that they lack.
   *
   * @throws Error where a paper is unknown
   */
  updateBibliography(bib: string, ids: readonly string[]): Promise<string>;
  /** Highlights and paragraphs of notes with the words of a query, best first. Default limit: 50. */
  passages(query: string, options?: { readonly limit?: number }): Promise<readonly PassageHit[]>;
  note(id: string): Promise<Note | undefined>;
  /** @throws Error with a sentence for the person where the paper is unknown or its note cannot be written */
  updateNote(id: string, change: NoteUpdate): Promise<Note>;
  /**
   * Highlights a range of the abstract, or of the title or the text of {@link fullText}.
   *
   * @throws RangeError where the range does not lie in the text or holds nothing; Error as `updateNote`, and where the
   *   whole paper is not stored
   */
  addHighlight(
    id: string,
    range: { readonly start: number; readonly end: number },
    options?: {
      readonly color?: string;
      readonly comment?: string;
      /** Default: `abstract`. */
      readonly field?: Highlight['field'];
    },
  ): Promise<Highlight>;
  removeHighlight(id: string, highlightId: string): Promise<void>;
  /** @throws Error where the paper is unknown */
  setTriage(id: string, state: TriageState): Promise<void>;
  triage(id: string): Promise<TriageState>;
  /**
   * The references to papers in one text, in order and apart. `languageId` is VS Code's. Titles and identifiers without
   * a cue count in comments and documents, if the library holds the paper. Nothing is requested.
   */
  findReferences(text: string, languageId: string): readonly Reference[];
  /** The places in the workspace that name a paper, by file and line. Scans the workspace the first time. */
  references(id: string): Promise<readonly ReferencePlace[]>;
}
