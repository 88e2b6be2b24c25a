import { titleKey } from './identity';
import { normaliseTitle } from './paperId';

/**
 * How alike two titles are, from 0 to 1: the share of their words that both have. 1 for two spellings of one title.
 */
export function titleLikeness(one: string, other: string): number {
  if (titleKey(one) === titleKey(other)) return 1;
  const [words, others] = [wordsOf(one), wordsOf(other)];
  const common = [...words].filter((word) => others.has(word)).length;
  const all = words.size + others.size - common;
  // Equal words in another order are not yet one title.
  return all === 0 ? 0 : Math.min(common / all, 0.99);
}

function wordsOf(title: string): ReadonlySet<string> {
  return new Set(normaliseTitle(title).split(' ').filter(Boolean));
}
