/** Characters that mean something to CommonMark, GitHub or Obsidian wherever they stand. */
const special = /[\\`*_[\]<>~$|#]|&(?=#?\w+;)|==|%%/g;
/** What makes a line a heading, a rule, a list item or a fence. `#`, `>`, `*` and the backquote are escaped anyway. */
const lineStart = /^[ \t]*(?:[-+=]|\d{1,9}(?=[.)]))/;

/** Text from elsewhere as Markdown that shows it and does nothing else. Line breaks stay. */
export function escapeMarkdown(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map((line) => escapeStart(line.trimStart().replace(special, '\\$&')))
    .join('\n');
}

function escapeStart(line: string): string {
  const marker = lineStart.exec(line)?.[0];
  if (marker === undefined) return line;
  const number = /\d/.test(marker);
  return number ? `${marker}\\${line.slice(marker.length)}` : `\\${line}`;
}

/** A link's address, which may hold no character that ends it. */
export function escapeAddress(address: string): string {
  return address.replace(/[\s<>()\\]/g, (character) =>
    encodeURIComponent(character).replace(/[()]/g, hexEscape),
  );
}

function hexEscape(character: string): string {
  return `%${character.charCodeAt(0).toString(16)}`;
}
