import { normaliseTitle } from '../papers/paperId';

/** How many titles hold all words of the last level of one of the tags: `method/state-space` is in “A State Space Model”. */
export function countTagged(titles: readonly string[], tags: readonly string[]): number {
  const wanted = tags
    .map((tag) => normaliseTitle(tag.slice(tag.lastIndexOf('/') + 1)).split(' '))
    .filter((words) => words.join('') !== '');
  return titles.filter((title) => {
    const words = new Set(normaliseTitle(title).split(' '));
    return wanted.some((tag) => tag.every((word) => words.has(word)));
  }).length;
}
