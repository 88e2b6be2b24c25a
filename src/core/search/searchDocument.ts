/** The searchable texts of a paper, each as the person sees it; the index normalises them. */
export interface SearchDocument {
  /** The paper's id, or any other unique name: the index reads nothing into it. */
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly tags?: readonly string[];
  /** The note's text, comments and quotes of highlights included. */
  readonly notes?: string;
  readonly authors?: readonly string[];
  /** Other names of the paper, such as its arXiv id. Ranked, but not searched for phrases. */
  readonly keywords?: readonly string[];
  /** Ranked as keywords. */
  readonly categories?: readonly string[];
}

/** The parts of a document that are ranked, the weightiest first. */
export const searchFields = ['title', 'tags', 'authors', 'keywords', 'notes', 'abstract'] as const;
export type SearchField = (typeof searchFields)[number];

/** Bits of the fields of a word (see `TermEntry`). */
export const titleField = 2 ** searchFields.indexOf('title');
export const keywordsField = 2 ** searchFields.indexOf('keywords');
/** The fields that name a paper. A word in another field is only mentioned by the paper. */
export const namingFields =
  titleField | keywordsField | (2 ** searchFields.indexOf('tags')) | (2 ** searchFields.indexOf('authors'));
/** The fields that are a paper's own text. */
export const textFields = titleField | (2 ** searchFields.indexOf('abstract'));

/** One of the texts that a field consists of. */
export interface FieldText {
  readonly text: string;
  /** Whether the index stores the positions of its words, so that phrases can be found in it. */
  readonly isPositioned: boolean;
}

/** The texts of one field; a phrase never runs from one to the next. */
export function fieldTexts(document: SearchDocument, field: SearchField): readonly FieldText[] {
  const positioned = (texts: readonly string[] = []): readonly FieldText[] =>
    texts.map((text) => ({ text, isPositioned: true }));
  if (field === 'keywords') {
    const { keywords = [], categories } = document;
    return [...keywords.map((text) => ({ text, isPositioned: false })), ...positioned(categories)];
  }
  const value = document[field];
  return positioned(typeof value === 'string' ? [value] : value);
}

/** One field as a snippet quotes it. */
export function fieldText(document: SearchDocument, field: SearchField): string {
  return fieldTexts(document, field)
    .map(({ text }) => text)
    .join('; ');
}

export interface SearchHit {
  readonly id: string;
  /** Greater is better; comparable within one answer only. */
  readonly score: number;
  /** The words of the document that matched, normalised as `termOf` does; for marking, see `snippet`. */
  readonly terms: readonly string[];
  /** For each of `terms`, the fields it was found in. */
  readonly fields: Readonly<Record<string, readonly SearchField[]>>;
  /** Of a match in a whole paper: the section, by its title and the index of its first block. */
  readonly section?: { readonly block: number; readonly title: string };
}

export interface SearchOptions {
  /** Default: 50. */
  readonly limit?: number;
  /** Only documents that it accepts are returned. */
  readonly filter?: (id: string) => boolean;
  /** A document whose title equals this text comes first. Default: the query. */
  readonly title?: string;
}

export interface RelatedHit {
  readonly id: string;
  readonly score: number;
  /** The words both share, the weightiest first. */
  readonly terms: readonly string[];
}

export interface RelatedOptions {
  /** Default: 10. */
  readonly limit?: number;
}
