/** A number with its noun: “1 paper”, “2 papers”. `many` is the plural where it is not the noun with an s. */
export function pluralize(count: number, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}
