export interface FindOptions {
  readonly matchCase: boolean;
  /** Only matches without a letter, digit or underscore directly before or after them. */
  readonly wholeWords: boolean;
}

/** A range of UTF-16 offsets. */
export interface FoundRange {
  readonly start: number;
  readonly end: number;
}

/** Separates texts that no match may run across. */
export const textBoundary = '\u0000';

/**
 * The places where a text has the query, in order and without overlap. Runs of white space count as one space, and
 * characters as their compatibility forms (Unicode NFKC), so that letters of formulas are found as they are typed.
 * Takes time in proportion to the text.
 */
export function findText(
  text: string,
  query: string,
  { matchCase, wholeWords }: FindOptions,
): readonly FoundRange[] {
  const wanted = fold(query, matchCase).folded;
  if (wanted === '') return [];
  const { folded, starts, ends } = fold(text, matchCase);
  const found: FoundRange[] = [];
  for (let at = folded.indexOf(wanted); at >= 0;) {
    const start = starts[at] ?? 0;
    const end = ends[at + wanted.length - 1] ?? text.length;
    const isFound = !wholeWords || (!isWordBefore(text, start) && !isWordAfter(text, end));
    if (isFound) found.push({ start, end });
    at = folded.indexOf(wanted, isFound ? at + wanted.length : at + 1);
  }
  return found;
}

interface FoldedText {
  readonly folded: string;
  /** For each unit of `folded`, where its character starts in the text. */
  readonly starts: readonly number[];
  /** For each unit of `folded`, where its character ends in the text. */
  readonly ends: readonly number[];
}

/** A character with the marks that combine with it, or a run of white space. */
const characters = /\s+|[^\s\p{M}]\p{M}*|\p{M}/gu;

function fold(text: string, matchCase: boolean): FoldedText {
  const folded: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let length = 0;
  for (const { index, 0: character } of text.matchAll(characters)) {
    const form = foldCharacter(character, matchCase);
    folded.push(form);
    while (starts.length < length + form.length) {
      starts.push(index);
      ends.push(index + character.length);
    }
    length += form.length;
  }
  return { folded: folded.join(''), starts, ends };
}

function foldCharacter(character: string, matchCase: boolean): string {
  if (/^\s/.test(character)) return ' ';
  const form = character.normalize('NFKC');
  return matchCase ? form : form.toLowerCase();
}

function isWordBefore(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 2), at);
  return /[\p{L}\p{N}_]$/u.test(before);
}

function isWordAfter(text: string, at: number): boolean {
  return /^[\p{L}\p{N}_]/u.test(text.slice(at, at + 2));
}
