import { publicationDate } from '../dates';
import { foldLine } from '../foldText';
import { splitNames } from '../names';
import { type Inline, sliceInline } from './inline';
import { fieldOf } from './labels';
import { areNames } from './looseLines';
import { isVenueAndYear } from './venueText';

/**
 * A line in which a title in bold, italics or quotation marks stands among other words, as in
 * `2024-03-05, **A title**, A. One, Paper: …`, `1) **A name** - what it is`, `**A title.** *A. One, B. Two.* CVPR 2024.`,
 * `"A title", A. One, B. Two` or `One, A., et al. "A title." CVPR 2024`.
 */
export interface MarkedTitle {
  readonly title: string;
  readonly published?: string;
  /** Names after a comma, in italics, or before the first full stop; or those before the title. */
  readonly authors: readonly string[];
  /** The text after a dash, or after the full stop of the title if it has no names. */
  readonly description: string;
}

const DATE = String.raw`(?:\*\*)?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\*\*)?`;
const BOLD = String.raw`\*\*(?<bold>[^*\n]{1,500})\*\*|__(?<lines>[^_\n]{1,500})__`;
const LIGHT = String.raw`\*(?<starred>[^*\n]{1,500})\*(?!\*)|_(?<lined>[^_\n]{1,500})_(?![\p{L}\p{N}_])|"(?<straight>[^"\n]{1,500})"|“(?<curly>[^“”\n]{1,500})”`;
const FORM = new RegExp(
  String.raw`^\s{0,20}(?:\d{1,4}\s?[.)]\s{0,9})?(?:(?<date>${DATE})\s{0,9}[,:|–—-]?\s{0,9})?(?:${BOLD}|${LIGHT})\s{0,9}(?<mark>[,.|]|[-–—](?=\s))?`,
  'u',
);
/** The label of the first of the links after the names. */
const LINKS = /[,|]? {0,9}\b(?:paper|code|pdf|arxiv|project|link|homepage) {0,9}[:：]/iu;

/** A title that is not emphasised, before names that are: `A title, *A. One, B. Two.*`. */
const BEFORE_NAMES = /^(?<title>[^*_\n]{8,400}?)[,.] [*_](?<names>[^*_\n]{3,2000})[*_](?![*_\p{L}])/u;
/** Names before a title: `A. One, B. Two. "A title." CVPR 2024`. */
const AFTER_NAMES = new RegExp(
  String.raw`^\s{0,20}(?:\d{1,4}\s?[.)]\s{0,9})?(?<names>[^*_"“”\n]{5,2000}[^*_"“”\n\s,.:])(?<end>[,.:])\s{0,3}(?:${BOLD}|${LIGHT})`,
  'u',
);

/** Undefined if the words are a label, or nothing but the title stands on the line. */
export function markedTitleOf(line: Inline): MarkedTitle | undefined {
  const found = FORM.exec(line.text.slice(0, 1200));
  if (!found) return titleBeforeNames(line) ?? titleAfterNames(line);
  const { date, bold, lines, mark = '' } = found.groups ?? {};
  const words = foldLine(bold ?? lines ?? lightWords(found));
  const title = words.replace(/[.:,]$/u, '');
  if (!/\p{L}/u.test(title) || fieldOf(title) !== undefined) return undefined;
  const rest = withoutLinks(sliceInline(line, found[0].length));
  const isBold = bold !== undefined || lines !== undefined;
  if (!(isBold ? isParted(words, mark, rest) : isLightParted(words, mark, rest))) return undefined;
  const published = date === undefined ? undefined : publicationDate([date]);
  const authors = isBold && /[|–—-]/u.test(mark) ? [] : authorsIn(rest, isBold && mark === ',');
  return {
    title,
    ...(published !== undefined && { published }),
    authors,
    description: authors.length === 0 ? descriptionIn(mark, rest) : '',
  };
}

function lightWords({ groups = {} }: RegExpExecArray): string {
  const { starred, lined, straight, curly } = groups;
  return starred ?? lined ?? straight ?? curly ?? '';
}

/** A text after a dash or a bar, or sentences. A few words are a venue or the name of one author. */
function descriptionIn(mark: string, rest: string): string {
  const isSentence = (rest.match(/\p{L}{2,}|\p{Script=Han}/gu) ?? []).length > 4;
  return mark !== ',' && (/[|–—-]/u.test(mark) || isSentence) ? rest.trim() : '';
}

function titleBeforeNames({ text }: Inline): MarkedTitle | undefined {
  const { title = '', names = '' } = BEFORE_NAMES.exec(text.slice(0, 3000))?.groups ?? {};
  const list = names.replace(/\.$/u, '');
  return areNames(list, false) ? { title, authors: splitNames(list), description: '' } : undefined;
}

function titleAfterNames({ text }: Inline): MarkedTitle | undefined {
  const found = AFTER_NAMES.exec(text.slice(0, 3000));
  if (!found) return undefined;
  const { names = '', end, bold, lines } = found.groups ?? {};
  const words = foldLine(bold ?? lines ?? lightWords(found));
  const title = words.replace(/[.:,]$/u, '');
  // One name is less than several, so the title must be one without doubt.
  const isOne = areSeveralWords(title) && (end === '.' || title !== words) && ONE_NAME.test(names);
  const isTitle = /\p{L}/u.test(title) && (areNames(names, false) || isOne);
  return isTitle ? { title, authors: splitNames(names), description: '' } : undefined;
}

/** `Anna B. Lee` or `Lee, Anna`. */
const ONE_NAME = /^\p{Lu}[\p{L}.'’-]{0,40}(?:,? \p{Lu}[\p{L}.'’-]{0,40}){1,3}$/u;

const areSeveralWords = (text: string): boolean =>
  (text.match(/\p{L}{2,}/gu) ?? []).length > 2 || /\p{Script=Han}{6}/u.test(text);

/** Whether what follows the bold words is no part of the title: punctuation parts it, or it is in italics or brackets. */
function isParted(words: string, mark: string, rest: string): boolean {
  if (mark !== '' && mark !== '.') return true;
  return /\p{L}/u.test(rest) && (mark === '.' || /[.?!]$/u.test(words) || /^\s*[*_(（]/u.test(rest));
}

/**
 * The same for words in italics or quotation marks, which may be the beginning of a title: a name of a species, or words
 * that are quoted. Such words are few, and no names or venue follow them.
 */
function isLightParted(words: string, mark: string, rest: string): boolean {
  if (!areSeveralWords(words) || !/\p{L}/u.test(rest)) return false;
  if (/[,.|]/u.test(mark) || /[,.]$/u.test(words)) return true;
  return isVenueAndYear(rest) || /^\s*[*_]/u.test(rest) || authorsIn(rest, false).length > 0;
}

/** In a list after a comma, all that is no venue is a name; other texts must look like names. */
function authorsIn(rest: string, isList: boolean): readonly string[] {
  const text = foldLine(rest.slice(0, LINKS.exec(rest)?.index ?? rest.length)).replace(/^by /iu, '');
  const italic = /^[*_]([^*_]{1,2000})[*_]/u.exec(text)?.[1];
  // The full stop of an initial ends no list.
  const sentence = italic ?? text.replace(/(?<=\p{Ll}|\p{Lo})\.(?: .*)?$/su, '');
  const printed = isList && italic === undefined ? text.replace(/[*_]/gu, '') : sentence.replace(/\.$/u, '');
  const names = splitNames(printed).filter((name) => !isVenueAndYear(name));
  const isMarked = italic !== undefined || /\bet\.? ?al\b/u.test(sentence);
  return isList || areNames(names.join(', '), isMarked) ? names : [];
}

function withoutLinks({ text, links }: Inline): string {
  let kept = '';
  let from = 0;
  for (const { start, end } of links) {
    kept += text.slice(from, Math.max(from, start));
    from = Math.max(from, end);
  }
  return kept + text.slice(from);
}
