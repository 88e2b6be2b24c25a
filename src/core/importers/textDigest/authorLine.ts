import { isFullName, splitNames } from '../names';

const LABEL = /^authors?\s?[:：]\s?/iu;
/** In UTF-16 units; longer paragraphs are no lists of names. */
const LONGEST = 4000;

const SHORTEST_ABSTRACT = 60;

/** Words that begin titles rather than names. */
const BEGINS_TITLES = /^(?:An?|The|On|In|For|From|Towards?|How|Why|What) /u;

/**
 * The authors in a paragraph between a title and its abstract; empty if it is anything else. Without a label it must be
 * full names. A title may have that form too, as in “Large Models, Small Data”, but its words recur in the abstract below
 * it, which names do not.
 */
export function authorsIn(paragraph: string, abstract: string | undefined): readonly string[] {
  if (paragraph.length > LONGEST) return [];
  const list = paragraph.replace(LABEL, '');
  const names = splitNames(list.replace(/\.$/u, ''));
  if (!names.every(isFullName)) return [];
  if (list !== paragraph) return names;
  if (abstract === undefined || names.length === 0) return [];
  // A single name is weaker evidence than a list. If the abstract has its words, even inflected, the line is a title.
  const isOne = names.length === 1;
  if (isOne && (abstract.length < SHORTEST_ABSTRACT || !list.includes(' ') || BEGINS_TITLES.test(list)))
    return [];
  const words = longWords(abstract);
  const recurs = (word: string): boolean =>
    words.some((other) => (isOne ? other.startsWith(word.slice(0, 4)) : other === word));
  return longWords(list).some(recurs) ? [] : names;
}

function longWords(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
}
