import type { Message } from '../base/localization';

/** An annotation of any tool, reduced to what a note can represent. */
export interface ParsedAnnotation {
  /** 1-based position in the file. */
  readonly at: number;
  readonly id?: string;
  readonly created: string;
  readonly comments: readonly string[];
  readonly tags: readonly string[];
  readonly targets: readonly ParsedTarget[];
}

export interface ParsedTarget {
  /** Identifiers of the annotated document: the source first, then others. */
  readonly sources: readonly string[];
  readonly title?: string;
  readonly abstract?: string;
  readonly color?: string;
  /** The heading above the quote. */
  readonly section?: string;
  readonly quote?: ParsedQuote;
}

export interface ParsedQuote {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  /** The offset in the file; in code points according to the model. */
  readonly start?: number;
  readonly end?: number;
}

/** Something in a file that could not be imported, to be shown to the user. */
export interface ImportProblem {
  /** 1-based position of the annotation in the file; 0 for the file as a whole. */
  readonly at: number;
  /** One plain sentence. */
  readonly message: Message;
}

export interface ParsedAnnotations {
  readonly annotations: readonly ParsedAnnotation[];
  readonly problems: readonly ImportProblem[];
}
