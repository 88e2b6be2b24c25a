// C0 and C1 controls, the byte order mark and lone surrogates; white space is collapsed, not removed.
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufeff\p{Surrogate}]/gu;

/** Whether a text is printable ASCII with single blanks inside: most lines are, and need no expressions. */
function isFolded(text: string): boolean {
  let isAfterBlank = true;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char < 0x20 || char > 0x7e || (char === 0x20 && isAfterBlank)) return false;
    isAfterBlank = char === 0x20;
  }
  return !isAfterBlank || text === '';
}

/** `text` on one line, with runs of white space collapsed and unprintable characters removed. */
export function foldLine(text: string): string {
  if (isFolded(text)) return text;
  return text.replace(UNPRINTABLE, '').replace(/\s+/gu, ' ').trim();
}

/**
 * The paragraphs of `text`, each on one line, separated by blank lines. A paragraph ends at a blank line, and, as
 * on arXiv, before an indented line, unless all lines are indented.
 */
export function foldParagraphs(text: string): string {
  if (isFolded(text)) return text;
  const lines = text.replace(/\r\n?/gu, '\n').split('\n');
  const continuations = lines.slice(1).filter((line) => line.trim() !== '');
  const indentTells = continuations.some((line) => !/^\s/u.test(line));
  const paragraphs: string[][] = [];
  let open = false;
  for (const line of lines) {
    const isBlank = line.trim() === '';
    if (!isBlank && open && !(indentTells && /^\s/u.test(line))) paragraphs.at(-1)?.push(line);
    else if (!isBlank) paragraphs.push([line]);
    open = !isBlank;
  }
  return paragraphs
    .map((paragraph) => foldLine(paragraph.join(' ')))
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}
