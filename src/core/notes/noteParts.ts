/** The parts of a note file, as UTF-16 offsets. */
export interface NoteParts {
  /** The line ending that the file uses. */
  readonly eol: '\n' | '\r\n';
  /** The lines between the two `---`; absent if the file has no front matter. */
  readonly yaml?: { readonly start: number; readonly end: number };
  /** The front matter has no closing `---`. */
  readonly unclosed: boolean;
  /** After the closing `---` and its line break; without front matter 0, or 1 after a byte order mark. */
  readonly afterFront: number;
  /** The start of the body: one blank line after the front matter is not part of it. */
  readonly bodyStart: number;
}

const opening = /^\uFEFF?---[ \t]*\r?\n/;
const closing = /(?<=\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/g;

/**
 * Finds front matter like Obsidian, Foam and static site generators: between `---` on line 1 and the next
 * `---`, or `...` as in YAML.
 */
export function noteParts(text: string): NoteParts {
  const eol = /\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n';
  const start = opening.exec(text)?.[0].length;
  if (start === undefined) {
    const body = text.startsWith('\uFEFF') ? 1 : 0;
    return { eol, unclosed: false, afterFront: body, bodyStart: body };
  }
  closing.lastIndex = start;
  const close = closing.exec(text);
  closing.lastIndex = 0;
  if (!close) return { eol, unclosed: true, afterFront: text.length, bodyStart: text.length };
  const afterFront = close.index + close[0].length;
  const blank = /^\r?\n/.exec(text.slice(afterFront, afterFront + 2))?.[0].length ?? 0;
  return {
    eol,
    yaml: { start, end: close.index },
    unclosed: false,
    afterFront,
    bodyStart: afterFront + blank,
  };
}
