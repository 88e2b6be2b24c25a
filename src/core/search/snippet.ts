import { formulaRanges, sentences, type TextRange } from '../text/sentences';
import { wantedWords } from './joinedWords';
import { type Token, tokenize } from './tokenize';

/** Part of a text that shows why it was found. */
export interface Snippet {
  /** Quoted from the text unchanged, except that runs of white space are one space. No ellipsis is added. */
  readonly text: string;
  /** The range of the quotation in the original text. */
  readonly range: TextRange;
  /** Whole words to mark, in `text`, in order and apart from each other. */
  readonly marks: readonly TextRange[];
  /** Whether something of the sentence was left off before or after. */
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

export interface SnippetOptions {
  /** In UTF-16 units. Default: 200. A formula or word that begins within the limit is not cut, and may exceed it. */
  readonly maxLength?: number;
}

/** A word matched, in the whole text. */
interface Mark extends TextRange {
  readonly term: string;
}

/**
 * The sentence of `text` that holds most of `terms` (see `SearchHit.terms`), the first of equals; undefined if none
 * holds any.
 */
export function snippet(
  text: string,
  terms: readonly string[],
  options: SnippetOptions = {},
): Snippet | undefined {
  const wanted = new Set(terms);
  const marks = wantedWords(text, (term) => wanted.has(term));
  if (marks.length === 0) return undefined;
  const sentence = bestSentence(sentences(text), marks);
  const inside = marks.filter((mark) => mark.start >= sentence.start && mark.end <= sentence.end);
  const range = windowOf(text, sentence, inside, options.maxLength ?? 200);
  return quote(text, sentence, range, inside);
}

function bestSentence(candidates: readonly TextRange[], marks: readonly Token[]): TextRange {
  let best: TextRange = { start: 0, end: 0 };
  let most = 0;
  let next = 0;
  for (const sentence of candidates) {
    const found = new Set<string>();
    for (let mark = marks[next]; mark && mark.start < sentence.end; mark = marks[++next])
      found.add(mark.term);
    if (found.size > most) {
      most = found.size;
      best = sentence;
    }
  }
  return best;
}

/** The part of a sentence to show: all of it, or about `length` units from shortly before its marks. */
function windowOf(text: string, sentence: TextRange, marks: readonly Mark[], length: number): TextRange {
  if (sentence.end - sentence.start <= length) return sentence;
  const first = densest(marks, length);
  const lead = Math.min(Math.floor(length / 4), Math.max(0, length - (first.end - first.start)));
  const from = Math.max(sentence.start, Math.min(first.start - lead, sentence.end - length));
  const to = Math.min(sentence.end, Math.max(from + length, first.end));
  const whole = unbreakable(text, sentence);
  const start = from === sentence.start ? from : Math.min(wholeAfter(whole, from), first.start);
  return { start, end: to === sentence.end ? to : Math.max(wholeBefore(whole, to), first.end) };
}

/** From the mark after which most different words fit into `length`, the last of those words' end. */
function densest(marks: readonly Mark[], length: number): TextRange {
  let best: TextRange = marks[0] ?? { start: 0, end: 0 };
  let most = 0;
  for (const [index, { start }] of marks.entries()) {
    const fitting = marks.slice(index, index + 40).filter((mark) => mark.end <= start + length);
    const found = new Set(fitting.map((mark) => mark.term)).size;
    if (found > most) {
      most = found;
      best = { start, end: Math.max(marks[index]?.end ?? start, ...fitting.map((mark) => mark.end)) };
    }
  }
  return best;
}

/** Parts that must not be cut: formulas, and stretches without white space (with the marks on either side of a word). */
function unbreakable(text: string, sentence: TextRange): TextRange[] {
  const formulas = formulaRanges(text).filter(({ start }) => start >= sentence.start && start < sentence.end);
  const words = [...text.slice(sentence.start, sentence.end).matchAll(/\S+/g)].flatMap((match) => {
    const start = sentence.start + match.index;
    const end = start + match[0].length;
    // A stretch this long is a script without spaces, or data: its words are what holds together.
    return match[0].length <= 60
      ? [{ start, end }]
      : tokenize(match[0]).map((token) => ({ start: start + token.start, end: start + token.end }));
  });
  return merged([...formulas, ...words].sort((a, b) => a.start - b.start));
}

function merged(ranges: readonly TextRange[]): TextRange[] {
  const apart: TextRange[] = [];
  for (const range of ranges) {
    const last = apart.at(-1);
    if (last && range.start < last.end)
      apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    else apart.push(range);
  }
  return apart;
}

/** The start of the first whole piece at or after `offset`. */
function wholeAfter(pieces: readonly TextRange[], offset: number): number {
  return pieces.find(({ start }) => start >= offset)?.start ?? Infinity;
}

/** The end of the piece that `offset` falls into, or of the one before. */
function wholeBefore(pieces: readonly TextRange[], offset: number): number {
  return pieces.findLast(({ start }) => start < offset)?.end ?? -1;
}

function quote(text: string, sentence: TextRange, range: TextRange, marks: readonly Mark[]): Snippet {
  let shown = '';
  let copied = range.start;
  const copyTo = (offset: number): number => {
    shown += text.slice(copied, offset).replace(/\s+/g, ' ');
    copied = offset;
    return shown.length;
  };
  const placed = marks
    .filter(({ start, end }) => start >= range.start && end <= range.end)
    .map(({ start, end }) => ({ start: copyTo(start), end: copyTo(end) }));
  copyTo(range.end);
  return {
    text: shown,
    range,
    marks: placed,
    cutBefore: range.start > sentence.start,
    cutAfter: range.end < sentence.end,
  };
}
