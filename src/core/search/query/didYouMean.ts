/** The word that `text` may be a slip for: one that it begins, or that lies within a third of its letters. */
export function didYouMean(text: string, words: readonly string[]): string | undefined {
  const begun = text === '' ? undefined : words.find((word) => word.startsWith(text));
  if (begun !== undefined) return begun;
  const near = words
    .map((word) => ({ word, distance: distance(text.slice(0, 40), word) }))
    .filter((candidate) => candidate.distance <= Math.max(1, Math.floor(candidate.word.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.word;
}

/** Letters inserted, deleted, replaced, or swapped with their neighbour: optimal string alignment. */
function distance(a: string, b: string): number {
  let twoAbove: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (above[j - 1] ?? 0) + (a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1);
      const isSwap =
        i > 1 && j > 1 && a.charAt(i - 1) === b.charAt(j - 2) && a.charAt(i - 2) === b.charAt(j - 1);
      const swapped = isSwap ? (twoAbove[j - 2] ?? 0) + 1 : Infinity;
      row.push(Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replaced, swapped));
    }
    twoAbove = above;
    above = row;
  }
  return above[b.length] ?? 0;
}
