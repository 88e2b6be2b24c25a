import { noteParts } from './noteParts';

/**
 * Replaces the body of a note file, using the file's line endings. Common lines at the start and the end of the old and
 * the new body keep their bytes.
 */
export function spliceBody(text: string, body: string): string {
  const { afterFront, bodyStart, eol } = noteParts(text);
  const merged = keepCommonLines(text.slice(bodyStart), body, eol);
  const head = text.slice(0, bodyStart);
  if (afterFront <= 1) return withoutFront(head, merged, eol);
  if (merged === '') return head;
  if (!head.endsWith('\n')) return head + eol + eol + merged;
  // One blank line after the front matter is not part of the body, so a body that starts with one needs another.
  const separated = bodyStart > afterFront || !/^\r?\n/.test(merged);
  return head + (separated ? '' : eol) + merged;
}

/** Puts empty front matter before a body that would otherwise be parsed as front matter. */
function withoutFront(head: string, body: string, eol: string): string {
  const front = /^---[ \t]*\r?\n/.test(body) ? `---${eol}---${eol}${eol}` : '';
  return head + front + body;
}

function keepCommonLines(old: string, body: string, eol: string): string {
  const oldLines = old.split(/(?<=\n)/);
  const lines = body.split(/(?<=\n)/);
  const shared = Math.min(oldLines.length, lines.length);
  let head = 0;
  while (head < shared && sameLine(oldLines[head], lines[head])) head += 1;
  let tail = 0;
  while (tail < shared - head && sameLine(oldLines.at(-1 - tail), lines.at(-1 - tail))) tail += 1;
  const middle = lines.slice(head, lines.length - tail).join('');
  return [
    ...oldLines.slice(0, head),
    eol === '\r\n' ? middle.replace(/\r?\n/g, eol) : middle,
    ...oldLines.slice(oldLines.length - tail),
  ].join('');
}

function sameLine(a: string | undefined, b: string | undefined): boolean {
  return a?.replace(/\r\n$/, '\n') === b?.replace(/\r\n$/, '\n');
}
