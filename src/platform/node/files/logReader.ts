import type { FileHandle } from 'node:fs/promises';
import type { StepRunner } from '../../../core/base/cooperativeTask';
import { equalBytes } from '../../common/bytes';
import { markLength, newline, parseLines } from '../../common/stores/logLines';
import type { LogPosition } from '../../common/stores/storedLog';

/** In bytes. A log is read in chunks of this size, so that parsing one takes a few milliseconds. */
const readAtOnce = 128 * 1024;

/** Bytes of a file that are whole lines; only the last of its chunks may end within a line. */
export interface LineChunk {
  readonly bytes: Buffer;
  /** Where they begin in the file. */
  readonly start: number;
  /** Whether they end with a newline. */
  readonly isWhole: boolean;
}

/** The lines between two places in a file, read in chunks. */
export async function* lineChunks(
  file: FileHandle,
  {
    from,
    to = Infinity,
    signal,
  }: { readonly from: number; readonly to?: number; readonly signal?: AbortSignal },
): AsyncGenerator<LineChunk> {
  let pending: Buffer[] = [];
  let start = from;
  for (let at = from; at < to;) {
    signal?.throwIfAborted();
    const buffer = Buffer.allocUnsafe(Math.min(readAtOnce, to - at));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) break;
    at += bytesRead;
    const chunk = buffer.subarray(0, bytesRead);
    const last = chunk.lastIndexOf(newline) + 1;
    if (last > 0) {
      const bytes = Buffer.concat([...pending, chunk.subarray(0, last)]);
      yield { bytes, start, isWhole: true };
      start += bytes.length;
      pending = [];
    }
    if (last < bytesRead) pending.push(chunk.subarray(last));
  }
  const rest = Buffer.concat(pending);
  if (rest.length > 0) yield { bytes: rest, start, isWhole: false };
}

/** Whether the next line can begin at the end of a file: a crash may have left part of one. */
export async function endsLine(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return true;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] === newline;
}

/** Whether a file begins with what was read before: then only the rest needs to be read. */
export async function isContinued(file: FileHandle, position: LogPosition): Promise<boolean> {
  const { ino, size } = await file.stat();
  if (ino !== position.ino || size < position.end) return false;
  return equalBytes(position.mark, await markAt(file, position.end));
}

/**
 * Reads the lines between two places in a file, in steps: one value for each line that is JSON. What a crash left of a
 * line is left out. The last line need not end.
 */
export async function readLines(
  file: FileHandle,
  { from, to, run }: { readonly from: number; readonly to: number; readonly run: StepRunner },
): Promise<{ readonly values: readonly unknown[]; readonly position: LogPosition }> {
  const values: unknown[] = [];
  let end = from;
  for await (const { bytes, start, isWhole } of lineChunks(file, { from, to })) {
    await run(parseLines(bytes, values));
    if (isWhole) end = start + bytes.length;
  }
  const { ino } = await file.stat();
  return { values, position: { ino, end, mark: await markAt(file, end) } };
}

async function markAt(file: FileHandle, end: number): Promise<Buffer> {
  const from = Math.max(0, end - markLength);
  const buffer = Buffer.alloc(end - from);
  if (buffer.length > 0) await file.read(buffer, 0, buffer.length, from);
  return buffer;
}
