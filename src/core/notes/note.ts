import type { PaperId } from '../library/paper';
import type { Tag } from './tag';

/** The version of the note format that this code writes, and the newest that it reads. */
export const noteVersion = 1;

export const highlightColors = ['yellow', 'green', 'blue', 'pink'] as const;

export const highlightFields = ['title', 'abstract'] as const;
export type HighlightField = (typeof highlightFields)[number];

/**
 * A quoted range of a title or an abstract: a W3C TextPositionSelector and TextQuoteSelector on the raw text
 * (https://www.w3.org/TR/annotation-model/#selectors).
 */
export interface Highlight {
  /** Unique within the note. */
  readonly id: string;
  readonly field: HighlightField;
  /** The highlighted words, exactly. */
  readonly quote: string;
  /** Up to 32 UTF-16 units before and after the quote. */
  readonly prefix: string;
  readonly suffix: string;
  /** UTF-16 offsets into the note's own copy of the field. */
  readonly start: number;
  readonly end: number;
  /** One of {@link highlightColors}; another hand may have written something else. */
  readonly color: string;
  readonly comment: string;
  readonly tags: readonly Tag[];
  /** ISO 8601; empty where the file does not say. */
  readonly created: string;
  /** Whether the quote stands at its offsets. In a parsed note: in the text that the note itself keeps. */
  readonly state: 'anchored' | 'orphaned';
}

/** What a person added to a paper: one Markdown file. */
export interface Note {
  readonly paperId: PaperId;
  /** The paper's words as they were when annotated; absent where the file does not keep them. */
  readonly title?: string;
  readonly abstract?: string;
  /** The arXiv version that these words are of; absent where it was not known. */
  readonly arxivVersion?: number;
  /** In the file's order, each once. */
  readonly tags: readonly Tag[];
  readonly highlights: readonly Highlight[];
  /** The person's own Markdown, with the file's line endings. */
  readonly body: string;
}

/** A paper's words, which a note keeps a copy of. */
export interface NoteSource {
  readonly title: string;
  readonly abstract: string;
  readonly arxivVersion?: number;
}

/** What a new note takes from its paper. */
export interface NoteSubject extends NoteSource {
  readonly id: PaperId;
}

/** {@link NoteSource}, of what may know more. */
export function sourceOf({ title, abstract, arxivVersion }: NoteSource): NoteSource {
  return { title, abstract, ...(arxivVersion !== undefined && { arxivVersion }) };
}

/** The note of a paper that has none yet. */
export function emptyNote(paperId: PaperId): Note {
  return { paperId, tags: [], highlights: [], body: '' };
}

/** `highlight` with its state as the texts of `note` have it. */
export function withState(note: Pick<Note, HighlightField>, highlight: Highlight): Highlight {
  const found = note[highlight.field]?.slice(highlight.start, highlight.end) === highlight.quote;
  return { ...highlight, state: found ? 'anchored' : 'orphaned' };
}

/** Places highlights as a reader meets them: title before abstract, then by offset. */
export function compareHighlights(
  a: Pick<Highlight, 'field' | 'start' | 'end'>,
  b: Pick<Highlight, 'field' | 'start' | 'end'>,
): number {
  if (a.field !== b.field) return a.field === 'title' ? -1 : 1;
  return a.start - b.start || a.end - b.end;
}
