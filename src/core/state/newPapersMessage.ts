import type { PaperId } from '../library/paper';
import { normaliseTitle } from '../library/paperId';
import type { PaperState } from './paperState';
import { localizable, type Message } from '../base/localization';

/** “48 new papers · 6 match your tags”, without papers that rules hide; undefined if no paper is left. */
export function freshNews(
  papers: readonly PaperId[],
  state: Pick<PaperState, 'paper' | 'ruleResult' | 'tagCounts'>,
): Message | undefined {
  const shown = papers.filter((id) => state.ruleResult(id).hiddenBy === undefined);
  if (shown.length === 0) return undefined;
  const titles = shown.map((id) => state.paper(id)?.title ?? '');
  const tagged = countTagged(titles, [...state.tagCounts().keys()]);
  const news = shown.length === 1 ? localizable('1 new paper') : localizable('{0} new papers', shown.length);
  return tagged === 0 ? news : localizable('{0} · {1}', news, taggedText(tagged));
}

function taggedText(count: number): Message {
  return count === 1 ? localizable('1 matches your tags') : localizable('{0} match your tags', count);
}

/** How many titles hold all words of the last level of one of the tags: `method/state-space` is in “A State Space Model”. */
function countTagged(titles: readonly string[], tags: readonly string[]): number {
  const wanted = tags
    .map((tag) => normaliseTitle(tag.slice(tag.lastIndexOf('/') + 1)).split(' '))
    .filter((words) => words.join('') !== '');
  return titles.filter((title) => {
    const words = new Set(normaliseTitle(title).split(' '));
    return wanted.some((tag) => tag.every((word) => words.has(word)));
  }).length;
}
