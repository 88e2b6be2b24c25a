import { endsSentence, proseEvidence } from './proseEvidence';

/** A trimmed non-blank line and its 1-based number. */
export interface TextLine {
  readonly text: string;
  readonly number: number;
}

/** Wrapped lines, joined. */
export interface Paragraph {
  readonly text: string;
  readonly firstLine: number;
  readonly lastLine: number;
  /** Whether a blank line precedes it, or a line break in a text that is not wrapped. */
  readonly separate: boolean;
  /** Whether it may be the first line of the next paragraph, split off because it looks like a title. */
  readonly cutOff: boolean;
}

/** Maximum and minimum width of wrapped text, in UTF-16 units. */
const widestWrap = 200;
const narrowestWrap = 40;

/** Whether a line is too long to be wrapped text, so that each line is a paragraph. */
export const isUnwrapped = (line: string): boolean => line.length > widestWrap;

/**
 * Splits a block of consecutive non-blank lines into paragraphs. A line break is a wrap if the
 * first word of the next line would not have fitted into the width of the block; other line breaks are intended.
 * @param continued whether the block continues the previous one
 */
export function paragraphsOf(block: readonly TextLine[], continued = false): Paragraph[] {
  const texts = block.map((line) => line.text);
  const cutOff = startsWithTitle(texts);
  const isWrapped = wrapTest(texts);
  const groups: TextLine[][] = [];
  block.forEach((line, i) => {
    const group = groups.at(-1);
    if (group && isWrapped(i) && !(i === 1 && cutOff)) group.push(line);
    else groups.push([line]);
  });
  return groups.map((lines, i) => {
    const meant = isUnwrapped(groups[i - 1]?.at(-1)?.text ?? '') || isUnwrapped(lines[0]?.text ?? '');
    return toParagraph(lines, { separate: i === 0 ? !continued : meant, cutOff: i === 0 && cutOff });
  });
}

/** Whether the break before line `i` of the block is a wrap. */
function wrapTest(texts: readonly string[]): (i: number) => boolean {
  const width = widthOf(texts);
  const runsOn = startsWithinSentences(texts);
  return (i) => {
    const [above = '', below = ''] = [texts[i - 1], texts[i]];
    if (isUnwrapped(above) || isUnwrapped(below)) return false;
    if (!runsOn && (texts.length > 5 || endsSentence(above))) return false;
    // The first line may be a title; the others may be wrapped raggedly.
    const ragged = runsOn && i > 1 && above.length >= width * 0.6;
    return ragged || above.length + 1 + below.search(/\s|$/) > width;
  };
}

/** The longest line; a single word, such as an address, may be wider than the wrap. */
function widthOf(texts: readonly string[]): number {
  const wrapped = texts.filter((text) => !isUnwrapped(text) && text.includes(' '));
  return wrapped.reduce((width, text) => Math.max(width, text.length), narrowestWrap);
}

/** In wrapped prose most lines begin in the middle of a sentence, in a list of titles very few. */
function startsWithinSentences([, ...texts]: readonly string[]): boolean {
  const small = texts.filter((text) => /^[\p{Ll}\p{Lo}\p{N}]/u.test(text)).length;
  return small > 0 && small >= texts.length / 4;
}

/** Detects a title that fills its line and is directly followed by its wrapped abstract. */
function startsWithTitle([first = '', second = '', ...others]: readonly string[]): boolean {
  if (isUnwrapped(first) || !/^\p{Lu}/u.test(second)) return false;
  return proseEvidence(first) <= -5 && proseEvidence([second, ...others].join(' ').slice(0, 2000)) >= 4;
}

function toParagraph(lines: readonly TextLine[], traits: Pick<Paragraph, 'separate' | 'cutOff'>): Paragraph {
  const [first, last] = [lines[0], lines.at(-1)];
  return {
    text: lines.map(({ text }, i) => wrapBetween(lines[i - 1]?.text ?? '', text) + text).join(''),
    firstLine: first?.number ?? 0,
    lastLine: last?.number ?? 0,
    ...traits,
  };
}

const joinsWord = /[\p{L}\p{N}]-$/u;
const secondHalf = /^(?!(?:and|or|to|vs|nor|und|oder)\b)[\p{L}\p{N}]/u;
const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;

/** The separator for joining wrapped lines: a space, or nothing if a word was split at its hyphen. */
export function wrapBetween(above: string, below: string): '' | ' ' {
  const last = above.slice(-2);
  if (last === '' || (joinsWord.test(last) && secondHalf.test(below))) return '';
  return eastAsian.test(last.slice(-1)) && eastAsian.test(below.slice(0, 1)) ? '' : ' ';
}
