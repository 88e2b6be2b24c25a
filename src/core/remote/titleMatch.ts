import { normaliseTitle } from '../library/paperId';

/** A title that was found for another. */
export interface TitleMatch<T> {
  readonly candidate: T;
  /** Same letters and digits in the same order; anything less is for a person to confirm. */
  readonly exact: boolean;
  /** 0 to 1: how much of both titles they share. */
  readonly likeness: number;
}

/** Below this two titles are those of two papers. */
const LEAST_LIKENESS = 0.75;

/** The candidate whose title is most like `title`, by their common words; undefined if none is similar enough. */
export function matchTitle<T extends { readonly title: string }>(
  title: string,
  candidates: readonly T[],
): TitleMatch<T> | undefined {
  const wanted = normaliseTitle(title);
  const matches = candidates.map((candidate) => {
    const found = normaliseTitle(candidate.title);
    return { candidate, exact: found === wanted && wanted !== '', likeness: wordLikeness(wanted, found) };
  });
  const [best] = matches.toSorted((a, b) => Number(b.exact) - Number(a.exact) || b.likeness - a.likeness);
  return best && best.likeness >= LEAST_LIKENESS ? best : undefined;
}

/** Dice's coefficient over the words of both, each as often as it occurs. */
function wordLikeness(a: string, b: string): number {
  const left = a.split(' ').filter((word) => word !== '');
  const right = b.split(' ').filter((word) => word !== '');
  const counts = new Map<string, number>();
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of right) {
    const count = counts.get(word) ?? 0;
    if (count > 0) shared++;
    counts.set(word, count - 1);
  }
  const total = left.length + right.length;
  return total === 0 ? 0 : (2 * shared) / total;
}
