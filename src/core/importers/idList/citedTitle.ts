import { splitNames } from '../names';

/** `A. One, B. Two, "A Title," arXiv:…` */
const QUOTED = /,\s+[“"](.{8,400}?)(?:[,.][”"]|(?<=[?!])[”"])\s*,?\s/u;
/** `One, A., & Two, B. (2024). A Title. …` */
const AFTER_YEAR =
  /^[^(]{3,600}\(\d{4}[a-z]?(?:, \w+)?\)[.,:]?\s+(.{4,400}?)(?:\.\s|(?<=[?!])\s+(?=arXiv|https?:))/u;

/** Extracts the title from a bibliographic reference in one of the common styles. */
export function citedTitle(line: string): string | undefined {
  const text = line.trim().replace(/^(?:[-*+•·]\s+|\[\d{1,4}\]\s*|\d{1,4}[.)]\s+)/u, '');
  return QUOTED.exec(text)?.[1] ?? AFTER_YEAR.exec(text)?.[1] ?? afterNames(text);
}

/**
 * `A. One and B. Two. A Title. arXiv:…` or `One et al. A Title. 2024.`: the dot after an initial is not a separator.
 */
function afterNames(text: string): string | undefined {
  const [names = '', ...rest] = text.split(/(?<!(?:^|[\s.-])\p{Lu})\.\s+/u);
  const title = rest.find((part) => !/^\(?\d{4}\)?$/u.test(part));
  const people = splitNames(names);
  const isList = people.every((name) => /^(?:\p{Lu}|et al)/u.test(name) && name.split(' ').length < 6);
  return rest.length > 1 && isList && people.length > 0 && /\p{L}{3}/u.test(title ?? '') ? title : undefined;
}
