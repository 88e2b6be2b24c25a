interface Range {
  /** UTF-16 offsets into the raw text; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** The token as plain text with Unicode mathematics. Empty for markup. */
  readonly plain: string;
  /** Set if `plain` or `tex` was reconstructed; the reader offers the raw text as well. */
  readonly reconstructed?: true;
}

export interface TextToken extends Range {
  readonly kind: 'text' | 'bold' | 'italic';
}

export interface MathToken extends Range {
  readonly kind: 'math';
  /** TeX without delimiters. It may contain undefined commands, so converters must expect errors. */
  readonly tex: string;
  /** Set for `$$…$$`, `\[…\]` and environments. */
  readonly display?: true;
}

export interface LinkToken extends Range {
  readonly kind: 'link';
  /** `http:` or `https:`, never anything else. */
  readonly href: string;
}

/**
 * A piece of a rendered title or abstract. The tokens of a text cover all of it, in order, without gap or overlap.
 * Nothing in a token is markup. Where a text token is not `reconstructed`, its `plain` is its raw text.
 */
export type AbstractToken = TextToken | MathToken | LinkToken;
