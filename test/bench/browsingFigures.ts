/** How many papers go through the reader before the first measurement, and after it. */
export const firstPapers = 10;
export const laterPapers = 1000;

/** Bytes of a heap, after a collection. */
export interface BrowsingFigures {
  readonly before: number;
  readonly after: number;
}
