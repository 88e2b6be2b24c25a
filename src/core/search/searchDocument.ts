/** What of a paper can be found. Every text is as the person sees it; the index normalises. */
export interface SearchDocument {
  /** The paper's id, or any other unique name: the index reads nothing into it. */
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly tags?: readonly string[];
  /** The note's text, comments and quotes of highlights included. */
  readonly notes?: string;
  readonly authors?: readonly string[];
  /** What else names the paper: arXiv id, categories, keywords. */
  readonly keywords?: readonly string[];
}

/** The parts of a document that are ranked, the weightiest first. */
export const searchFields = ['title', 'tags', 'authors', 'keywords', 'notes', 'abstract'] as const;
export type SearchField = (typeof searchFields)[number];

/** The text of one field, as the index reads it and as a snippet quotes it. */
export function fieldText(document: SearchDocument, field: SearchField): string {
  const value = document[field];
  if (value === undefined) return '';
  return typeof value === 'string' ? value : value.join('; ');
}

export interface ScoredDocument {
  readonly id: string;
  /** Greater is better; comparable within one answer only. */
  readonly score: number;
}

export interface SearchHit extends ScoredDocument {
  /** The words of the document that matched, normalised as `termOf` does; for marking, see `snippet`. */
  readonly terms: readonly string[];
  /** For each of `terms`, the fields it was found in. */
  readonly fields: Readonly<Record<string, readonly SearchField[]>>;
}

export interface SearchOptions {
  /** 50 unless told. */
  readonly limit?: number;
  /** Only documents it accepts are answered. */
  readonly filter?: (id: string) => boolean;
  /** The text that a document's title is to equal to stand first; the query unless told. */
  readonly title?: string;
}

export interface RelatedHit {
  readonly id: string;
  readonly score: number;
  /** The words both share, the weightiest first. */
  readonly terms: readonly string[];
}

export interface RelatedOptions {
  /** 10 unless told. */
  readonly limit?: number;
}
