/**
 * Cuts a text to at most `length` UTF-16 units and appends “ …” (two units) if it was longer. Cuts after a word if
 * there is a space in the second half, and never inside a surrogate pair.
 */
export function truncate(text: string, length: number): string {
  if (text.length <= length) return text;
  const space = text.lastIndexOf(' ', length);
  const cut = space > length / 2 ? space : length;
  return `${text.slice(0, cut).replace(/[\ud800-\udbff]$/u, '')} …`;
}
