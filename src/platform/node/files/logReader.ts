import type { FileHandle } from 'node:fs/promises';
import type { StepRunner } from '../../../core/base/cooperativeTask';
import { equalBytes } from '../../common/bytes';
import { parseLines } from '../../common/stores/logLines';
import type { LogPosition } from '../../common/stores/storedLog';

/** In bytes: how much of a log is read and held at a time. */
const readAtOnce = 128 * 1024;
/** In bytes: by what stands before the place that was read to, a file is known to be the same. */
const markLength = 256;

const newline = 0x0a;

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
  let pending: Buffer[] = [];
  let end = from;
  for (let at = from; at < to;) {
    const buffer = Buffer.allocUnsafe(Math.min(readAtOnce, to - at));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) break;
    at += bytesRead;
    const chunk = buffer.subarray(0, bytesRead);
    const last = chunk.lastIndexOf(newline) + 1;
    if (last > 0) {
      await run(parseLines(Buffer.concat([...pending, chunk.subarray(0, last)]), values));
      pending = [];
      end = at - bytesRead + last;
    }
    if (last < bytesRead) pending.push(chunk.subarray(last));
  }
  await run(parseLines(Buffer.concat(pending), values));
  const { ino } = await file.stat();
  return { values, position: { ino, end, mark: await markAt(file, end) } };
}

async function markAt(file: FileHandle, end: number): Promise<Buffer> {
  const from = Math.max(0, end - markLength);
  const buffer = Buffer.alloc(end - from);
  if (buffer.length > 0) await file.read(buffer, 0, buffer.length, from);
  return buffer;
}
