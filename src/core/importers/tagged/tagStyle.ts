/** A line with a tag: `TI  - A title`, `PMID- 1`, `%T A title` or `TI A title`. */
export interface TaggedLine {
  /** In upper case. */
  readonly tag: string;
  readonly value: string;
}

/**
 * How a file writes its tags: RIS and PubMed pad them to four columns and add a dash, which some programs write with
 * other white space or in lower case (`loose`); EndNote begins them with `%`; Web of Science has no dash.
 */
export type TagStyle = 'padded' | 'loose' | 'endnote' | 'web of science';

const LINES: Readonly<Record<TagStyle, RegExp>> = {
  padded: /^(?=.{4}-)([A-Z][A-Z0-9]{1,3}) *-(?:[ \t](.*)|)$/u,
  loose: /^\s{0,3}([A-Za-z][A-Za-z0-9]{1,3})[ \t]{0,4}-(?:\s(.*)|)$/u,
  endnote: /^\s{0,3}(%[0-9A-Z~@!#$&()*+?[\]^<>|])(?:\s(.*)|)$/u,
  'web of science': /^([A-Z][A-Z0-9])(?: (.*)|)$/u,
};

/** A line that is not padded, in a file whose other lines are: `KW - a keyword`, or ERIC's `ISSN - ISSN-1234-4567`. Other such lines are text. */
const UNPADDED =
  /^(A[1-4BDNUV]|C[1-8ANPY]|D[ABOP]|E[DPRT]|I[DS]|ISSN|J[12AFO]|KW|L[1-4ABK]|M[1-3]|N[12V]|OP|P[BPY]|R[INP]|S[ENPT]|T[1-3AITY]|U[1-5R]|V[LO]|Y[12]) {1,4}-(?:[ \t](.*)|)$/u;

/** The tag that each entry of a format has, which tells the format. */
const BEGINNINGS: Readonly<Record<TagStyle, RegExp>> = {
  padded: /^(?:TY {2}- ?\S.*|PMID- ?\d+\s*)$/u,
  loose: /^\s{0,3}(?:TY[ \t]{0,4}-[ \t]?\S.*|PMID[ \t]{0,4}-[ \t]?\d+\s*)$/iu,
  endnote: /^\s{0,3}%0 \p{Lu}\p{L}.*$/u,
  'web of science': /^(?:FN (?:Clarivate|Thomson|ISI\b).*|PT [A-Z]\s*)$/u,
};

/** Tags that are a title, or the type of an entry. */
const TITLE_TAG: Readonly<Record<TagStyle, RegExp>> = {
  padded: /^(?:TI|T1|CT|BT|BTI)$/u,
  loose: /^(?:TI|T1|CT|BT|BTI)$/iu,
  endnote: /^%T$/u,
  'web of science': /^TI$/u,
};

const STYLES: readonly TagStyle[] = ['padded', 'loose', 'endnote', 'web of science'];

/** Whether lines are those of a tagged file: one begins an entry, or all begin with tags, one of a title. */
export function isTagged(lines: readonly string[]): boolean {
  return STYLES.some((style) => begins(lines, style) || isTaggedThroughout(lines, style));
}

function begins(lines: readonly string[], style: TagStyle): boolean {
  if (!lines.some((line) => BEGINNINGS[style].test(line))) return false;
  const tags = lines.map((line) => parseLine(line, style)?.tag ?? '').filter((tag) => tag !== '');
  // An entry without a title is reported, if it is an entry.
  return tags.length > 2 || tags.some((tag) => TITLE_TAG[style].test(tag));
}

/** Most lines that are not indented, among them the first, have tags of this style. */
function isTaggedThroughout(lines: readonly string[], style: TagStyle): boolean {
  if (style === 'web of science') return false;
  const own = lines.filter((line) => /^\S/u.test(line));
  const tagged = own.map((line) => parseLine(line, style)).filter((line) => line !== undefined);
  const isFirst = own[0] !== undefined && parseLine(own[0], style) !== undefined;
  const hasTitle = tagged.some(({ tag }) => TITLE_TAG[style].test(tag));
  return isFirst && hasTitle && tagged.length > 1 && tagged.length >= own.length * 0.6;
}

/** The style of a file for which {@link isTagged} holds. */
export function tagStyleOf(lines: readonly string[]): TagStyle {
  const head = lines.slice(0, 2000);
  return (
    STYLES.find((style) => begins(head, style)) ??
    STYLES.find((style) => isTaggedThroughout(head, style)) ??
    'loose'
  );
}

export function parseLine(line: string, style: TagStyle): TaggedLine | undefined {
  const found = LINES[style].exec(line) ?? (style === 'padded' ? UNPADDED.exec(line) : null);
  const [, tag, value = ''] = found ?? [];
  return tag === undefined ? undefined : { tag: tag.toUpperCase(), value };
}
