import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** In bytes: how much of a file is read at a time, so that what is parsed at once takes a few milliseconds. */
const readAtOnce = 128 * 1024;
/** In bytes. */
const markLength = 256;
const newline = 0x0a;

/** A line that is JSON, and where it is in the file in bytes, without its newline. */
export interface JsonLine {
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
}

export interface JsonLinesOptions {
  /** In bytes. */
  readonly from?: number;
  /** In bytes; longer lines are left out. */
  readonly longest: number;
  /** Whether the end of the file ends a line: nobody is writing to it. */
  readonly isWhole?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Reads the lines of a file in parts, which need not fit into memory together. Yields the lines of each part and how far
 * the file was read, at the end of a line. Lines that are not JSON are left out: a crash or a conflict may leave some.
 * @throws the errors of the file system; ELOOP for a link
 */
export async function* readJsonLines(
  path: string,
  { from = 0, longest, isWhole = false, signal }: JsonLinesOptions,
): AsyncGenerator<{ readonly lines: readonly JsonLine[]; readonly end: number }> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    let pending: Buffer[] = [];
    let start = from;
    for (let at = from; ;) {
      signal?.throwIfAborted();
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(readAtOnce), 0, readAtOnce, at);
      if (bytesRead === 0) break;
      at += bytesRead;
      const chunk = buffer.subarray(0, bytesRead);
      const last = chunk.lastIndexOf(newline) + 1;
      if (last > 0) {
        const whole = Buffer.concat([...pending, chunk.subarray(0, last)]);
        yield { lines: linesIn(whole, start, longest), end: start + whole.length };
        start += whole.length;
        pending = [];
      }
      if (last < bytesRead) pending.push(chunk.subarray(last));
    }
    const rest = Buffer.concat(pending);
    if (isWhole && rest.length > 0) yield { lines: linesIn(rest, start, longest), end: start + rest.length };
  } finally {
    await file.close();
  }
}

function linesIn(bytes: Buffer, offset: number, longest: number): readonly JsonLine[] {
  const lines: JsonLine[] = [];
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(newline, start);
    const end = found < 0 ? bytes.length : found;
    const value = end - start > longest ? undefined : parsed(bytes.toString('utf8', start, end));
    if (value !== undefined) lines.push({ value, start: offset + start, end: offset + end });
    start = end + 1;
  }
  return lines;
}

/** Reads one line again; undefined if the file no longer has it there. */
export async function readJsonLineAt(
  path: string,
  { start, end }: Pick<JsonLine, 'start' | 'end'>,
): Promise<unknown> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
    return parsed(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await file.close();
  }
}

/** The bytes before a place in a file, by which it is known to be the same file, only longer. */
export async function markBefore(path: string, end: number): Promise<string> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const start = Math.max(0, end - markLength);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}

function parsed(line: string): unknown {
  try {
    return line.trim() === '' ? undefined : JSON.parse(line);
  } catch (error) {
    // Part of a line that a crash left, or the sign of a conflict.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Adds lines to a file that no other process adds to. Resolves once they are on disk. Part of a line that a crash left is
 * ended first.
 */
export async function appendJsonLines(path: string, parts: AsyncIterable<readonly unknown[]>): Promise<void> {
  const file = await open(path, 'a+');
  try {
    if (!(await endsLine(file))) await file.appendFile('\n');
    for await (const values of parts) await file.appendFile(formatLines(values));
    await file.sync();
  } finally {
    await file.close();
  }
}

export function formatLines(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

async function endsLine(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return true;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] === newline;
}
