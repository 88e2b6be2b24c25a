import { foldLine } from '../foldText';
import { markedTitleOf } from './markedTitle';
import { type Inline, withoutEmphasis } from './inline';
import { readLabel } from './labels';
import { isPaperLink, linkText, namesPaper } from './paperLink';
import { isVenueAndYear, leadLength } from './venueText';

/** `1. `, `[12] `, `#3 `, `Paper 4: `, and emoji in headings. */
const NUMBER =
  /^\s*(?:(?:paper|论文)\s*(?:no\.?\s*)?\d{1,4}\s*[:：.)-]\s*|[[【(（]\s*\d{1,4}\s*[\])）】]\s*[.:]?\s*|\d{1,4}\s*[.)、]\s+|#\d{1,4}\s*[:.-]?\s+|第\s*\d{1,4}\s*篇\s*[:：]?\s*)/iu;
const PICTURES = /^(?:\p{Extended_Pictographic}|[\ufe0f\u200d\s])+/u;
const TITLE_LABEL = /^(?:title|标题|题目|论文标题)\s*[:：]\s*/iu;
/** `, A. One et al.` and everything after it. */
const ET_AL = /,\s[^,]{2,60}\bet\.?\sal\b.*$/iu;
/** Separators left at the end after links are removed. */
const TIE = /[\s|·,:：–—-]/u;
/** Empty brackets left after links are removed. */
const LEFT_IN_BRACKETS: Readonly<Record<string, readonly [open: string, inner: RegExp]>> = {
  ')': ['(', /^(?:\s|or|and|on|in|via|read|more|see|also|available|link|[|,/·&])*$/iu],
  ']': ['[', /^[\s|,/·]*$/u],
  '）': ['（', /^\s*$/u],
};
/** `(⬆️ 42)`, `⭐ 1.2k` */
const VOTES = / ?[([]? ?(?:\p{Extended_Pictographic}\ufe0f? ?){1,3}:? ?\d[\d,.]{0,8}k? ?[)\]]?$/iu;

/** The title in a heading, an item or a cell: the text of the link to the paper, or else the text without links. */
export function titleOf(line: Inline): string {
  const label = readLabel(line);
  const inline = label?.field === 'title' ? label.value : line;
  const named = inline.links.filter((link) => namesPaper(inline, link));
  const link =
    named.find(isPaperLink) ?? (named.length === 1 && startsWithLink(inline) ? named[0] : undefined);
  if (link) return cleanTitle(linkText(inline, link));
  return cleanTitle(markedTitleOf(inline)?.title ?? withoutLinks(inline));
}

/** The text without generic links, and without a venue or a year after the last one. */
function withoutLinks(inline: Inline): string {
  let text = '';
  let from = 0;
  for (const link of inline.links) {
    if (link.start < from || namesPaper(inline, link)) continue;
    text += inline.text.slice(from, link.start);
    from = link.end;
  }
  const rest = inline.text.slice(from);
  const isTitled = from > 0 && /\p{L}{2}/u.test(text);
  return isTitled && isVenueAndYear(rest) ? text : text + rest;
}

/** In UTF-16 units. Longer texts are not titles and are returned unchanged. */
const LONGEST = 1000;

/** Removes number, emoji and emphasis from a title. */
function cleanTitle(text: string): string {
  let title = foldLine(text);
  if (title.length > LONGEST) return title;
  for (let round = 0; round < 5; round++) {
    const named = title.replace(NUMBER, '').replace(TITLE_LABEL, '');
    const unnumbered = named.slice(leadLength(named)).replace(ET_AL, '').replace(PICTURES, '');
    title = withoutEmphasis(withoutLeftovers(unnumbered).replace(VOTES, ''));
  }
  return title.replace(/\\([*_#[\]`~<>])/gu, '$1');
}

function withoutLeftovers(title: string): string {
  let end = title.length;
  for (;;) {
    const last = title.charAt(end - 1);
    const [open, inner] = LEFT_IN_BRACKETS[last] ?? [];
    const start = open === undefined ? -1 : title.lastIndexOf(open, end - 1);
    if (start >= 0 && inner?.test(title.slice(start + 1, end - 1)) === true) end = start;
    else if (TIE.test(last)) end--;
    else return title.slice(0, end);
  }
}

/** Whether a title is only a number, such as `Paper 1`, so that the real title is elsewhere. */
export function isNumbering(title: string): boolean {
  return /^(?:paper|article|entry|论文|no\.?|第)?\s*#?\d{1,4}\s*(?:篇)?$|^$/iu.test(title);
}

/** Whether only numbers, punctuation and emphasis precede the first link. */
function startsWithLink({ text, links }: Inline): boolean {
  const [first] = links.filter(({ start, end }) => end > start);
  return (
    first !== undefined && !/\p{L}/u.test(text.slice(0, first.start).replace(/^\s*(?:paper|论文)/iu, ''))
  );
}
