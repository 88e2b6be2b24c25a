import type { CooperativeTask } from '../../../core/base/cooperativeTask';

export const newline = 0x0a;
/** In bytes. If so much before the position that was read to is unchanged, the log is the same, possibly with more lines. */
export const markLength = 256;

/** Lines that are parsed in one step. */
const linesAtOnce = 32;

export function formatLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** Adds the value of each line that is JSON to `values`. What a crash left of a line is left out. */
export function* parseLines(bytes: Uint8Array, values: unknown[]): CooperativeTask<void> {
  let count = 0;
  for (const line of new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split('\n')) {
    if (line === '') continue;
    try {
      values.push(JSON.parse(line));
    } catch (error) {
      // Part of a line that a crash left; the next one began afresh.
      if (!(error instanceof SyntaxError)) throw error;
    }
    count += 1;
    if (count % linesAtOnce === 0) yield;
  }
}
