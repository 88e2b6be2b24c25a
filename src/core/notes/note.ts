import type { PaperId } from '../library/paper';
import type { Tag } from './tag';

/** The version of the note format that this code writes, and the newest that it reads. */
export const noteVersion = 1;

export const highlightColors = ['yellow', 'green', 'blue', 'pink'] as const;

/** The fields of which a note keeps a copy. */
export const textFields = ['title', 'abstract'] as const;
export type TextField = (typeof textFields)[number];

export const highlightFields = [...textFields, 'fullText'] as const;
export type HighlightField = (typeof highlightFields)[number];

/**
 * A quoted range of a title, an abstract or a whole paper: a W3C TextPositionSelector and TextQuoteSelector on the raw
 * text (https://www.w3.org/TR/annotation-model/#selectors).
 */
export interface Highlight {
  /** Unique within the note. */
  readonly id: string;
  readonly field: HighlightField;
  /** The exact highlighted text. */
  readonly quote: string;
  /** Up to 32 UTF-16 units before and after the quote. */
  readonly prefix: string;
  readonly suffix: string;
  /** UTF-16 offsets into the note's own copy of the field, or into the text of the whole paper in `version`. */
  readonly start: number;
  readonly end: number;
  /** In a whole paper: the version on arXiv in which the offsets count; absent if it is not known. */
  readonly version?: number;
  /** In a whole paper: the heading above the quote. */
  readonly section?: string;
  /** Usually one of {@link highlightColors}, but files edited elsewhere may have any string. */
  readonly color: string;
  readonly comment: string;
  readonly tags: readonly Tag[];
  /** ISO 8601; empty if the file has no date. */
  readonly created: string;
  /**
   * Whether the quote is found at its offsets. In a parsed note: in the note's own copy of the text. A highlight of the
   * whole paper, of which the note has no copy, is anchored there.
   */
  readonly state: 'anchored' | 'orphaned';
  /** Of an orphan of the whole paper: the range of words that are similar to its quote. Never stored. */
  readonly likelyPlace?: { readonly start: number; readonly end: number };
}

/** The user's annotations of a paper, stored as one Markdown file. */
export interface Note {
  readonly paperId: PaperId;
  /** The paper's title and abstract when it was annotated; absent if the file has no copy. */
  readonly title?: string;
  readonly abstract?: string;
  /** The arXiv version of that title and abstract; absent if unknown. */
  readonly arxivVersion?: number;
  /**
   * What identifies the paper. Where it disagrees with the id, it decides: which of two papers with one title has an
   * id, depends on the order of their arrival.
   */
  readonly arxivId?: string;
  readonly doi?: string;
  /** The key that the paper is cited by, if the file names one. */
  readonly citationKey?: string;
  /**
   * The values of keys that the person added to the front matter: text as it is written, lists of text separated by commas.
   * Long values are cut. Absent if the note has none.
   */
  readonly ownKeys?: Readonly<Record<string, string>>;
  /** In the order of the file, without duplicates. */
  readonly tags: readonly Tag[];
  readonly highlights: readonly Highlight[];
  /** The user's Markdown, with the line endings of the file. */
  readonly body: string;
}

/** The parts of a paper that a note stores a copy of. */
export interface NoteSource {
  readonly title: string;
  readonly abstract: string;
  readonly arxivVersion?: number;
}

/** The parts of a paper that a new note needs. */
export interface NoteSubject extends NoteSource {
  readonly id: PaperId;
  readonly arxivId?: string;
  readonly doi?: string;
}

/** The data from which the note of a paper is made, stored under `id`. */
export function subjectOf(paper: Omit<NoteSubject, 'id'>, id: PaperId): NoteSubject {
  const { arxivId, doi } = paper;
  return {
    ...sourceOf(paper),
    id,
    ...(arxivId !== undefined && { arxivId }),
    ...(doi !== undefined && { doi }),
  };
}

/** Copies only the fields of {@link NoteSource}. */
export function sourceOf({ title, abstract, arxivVersion }: NoteSource): NoteSource {
  return { title, abstract, ...(arxivVersion !== undefined && { arxivVersion }) };
}

/** A note without content, for a paper that has no note yet. */
export function emptyNote(paperId: PaperId): Note {
  return { paperId, tags: [], highlights: [], body: '' };
}

/** `highlight` with its state computed from the title or abstract of `note`. */
export function withState(note: Pick<Note, TextField>, highlight: Highlight): Highlight {
  const { field, quote, start, end } = highlight;
  const found = field === 'fullText' || note[field]?.slice(start, end) === quote;
  return { ...highlight, state: found ? 'anchored' : 'orphaned' };
}

/** Whether a highlight is of the title or the abstract, not of the whole paper. */
export function isOfCopiedText<T extends Pick<Highlight, 'field'>>(
  highlight: T,
): highlight is T & { readonly field: TextField } {
  return highlight.field !== 'fullText';
}

/** Compares highlights by reading order: title, abstract, whole paper, then by offset. */
export function compareHighlights(
  a: Pick<Highlight, 'field' | 'start' | 'end'>,
  b: Pick<Highlight, 'field' | 'start' | 'end'>,
): number {
  if (a.field !== b.field) return highlightFields.indexOf(a.field) - highlightFields.indexOf(b.field);
  return a.start - b.start || a.end - b.end;
}
