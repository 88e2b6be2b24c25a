import { dateLine } from '../dates';
import { foldLine } from '../foldText';
import { isFullName, splitNames } from '../names';
import type { Line, Paragraph } from './block';
import { namesPaper } from './paperLink';

/** The lines below a title that have no label, by kind. */
export interface LooseLines {
  /** Empty if no line is a list of names. */
  readonly names: string;
  readonly prose: readonly Paragraph[];
}

/** Authors follow the title, so only the first lines can be names. */
const NAMES_WITHIN = 4;

/** With `areNamesFirst`, the first line below a title may be a single name, because most titles of the digest have names there. */
export function sortLoose(paragraphs: readonly Paragraph[], areNamesFirst: boolean): LooseLines {
  const first = areNamesFirst ? firstLine(paragraphs) : undefined;
  const one =
    first && splitNames(first.text).length === 1 && isFullName(splitNames(first.text)[0] ?? '')
      ? first
      : undefined;
  const names = paragraphs.flat().slice(0, NAMES_WITHIN).find(isNameList) ?? one;
  const prose = paragraphs
    .map((paragraph) => paragraph.filter((line) => line !== names && !isLinkRow(line)))
    .filter(isProse);
  return { names: names ? foldLine(names.text) : '', prose };
}

/** Whether the first line below a title is one of names. */
export function startsWithNames(paragraphs: readonly Paragraph[]): boolean {
  const first = firstLine(paragraphs);
  return first !== undefined && isNameList(first);
}

function firstLine(paragraphs: readonly Paragraph[]): Line | undefined {
  return paragraphs.flat().find((line) => !isLinkRow(line));
}

/** A list of authors, without emphasis and without the text after a dot, a bar or a dash. */
export function nameText(text: string): string {
  const bare = foldLine(text).replace(/[*`]|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '');
  return bare.replace(/ ?(?:[·•|]| [-–—]) .*$/su, '');
}

/** Names separated by commas, each a few words with initial capitals. A single name must be in italics. */
function isNameList({ text, links }: Line): boolean {
  if (dateLine(text)) return false;
  if (links.some(({ end, start }) => end - start > text.length / 2)) return false;
  return areNames(text, /^\s*(?:\*[^*]|\*\*|_)/u.test(text));
}

/** Whether a text is a list of names; one name is a list only if it is marked as one, or followed by "et al.". */
export function areNames(text: string, isMarked: boolean): boolean {
  const names = splitNames(nameText(text));
  const likely = names.filter((name) => LIKE_A_NAME.test(name) && name.split(' ').length <= 6);
  const isSentence = /[.!?]\s+\p{Lu}\p{Ll}+\s+\p{Ll}|\p{Ll}{2}[.!?。]\s*$/u.test(
    text.replace(/et al\.\W*$/u, ''),
  );
  const least = isMarked || /\bet\.? ?al\b/u.test(text) ? 1 : 2;
  return names.length >= least && likely.length >= names.length * 0.9 && !isSentence;
}

const LIKE_A_NAME = /^(?:\p{Lu}|\p{Lo}|et al|d[aei] |van |von |de |del |la |le |al-|el-)/u;

/** A line that contains only links and punctuation: `[arXiv](…) | [Code](…)`. */
function isLinkRow(line: Line): boolean {
  if (line.links.length === 0) return false;
  const generic = line.links.filter((link) => !namesPaper(line, link));
  const shown = generic.reduce(
    (text, { start, end }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end),
    line.text,
  );
  return shown.replace(/[^\p{L}]/gu, '').length < 20;
}

/** Prose rather than a row of tags or dates. A Chinese character counts as a short word. */
export function isProse(paragraph: Paragraph): boolean {
  const text = paragraph.map((line) => line.text).join(' ');
  return text.length + 2 * (text.match(/\p{Script=Han}/gu) ?? []).length >= 60;
}
