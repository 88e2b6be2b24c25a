/** A number with its noun: “1 paper”, “2 papers”. Pass `many` if the plural is not the noun with an s. */
export function pluralize(count: number, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}
