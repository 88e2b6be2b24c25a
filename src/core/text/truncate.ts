/**
 * The start of a text that is longer than `length` UTF-16 units, with a sign that there is more: after a word where
 * there are spaces, as some scripts have none, and never within a character.
 */
export function truncate(text: string, length: number): string {
  if (text.length <= length) return text;
  const space = text.lastIndexOf(' ', length);
  const cut = space > length / 2 ? space : length;
  return `${text.slice(0, cut).replace(/[\ud800-\udbff]$/u, '')} …`;
}
