import { publicationDate } from '../dates';
import { foldLine } from '../foldText';
import { isFullName, splitNames } from '../names';
import { type Inline, sliceInline } from './inline';
import { fieldOf } from './labels';
import { areNames } from './looseLines';
import { isPaperLink, linkText, namesPaper } from './paperLink';
import { isVenueAndYear, leadLength } from './venueText';

/**
 * A line in which a title in bold, italics or quotation marks stands among other words, as in
 * `2024-03-05, **A title**, A. One, Paper: …`, `1) **A name** - what it is`, `**A title.** *A. One, B. Two.* CVPR 2024.`,
 * `"A title", A. One, B. Two` or `One, A., et al. "A title." CVPR 2024`.
 */
export interface MarkedTitle {
  readonly title: string;
  readonly published?: string | undefined;
  /** The names that follow the title, after a comma, in italics, or up to the first full stop; otherwise the names before it. */
  readonly authors: readonly string[];
  /** The text that follows the title, after a dash or a full stop, if that text is not a list of names. */
  readonly description: string;
}

const DATE = String.raw`(?:\*\*)?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\*\*)?`;
const BOLD = String.raw`\*\*(?<bold>[^*\n]{1,500})\*\*|__(?<lines>[^_\n]{1,500})__`;
const LIGHT = String.raw`\*(?<starred>[^*\n]{1,500})\*(?!\*)|_(?<lined>[^_\n]{1,500})_(?![\p{L}\p{N}_])|"(?<straight>[^"\n]{1,500})"|“(?<curly>[^“”\n]{1,500})”`;
const FORM = new RegExp(
  String.raw`^\s{0,20}(?:\d{1,4}\s?[.)]\s{0,9})?(?:(?<date>${DATE})\s{0,9}[,:|–—-]?\s{0,9})?(?:${BOLD}|${LIGHT})\s{0,9}(?<mark>[,.|]|[-–—](?=\s))?`,
  'u',
);
/** The maximum length of a line with a citation, in UTF-16 units. */
const LONGEST = 3000;
/** The label of the first of the links after the names. */
const LINKS = /[,|]? {0,9}\b(?:paper|code|pdf|arxiv|project|link|homepage) {0,9}[:：]/iu;

/** A plain title, followed by names in italics: `A title, *A. One, B. Two.*`. */
const BEFORE_NAMES = /^(?<title>[^*_\n]{8,400}?)[,.] [*_](?<names>[^*_\n]{3,2000})[*_](?![*_\p{L}])/u;
/** Names, followed by an emphasised or quoted title: `A. One, B. Two. "A title." CVPR 2024`. */
const AFTER_NAMES = new RegExp(
  String.raw`^\s{0,20}(?:\d{1,4}\s?[.)]\s{0,9})?(?<names>[^*_"“”\n]{5,2000}[^*_"“”\n\s,.:])(?<end>[,.:])\s{0,3}(?:${BOLD}|${LIGHT})`,
  'u',
);

/** Returns undefined if the emphasised words are a label, or if the line has only a title. */
export function markedTitleOf(whole: Inline): MarkedTitle | undefined {
  const line = withoutLead(whole);
  const found = FORM.exec(line.text.slice(0, 1200));
  if (!found) return otherTitle(line);
  const { date, mark = '' } = found.groups ?? {};
  const { words, title, isBold } = markedWords(found);
  if (!/\p{L}/u.test(title) || fieldOf(title) !== undefined) return undefined;
  const after = sliceInline(line, found[0].length);
  const rest = withoutLinks(after, false);
  if (!(isBold ? isParted(words, mark, rest) : isLightParted(words, mark, rest))) return undefined;
  const isDescribed = isBold && /[|–—-]/u.test(mark);
  const authors = isDescribed ? [] : authorsIn(withoutLinks(after, true), isBold && mark === ',');
  return {
    title,
    published: publicationDate(date === undefined ? [] : [date]),
    authors,
    description: authors.length === 0 ? descriptionIn(mark, rest) : '',
  };
}

/** Finds a title in a line that does not start with emphasised or quoted words. */
function otherTitle(line: Inline): MarkedTitle | undefined {
  return linkedTitle(line) ?? titleBeforeNames(line) ?? titleAfterNames(line) ?? firstSentence(line);
}

function markedWords({ groups = {} }: RegExpExecArray): { words: string; title: string; isBold: boolean } {
  const { bold, lines, starred, lined, straight, curly } = groups;
  const words = foldLine(bold ?? lines ?? starred ?? lined ?? straight ?? curly ?? '');
  return { words, title: words.replace(/[.:,]$/u, ''), isBold: bold !== undefined || lines !== undefined };
}

/** A title that is a link to the paper, before names or a description: `[A title](…), A. One, B. Two. CVPR 2024`. */
function linkedTitle(line: Inline): MarkedTitle | undefined {
  const [link] = line.links;
  if (!link || link.start > 0 || !isPaperLink(link) || !namesPaper(line, link)) return undefined;
  const after = sliceInline(line, link.end);
  const [lead = '', mark = ''] = /^\s{0,9}([,.:|–—-])?\s{0,9}/u.exec(after.text) ?? [];
  const bracketed = /^\(([^()\n]{1,2000})\)\W{0,9}$/u.exec(after.text.slice(lead.length));
  const rest = bracketed
    ? sliceInline(after, lead.length + 1, lead.length + 1 + (bracketed[1] ?? '').length)
    : sliceInline(after, lead.length);
  const authors = authorsIn(withoutLinks(rest, true), false);
  const description =
    authors.length === 0 && mark !== '' ? descriptionIn('.', withoutLinks(rest, false)) : '';
  return { title: linkText(line, link), authors, description };
}

/** A text after a dash or a bar, or sentences. A few words are a venue or the name of one author. */
function descriptionIn(mark: string, rest: string): string {
  const isSentence = (rest.match(/\p{L}{2,}|\p{Script=Han}/gu) ?? []).length > 4;
  return mark !== ',' && (/[|–—-]/u.test(mark) || isSentence) ? rest.trim() : '';
}

function titleBeforeNames({ text }: Inline): MarkedTitle | undefined {
  const { title = '', names = '' } = BEFORE_NAMES.exec(text.slice(0, LONGEST))?.groups ?? {};
  const list = names.replace(/\.$/u, '');
  return areNames(list, false) ? { title, authors: splitNames(list), description: '' } : undefined;
}

function titleAfterNames({ text }: Inline): MarkedTitle | undefined {
  const found = AFTER_NAMES.exec(text.slice(0, LONGEST));
  if (!found) return undefined;
  const { names = '', end } = found.groups ?? {};
  const { words, title } = markedWords(found);
  // A single name is weak evidence, so the words must clearly be a title.
  const isOne = areSeveralWords(title) && (end === '.' || title !== words) && ONE_NAME.test(names);
  const isTitle = /\p{L}/u.test(title) && (areNames(names, false) || isOne);
  return isTitle ? { title, authors: splitNames(names), description: '' } : undefined;
}

/** A line such as `A title. A. One, B. Two. CVPR 2024`. The title must not end at the full stop of an initial. */
const SENTENCES = /^(?<title>[^*_"“”\n]{8,300}?[\p{L}\p{N})]{2})(?:\.|(?<=\?)) (?=\p{Lu})/u;

function firstSentence(line: Inline): MarkedTitle | undefined {
  const [whole = '', title = ''] = line.text.length < LONGEST ? (SENTENCES.exec(line.text) ?? []) : [];
  if (!areSeveralWords(title) || line.links.some(({ start }) => start < whole.length)) return undefined;
  const authors = authorsIn(withoutLinks(sliceInline(line, whole.length), true), false);
  return authors.length > 0 ? { title, authors, description: '' } : undefined;
}

/** Removes what precedes the title: numbers, venues, dates, and links such as `[paper]`. */
function withoutLead(line: Inline): Inline {
  let rest = line;
  for (let round = 0; round < 4; round++) {
    const [link] = rest.links;
    const isGeneric =
      link !== undefined && !/[^\s[(]/u.test(rest.text.slice(0, link.start)) && !namesPaper(rest, link);
    const behind = isGeneric
      ? (/^[\])\s|·:,]*/u.exec(rest.text.slice(link.end))?.[0].length ?? 0) + link.end
      : 0;
    const length = isGeneric ? behind : leadLength(rest.text);
    if (length === 0 || !/\p{L}{2}/u.test(rest.text.slice(length))) break;
    rest = sliceInline(rest, length);
  }
  return rest;
}

/** `Anna B. Lee` or `Lee, Anna`. */
const ONE_NAME = /^\p{Lu}[\p{L}.'’-]{0,40}(?:,? \p{Lu}[\p{L}.'’-]{0,40}){1,3}$/u;

const areSeveralWords = (text: string): boolean =>
  (text.match(/\p{L}{2,}/gu) ?? []).length > 2 || /\p{Script=Han}{6}/u.test(text);

/** Whether the text after the bold words is separate from the title: behind punctuation, in italics, or in brackets. */
function isParted(words: string, mark: string, rest: string): boolean {
  if (mark !== '' && mark !== '.') return true;
  if (!/\p{L}/u.test(rest)) return false;
  if (mark === '.' || /[.?!]$/u.test(words) || /^\s*[*_(（]/u.test(rest)) return true;
  return areSeveralWords(words) && authorsIn(rest, false).length > 0;
}

/**
 * The same for words in italics or quotation marks. A few such words may only be the beginning of a longer title, as the name
 * of a species; names or a venue after them show that they are the whole title.
 */
function isLightParted(words: string, mark: string, rest: string): boolean {
  if (!areSeveralWords(words) || !/\p{L}/u.test(rest)) return false;
  if (/[,.|]/u.test(mark) || /[,.]$/u.test(words)) return true;
  return isVenueAndYear(rest) || /^\s*[*_]/u.test(rest) || authorsIn(rest, false).length > 0;
}

const VENUE_IN_ITALICS = /^[*_][^*_]{1,200}[*_][\s,(]{0,5}(?:19|20)\d{2}/u;

/** With `isList`, everything except venues counts as a name; otherwise the parts must look like names. */
function authorsIn(rest: string, isList: boolean): readonly string[] {
  const text = foldLine(rest.slice(0, LINKS.exec(rest)?.index ?? rest.length)).replace(/^by /iu, '');
  const italic = /^[*_]([^*_]{1,2000})[*_]/u.exec(text)?.[1];
  // The list must not end at the full stop of an initial.
  const sentence = italic ?? text.replace(/(?<=\p{Ll}|\p{Lo})\.(?: .*)?$/su, '');
  const printed = isList && italic === undefined ? text.replace(/[*_]/gu, '') : sentence.replace(/\.$/u, '');
  const names = splitNames(printed).filter((name) => !isVenueAndYear(name));
  // A single name in italics must not be a venue, as in `*Nature Science*, 2024`.
  const isPerson = italic !== undefined && / /u.test(italic) && !VENUE_IN_ITALICS.test(text);
  const isBeforeVenue = isFullName(sentence) && isVenueAndYear(text.slice(sentence.length));
  const isMarked = isPerson || isBeforeVenue || /\bet\.? ?al\b/u.test(sentence);
  return isList || areNames(names.join(', '), isMarked) ? names : [];
}

/** Removes links. `areNamesKept` keeps the text of links in a list of names, which lead to pages of the authors. */
function withoutLinks({ text, links }: Inline, areNamesKept: boolean): string {
  let kept = '';
  let from = 0;
  for (const link of links) {
    const isName =
      areNamesKept && !isPaperLink(link) && IN_LIST.test(text.slice(Math.max(0, link.start - 8), link.start));
    if (isName && namesPaper({ text, links }, link)) continue;
    kept += text.slice(from, Math.max(from, link.start));
    from = Math.max(from, link.end);
  }
  return kept + text.slice(from);
}

/** What precedes a name in a list. */
const IN_LIST = /(?:^|[,;&*_]|\b(?:and|by))\s*$/u;
