import { noteParts } from './noteParts';

/**
 * The text of a note file with `body` as its body, in the file's line endings. Lines at the start and the end that the
 * old body has too keep their bytes.
 */
export function spliceBody(text: string, body: string): string {
  const { afterFront, bodyStart, eol } = noteParts(text);
  const merged = keepCommonLines(text.slice(bodyStart), body, eol);
  const head = text.slice(0, bodyStart);
  if (afterFront <= 1) return withoutFront(head, merged, eol);
  if (merged === '') return head;
  if (!head.endsWith('\n')) return head + eol + eol + merged;
  // A blank line after the front matter is not part of the body: one that is needs another before it.
  const separated = bodyStart > afterFront || !/^\r?\n/.test(merged);
  return head + (separated ? '' : eol) + merged;
}

/** Text that begins like front matter needs front matter before it, lest it be taken for it. */
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
