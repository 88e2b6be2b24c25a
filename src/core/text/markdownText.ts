/** Characters with a meaning in CommonMark, GitHub or Obsidian in any position. */
const special = /[\\`*_[\]<>~$|#]|&(?=#?\w+;)|==|%%/g;
/** The start of a heading, a rule, a list item or a fence. `#`, `>`, `*` and the backquote are escaped anyway. */
const lineStart = /^[ \t]*(?:[-+=]|\d{1,9}(?=[.)]))/;

/** Escapes text for Markdown, so that it is shown literally. Line breaks are kept. */
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

/** A fence of these characters that does not occur in the text. */
export function fenceFor(text: string, character: '~' | '`'): string {
  let fence = character.repeat(3);
  while (text.includes(fence)) fence += character;
  return fence;
}

/** Escapes a link's address, so that no character in it ends the link. */
export function escapeAddress(address: string): string {
  return address.replace(/[\s<>()\\]/g, (character) =>
    encodeURIComponent(character).replace(/[()]/g, hexEscape),
  );
}

function hexEscape(character: string): string {
  return `%${character.charCodeAt(0).toString(16)}`;
}
