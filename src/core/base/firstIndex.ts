/**
 * The first index below `length` that `fits`, by binary search; `length` if none does. Of two indices, the greater must
 * fit if the smaller does.
 */
export function firstIndex(length: number, fits: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (fits(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
