/** A part of a text, in UTF-16 offsets; `end` is exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Abbreviations that never end a sentence. */
const midSentence = new Set(
  'e.g i.e cf al vs etc fig figs eq eqs sec secs tab ref refs resp approx ca dr mr mrs ms prof st no vol ch thm viz w.r.t a.k.a'.split(
    ' ',
  ),
);

/**
 * The sentences of `text`, in order, trimmed of blanks. An end is a full stop, question or exclamation mark before
 * space and what may begin a sentence, or a blank line; "e.g.", "et al.", initials and decimals end none, nor does
 * anything within a `$formula$`.
 */
export function sentences(text: string): TextRange[] {
  const ranges: TextRange[] = [];
  let start = 0;
  for (const end of sentenceEnds(text)) {
    const range = trimmed(text, start, end);
    if (range.end > range.start) ranges.push(range);
    start = end;
  }
  return ranges;
}

function* sentenceEnds(text: string): Generator<number> {
  const formulas = formulaRanges(text);
  let formula = 0;
  for (const match of text.matchAll(/(?<![.!?])[.!?]+["'”’)\]]*(?=\s)|[。！？]+|\n[ \t\r]*\n/g)) {
    const end = match.index + match[0].length;
    while ((formulas[formula]?.end ?? Infinity) <= match.index) formula += 1;
    if ((formulas[formula]?.start ?? Infinity) < match.index) continue;
    if (!match[0].startsWith('.') || endsSentence(text, match.index, end)) yield end;
  }
  yield text.length;
}

/** Whether the full stop at `stop` ends a sentence: by the word before it and the letter after it. */
function endsSentence(text: string, stop: number, end: number): boolean {
  const before =
    /(?<![\p{L}\p{N}.])[\p{L}\p{N}.]*$/u.exec(text.slice(Math.max(0, stop - 24), stop))?.[0] ?? '';
  const word = before.replace(/^\.+/, '').toLowerCase();
  if (midSentence.has(word) || /^\p{Lu}$/u.test(before)) return false;
  const next = /^\s*["'“‘([$\\]*(.)/u.exec(text.slice(end, end + 32))?.[1];
  return next === undefined || !/\p{Ll}/u.test(next);
}

/** TeX between dollar signs: `$…$` and `$$…$$`. An unpaired sign, or one with a blank line after it, is money. */
export function formulaRanges(text: string): TextRange[] {
  return [...text.matchAll(/\$\$[^$]{1,2000}\$\$|(?<!\\)\$(?!\s)[^$\n]{1,500}?(?<![\s\\])\$(?!\d)/g)].map(
    (match) => ({
      start: match.index,
      end: match.index + match[0].length,
    }),
  );
}

function trimmed(text: string, start: number, end: number): TextRange {
  while (start < end && /\s/.test(text.charAt(start))) start += 1;
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  return { start, end };
}
