interface Range {
  /** UTF-16 offsets into the raw text; `end` is behind the last code unit. */
  readonly start: number;
  readonly end: number;
  /** The token in readable Unicode. Empty for markup that is no part of what is said. */
  readonly plain: string;
  /** Set when the source did not say this in so many words: the reader offers the raw text beside it. */
  readonly reconstructed?: true;
}

export interface TextToken extends Range {
  readonly kind: 'text' | 'bold' | 'italic';
}

export interface MathToken extends Range {
  readonly kind: 'math';
  /** TeX without its delimiters. It may hold commands that only its authors define: whoever sets it must expect errors. */
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
