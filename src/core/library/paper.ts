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

/** Where a paper's code lives. */
export interface Repository {
  readonly url: string;
  readonly stars?: number;
}

/** One work, whatever day or source it came from. */
export interface Paper {
  readonly id: PaperId;
  /** As its source prints it, on one line. */
  readonly title: string;
  /** Raw: TeX damaged or intact as it came; paragraphs are separated by a blank line. */
  readonly abstract: string;
  /** Found in the abstract, in order, each address once. */
  readonly links: readonly PaperLink[];
  readonly authors?: readonly string[];
  /** Without version, `2401.01234` or `cs.LG/0101001`. */
  readonly arxivId?: string;
  /** The version that title and abstract are of, as far as their source says. */
  readonly arxivVersion?: number;
  readonly categories?: readonly string[];
  /** ISO 8601 date or date-time, as the source gives it. */
  readonly published?: string;
  readonly updated?: string;
  readonly upvotes?: number;
  readonly repository?: Repository;
  readonly projectPage?: string;
}

/** A paper as a source gave it, before it was identified. */
export type PaperRecord = Omit<Paper, 'id' | 'links'>;
