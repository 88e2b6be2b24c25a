const command = /\\unicode\{x?([0-9A-Fa-f]{2,6})\}/g;

/** Characters that may replace the command: no control characters, which could change the text around them. */
const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]$/u;

/** Replaces MathJax' `\\unicode{x2014}` by the character; other commands and unprintable characters are kept. */
export function withUnicode(tex: string): string {
  return tex.replace(command, (raw, digits: string) => {
    const code = Number.parseInt(digits, 16);
    const character = code <= 0x10ffff ? String.fromCodePoint(code) : '';
    return printable.test(character) ? character : raw;
  });
}
