/** Text without markup, and the links in it. */
export interface Inline {
  readonly text: string;
  readonly links: readonly InlineLink[];
}

export interface InlineLink {
  /** UTF-16 offsets into the text. A link without text, such as a picture, is empty. */
  readonly start: number;
  readonly end: number;
  readonly href: string;
}

/** Part of a text, with the links that start in it. */
export function sliceInline({ text, links }: Inline, start: number, end = text.length): Inline {
  return {
    text: text.slice(start, end),
    links: links
      .filter((link) => link.start >= start && link.start <= end)
      .map((link) => ({ ...link, start: link.start - start, end: Math.min(link.end, end) - start })),
  };
}

/** `text` without the emphasis, quotation or brackets that wrap all of it, as in `**[A title]**`. */
export function withoutEmphasis(text: string): string {
  const trimmed = text.trim();
  const wrapped = WRAPPED.map((form) => form.exec(trimmed)?.[1]).find((inner) => inner !== undefined);
  return wrapped === undefined ? trimmed : withoutEmphasis(wrapped);
}

/** The text inside must not end and begin the same emphasis: `**a** and **b**` is not wrapped. */
const WRAPPED = [
  /^\*\*\*?((?:(?!\*\*).)+)\*?\*\*$/su,
  /^\*([^*]+)\*$/su,
  /^__((?:(?!__).)+)__$/su,
  /^_([^_]+(?:_[^_\s]+)*)_$/su,
  /^~~((?:(?!~~).)+)~~$/su,
  /^`([^`]+)`$/su,
  /^\[([^[\]]*(?:\[[^[\]]*\][^[\]]*)*)\]$/su,
  /^[【《「]([^【】《》「」]+)[】》」]$/su,
  /^[“]([^“”]+)[”]$/su,
  /^"([^"]+)"$/su,
];
