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
  /** What else names the paper, its arXiv id for one: ranked, but no phrase is looked for in it. */
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
/** The fields by which a paper is known: what stands there names it, what stands in others is only said in it. */
export const namingFields =
  titleField | keywordsField | (2 ** searchFields.indexOf('tags')) | (2 ** searchFields.indexOf('authors'));
/** The fields that are a paper's own text. */
export const textFields = titleField | (2 ** searchFields.indexOf('abstract'));

/** One of the texts that a field consists of. */
export interface FieldText {
  readonly text: string;
  /** Whether the index keeps where its words stand, so that phrases are found in it. */
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
