import type { TextRange } from '../text/sentences';

/** How far in front of an identifier its cue may begin, in UTF-16 units. */
const farthest = 120;
/** The most words between a cue and the identifier that it announces. */
const mostWords = 8;

export interface CueWords {
  /** Whether a word, in lower case, announces an identifier. */
  readonly isCue: (word: string) => boolean;
  /** Words that may be between the cue and the identifier. */
  readonly between: ReadonlySet<string>;
  /** An address that ends where the identifier begins, in lower case. */
  readonly address?: RegExp;
}

/** A value that a program inserts into a text. */
const INSERTED = /(?<![a-z])\{\w[^{}]{0,60}\}/;

const GLUE = /[\s?"'“”‘’`«»()[\]{}<>:=#_,.~\\*/|&%@;→+：，、；。（）【】《》「」-]/;

/** In front of a number: a version that is required (`arxiv==2.1`, `~> 2.1`), or that is a part of a name (`arxiv@2.1`). */
const REQUIREMENT = /(?:[=~><!]=|~>|\^|[\p{L}\p{N}]@)[ \t]{0,2}$/u;

/**
 * Whether words in front of an offset say what the identifier there is: `arXiv:`, `doi = {`, `"doi": "`, an address. Looks
 * at a bounded part of the text.
 */
export function hasCue(text: string, at: number, { isCue, between, address }: CueWords): boolean {
  const before = text.slice(Math.max(0, at - farthest), at).toLowerCase();
  if (address?.test(before) === true) return true;
  if (REQUIREMENT.test(before)) return false;
  let end = before.length;
  let lines = 0;
  for (let words = 0; words < mostWords; words++) {
    let glue = 0;
    for (; end > 0 && GLUE.test(before.charAt(end - 1)); end--) {
      if (before.charAt(end - 1) === '\n' && ++lines > 1) return false;
      if (++glue > 40) return false;
    }
    let start = end;
    while (start > 0 && /[\p{L}\p{N}]/u.test(before.charAt(start - 1))) start--;
    const word = before.slice(start, end);
    if (word === '') return false;
    if (isCue(word)) return !INSERTED.test(before.slice(end));
    if (!between.has(word)) return false;
    end = start;
  }
  return false;
}

/**
 * What may separate two identifiers of one list: separators, marks of comments, a remark in brackets or at the end
 * of the line, a line end.
 */
const BETWEEN =
  /^[\s,;&|+'"`)\]}>#*%/!-]{0,24}(?:\([^()\n]{0,60}\)|(?<=^["'`][,;][ \t]{1,9}(?:#|\/\/|--|%)[ \t])[^\n]{0,60}\n)?[\s,;&|+#*%/!-]{0,24}(?:\b(?:and|or)\b)?[\s,;&|+'"`([{<#*%/!-]{0,24}$/i;

/** Whether an identifier continues the list that the one before it is in. */
export function continuesList(text: string, before: TextRange, next: TextRange): boolean {
  const distance = next.start - before.end;
  if (distance <= 0 || distance > 100) return false;
  const between = text.slice(before.end, next.start);
  return (
    BETWEEN.test(between) &&
    !/\*\/|-->|[#$]\{|\n[ \t]*\n/.test(between) &&
    (between.includes('\n') || !between.includes('//')) &&
    isQuotedAlike(between)
  );
}

/** Whether the text between two items closes and opens the same quotes: after `'A', ` comes `'B'` and no number. */
function isQuotedAlike(between: string): boolean {
  return ['"', "'", '`'].every((quote) => between.split(quote).length % 2 === 1);
}

/** Characters before a number, or between a value and a number, that show that it is a quantity. */
const QUANTITY_BEFORE =
  /(?:[$€£≈≤≥±×]|\\(?:SI|num|qty|ang)\{|[\p{L}\p{N})\]}]\s?[=<>+*^:!-]{0,2}[=<>+*^])\s{0,4}$/u;
/** Words before a number that show that it is a software version, or the number of a part of a document. */
const VERSION_BEFORE =
  /\b(?:version|release|build|revision|figure|fig\.|table|section|sec\.|chapter|equation|eq\.)s?:?\s{1,4}$/i;
const QUANTITY_AFTER = /^[ \t]?(?:[%‰°€£¥]|[=*+^]\s?[\p{L}\p{N}(])|^[-–]\d/u;
/** An HTML tag at the end of a text. Only elements of prose are named, as comparisons and type arguments look like tags. */
const TAG =
  /<\/?(?:a|b|big|blockquote|br|center|cite|dd|del|details|div|dt|em|figcaption|font|h[1-6]|i|ins|li|mark|ol|p|q|s|section|small|span|strong|summary|td|th|title|tr|u|ul)(?:\s[a-z][^<>&|]{0,60})?\s?\/?>\s{0,9}$/i;
const UNITS = new Set(
  'ms s us ns kb mb gb tb hz khz mhz ghz m km cm mm kg g px fps min h hours minutes seconds dollars usd eur'.split(
    ' ',
  ),
);

/** Whether the context of an apparent identifier shows a quantity or a version: `lr = 2004.12345`, `2004.12345 ms`. */
export function isQuantity(text: string, { start, end }: TextRange): boolean {
  const before = text.slice(Math.max(0, start - 80), start).replace(TAG, '');
  const after = text.slice(end, end + 12);
  const unit = /^[ \t]?([a-z]{1,8})(?![\p{L}\p{N}])/iu.exec(after)?.[1] ?? '';
  return (
    UNITS.has(unit.toLowerCase()) ||
    QUANTITY_BEFORE.test(before.slice(-10)) ||
    VERSION_BEFORE.test(before.slice(-16)) ||
    QUANTITY_AFTER.test(after)
  );
}
