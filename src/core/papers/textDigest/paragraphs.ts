import { endsSentence, proseEvidence } from './proseEvidence';

/** A trimmed line that is not blank, and its 1-based number. */
export interface TextLine {
  readonly text: string;
  readonly number: number;
}

/** Lines that a wrap divided, put together again. */
export interface Paragraph {
  readonly text: string;
  readonly firstLine: number;
  readonly lastLine: number;
  /** Whether a blank line stands before it, or what does the same where long lines show that nothing is wrapped. */
  readonly separate: boolean;
}

/** Nobody wraps text wider than this or narrower than that. */
const widestWrap = 200;
const narrowestWrap = 40;

/** Whether a line is so long that its text cannot be wrapped: each of its lines is a paragraph. */
export const isUnwrapped = (line: string): boolean => line.length > widestWrap;

/**
 * The paragraphs of a block, which is a run of lines with no blank one between. A line break is a wrap's when the
 * first word of the next line would not have fitted in the width of the block; any other was meant.
 * @param continued the block goes on with what stands before it
 */
export function paragraphsOf(block: readonly TextLine[], continued = false): Paragraph[] {
  const isWrapped = wrapTest(block);
  const groups: TextLine[][] = [];
  block.forEach((line, i) => {
    const group = groups.at(-1);
    if (group && isWrapped(i)) group.push(line);
    else groups.push([line]);
  });
  return groups.map((lines, i) => {
    const meant = isUnwrapped(groups[i - 1]?.at(-1)?.text ?? '') || isUnwrapped(lines[0]?.text ?? '');
    return toParagraph(lines, i === 0 ? !continued : meant);
  });
}

/** Whether the break before line `i` of the block is a wrap's. */
function wrapTest(block: readonly TextLine[]): (i: number) => boolean {
  const texts = block.map((line) => line.text);
  const width = texts.reduce(
    (most, text) => (isUnwrapped(text) ? most : Math.max(most, text.length)),
    narrowestWrap,
  );
  const runsOn = texts.some((text, i) => i > 0 && /^\p{Ll}/u.test(text));
  const titleAlone = startsWithTitle(texts);
  return (i) => {
    const [above = '', below = ''] = [texts[i - 1], texts[i]];
    if (isUnwrapped(above) || isUnwrapped(below) || (i === 1 && titleAlone)) return false;
    if (!runsOn && endsSentence(above)) return false;
    const ragged = i > 1 && above.length >= width * 0.75;
    return ragged || above.length + 1 + below.search(/\s|$/) > width;
  };
}

/** A title that fills its line, with its wrapped abstract right below, is told by how the two are written. */
function startsWithTitle([first = '', second = '', ...others]: readonly string[]): boolean {
  if (isUnwrapped(first) || !/^\p{Lu}/u.test(second)) return false;
  return proseEvidence(first) <= -5 && proseEvidence([second, ...others].join(' ').slice(0, 2000)) >= 4;
}

function toParagraph(lines: readonly TextLine[], separate: boolean): Paragraph {
  const [first, last] = [lines[0], lines.at(-1)];
  return {
    text: lines.reduce((text, line) => join(text, line.text), ''),
    firstLine: first?.number ?? 0,
    lastLine: last?.number ?? 0,
    separate,
  };
}

const joinsWord = /\p{L}-$/u;
const secondHalf = /^(?!(?:and|or|to|vs|nor|und|oder)\b)[\p{L}\p{N}]/u;
const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;

function join(above: string, below: string): string {
  if (above === '') return below;
  const last = above.slice(-2);
  if (joinsWord.test(last) && secondHalf.test(below)) return above + below;
  const noSpace = eastAsian.test(last.slice(-1)) && eastAsian.test(below.slice(0, 1));
  return noSpace ? above + below : `${above} ${below}`;
}
