import { rarity } from './ranking';

/** A paper as a model sees it: its words, each with its weight there. See `SearchIndex.wordsOf`. */
export interface WordedPaper {
  readonly id: string;
  readonly words: ReadonlyMap<string, number>;
  /** Words that count and are not named to a person, such as parts of categories. */
  readonly codes?: ReadonlySet<string>;
}

/** A paper's features by name; but for the bias, of length one. */
export type Vector = ReadonlyMap<string, number>;

/** The feature that every paper has: its weight is the model's bias. A word has no space in it. */
export const always = ' ';

/** Weighs words by their rarity among the papers; words of one paper only say nothing about another. */
export function* vectoriser(
  papers: readonly WordedPaper[],
): Generator<undefined, (words: ReadonlyMap<string, number>) => Vector> {
  const counts = new Map<string, number>();
  for (const { words } of papers) {
    yield;
    for (const word of words.keys()) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return (words) => {
    const weighed = [...words].flatMap(([word, weight]): [string, number][] => {
      const count = counts.get(word) ?? 0;
      return count < 2 ? [] : [[word, weight * rarity(count, papers.length)]];
    });
    const length = Math.sqrt(weighed.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
    return new Map([
      ...weighed.map(([word, weight]): [string, number] => [word, weight / length]),
      [always, 1],
    ]);
  };
}
