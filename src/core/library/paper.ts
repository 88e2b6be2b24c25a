/**
 * A paper's identity: `slug-hash8`, see {@link paperId}. It doubles as the name of the paper's note file, so it
 * holds nothing but `[a-z0-9-]`.
 */
export type PaperId = string;

/** What a link in an abstract leads to. */
export type LinkKind = 'code' | 'project' | 'arxiv' | 'dataset' | 'web';

export interface PaperLink {
  readonly kind: LinkKind;
  /** Absolute `http:` or `https:` address. */
  readonly href: string;
}

/** The source code repository of a paper. */
export interface Repository {
  readonly url: string;
  readonly stars?: number;
}

/** One paper, independent of day and source. */
export interface Paper {
  readonly id: PaperId;
  /** As printed by the source, on one line. */
  readonly title: string;
  /** Raw text with TeX, intact or damaged, as delivered; paragraphs are separated by a blank line. */
  readonly abstract: string;
  /** Links in the abstract, in order, without duplicates. */
  readonly links: readonly PaperLink[];
  readonly authors?: readonly string[];
  /** Without version, `2401.01234` or `cs.LG/0101001`. */
  readonly arxivId?: string;
  /** The arXiv version of title and abstract, if the source gives it. */
  readonly arxivVersion?: number;
  /** In lower case, without resolver: `10.1000/xyz`. Never the DOI that arXiv itself registers. */
  readonly doi?: string;
  /** The journal, the proceedings or the book that the paper appeared in. */
  readonly venue?: string;
  /** The reference to the publication as arXiv prints it: `J. Maths 12 (2021) 34`. */
  readonly journalRef?: string;
  /** The year of publication. */
  readonly year?: number;
  /** The kind of publication by its BibTeX name, as `article` or `inproceedings`. */
  readonly entryType?: string;
  readonly categories?: readonly string[];
  /** ISO 8601 date or date-time, as the source gives it. */
  readonly published?: string;
  readonly updated?: string;
  readonly upvotes?: number;
  readonly repository?: Repository;
  readonly projectPage?: string;
}

/** A paper as a source delivers it, before it gets an id. */
export type PaperRecord = Omit<Paper, 'id' | 'links'>;
