import { publicationDate } from '../dates';
import { foldLine } from '../foldText';
import { splitNames } from '../names';
import { type Inline, sliceInline } from './inline';
import { fieldOf } from './labels';
import { areNames } from './looseLines';
import { isVenueAndYear } from './venueText';

/**
 * A line in which a title in bold stands among other words, as in `2024-03-05, **A title**, A. One, Paper: …`,
 * `1) **A name** - what it is` or `**A title.** *A. One, B. Two.* CVPR 2024.`
 */
export interface BoldTitle {
  readonly title: string;
  readonly published?: string;
  /** Names after a comma, in italics, or before the first full stop. */
  readonly authors: readonly string[];
  /** The text after a dash, or after the full stop of the title if it has no names. */
  readonly description: string;
}

const DATE = String.raw`(?:\*\*)?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\*\*)?`;
const FORM = new RegExp(
  String.raw`^\s{0,20}(?:\d{1,4}\s?[.)]\s{0,9})?(?:(?<date>${DATE})\s{0,9}[,:|–—-]?\s{0,9})?(?:\*\*(?<bold>[^*\n]{1,500})\*\*|__(?<lines>[^_\n]{1,500})__)\s{0,9}(?<mark>[,.|]|[-–—](?=\s))?`,
  'u',
);
/** The label of the first of the links after the names. */
const LINKS = /[,|]? {0,9}\b(?:paper|code|pdf|arxiv|project|link|homepage) {0,9}[:：]/iu;

/** A title that is not emphasised, before names that are: `A title, *A. One, B. Two.*`. */
const BEFORE_NAMES = /^(?<title>[^*_\n]{8,400}?)[,.] [*_](?<names>[^*_\n]{3,2000})[*_](?![*_\p{L}])/u;

/** Undefined if the bold words are a label, or nothing but the title stands on the line. */
export function boldTitleOf(line: Inline): BoldTitle | undefined {
  const found = FORM.exec(line.text.slice(0, 1200));
  if (!found) return titleBeforeNames(line);
  const { date, bold, lines = '', mark = '' } = found.groups ?? {};
  const words = foldLine(bold ?? lines);
  const title = words.replace(/[.:,]$/u, '');
  if (!/\p{L}/u.test(title) || fieldOf(title) !== undefined) return undefined;
  const rest = withoutLinks(sliceInline(line, found[0].length));
  if (!isParted(words, mark, rest)) return undefined;
  const published = date === undefined ? undefined : publicationDate([date]);
  const authors = /[|–—-]/u.test(mark) ? [] : authorsIn(rest, mark === ',');
  return {
    title,
    ...(published !== undefined && { published }),
    authors,
    description: mark === ',' || authors.length > 0 ? '' : rest.trim(),
  };
}

function titleBeforeNames({ text }: Inline): BoldTitle | undefined {
  const { title = '', names = '' } = BEFORE_NAMES.exec(text.slice(0, 3000))?.groups ?? {};
  const list = names.replace(/\.$/u, '');
  return areNames(list, false) ? { title, authors: splitNames(list), description: '' } : undefined;
}

/** Whether what follows the bold words is no part of the title: punctuation parts it, or it is in italics or brackets. */
function isParted(words: string, mark: string, rest: string): boolean {
  if (mark !== '' && mark !== '.') return true;
  return /\p{L}/u.test(rest) && (mark === '.' || /[.?!]$/u.test(words) || /^\s*[*_(（]/u.test(rest));
}

/** In a list after a comma, all that is no venue is a name; other texts must look like names. */
function authorsIn(rest: string, isList: boolean): readonly string[] {
  const text = foldLine(rest.slice(0, LINKS.exec(rest)?.index ?? rest.length));
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
