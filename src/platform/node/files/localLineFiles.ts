import { constants } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, stat, unlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { ignoreMissing } from '../../common/errorCode';
import type {
  JsonLine,
  JsonLineFiles,
  JsonLines,
  LineFileFacts,
  ReadLinesOptions,
} from '../../common/stores/jsonLineFiles';
import { formatLine } from '../../common/stores/logLines';
import { renameOver, syncFolder } from './atomicFile';
import { temporaryName } from './processOwner';

/** In bytes: how much of a file is read at a time, so that what is parsed at once takes a few milliseconds. */
const readAtOnce = 128 * 1024;
/** In bytes. */
const markLength = 256;
const newline = 0x0a;
const reading = constants.O_RDONLY | constants.O_NOFOLLOW;

/** Files of JSON lines on this machine. */
export class LocalLineFiles implements JsonLineFiles {
  async *read(
    path: string,
    { from = 0, longest, isWhole = false, signal }: ReadLinesOptions,
  ): AsyncGenerator<JsonLines> {
    const file = await open(path, reading);
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
      if (isWhole && rest.length > 0)
        yield { lines: linesIn(rest, start, longest), end: start + rest.length };
    } finally {
      await file.close();
    }
  }

  async lineAt(path: string, { start, end }: Pick<JsonLine, 'start' | 'end'>): Promise<unknown> {
    return parsed((await bytesBetween(path, start, end)).toString('utf8'));
  }

  async markBefore(path: string, end: number): Promise<string> {
    return (await bytesBetween(path, Math.max(0, end - markLength), end)).toString('latin1');
  }

  async size(path: string): Promise<number> {
    return (await stat(path)).size;
  }

  async list(folder: string): Promise<ReadonlyMap<string, LineFileFacts>> {
    const found = new Map<string, LineFileFacts>();
    for (const name of await this.names(folder)) {
      if (!name.endsWith('.jsonl')) continue;
      const file = await lstat(join(folder, name)).catch(ignoreMissing);
      if (file?.isFile() === true) found.set(name, { size: file.size, changed: file.mtimeMs });
    }
    return found;
  }

  async names(folder: string): Promise<readonly string[]> {
    return (await readdir(folder)).filter((name) => !name.startsWith('.'));
  }

  async makeFolder(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true });
  }

  join(folder: string, name: string): string {
    return join(folder, name);
  }

  resolve(path: string): string | undefined {
    const whole = path.trim().replace(/^~(?=[/\\])/u, () => homedir());
    return isAbsolute(whole) ? resolve(whole) : undefined;
  }

  async append(path: string, parts: AsyncIterable<readonly unknown[]>): Promise<void> {
    const file = await open(path, 'a+');
    const wasEmpty = (await file.stat()).size === 0;
    try {
      if (!(await endsLine(file))) await file.appendFile('\n');
      for await (const values of parts) await file.appendFile(values.map(formatLine).join(''));
      await file.sync();
    } finally {
      await file.close();
    }
    if (wasEmpty) await syncFolder(dirname(path));
  }

  async write(path: string, parts: AsyncIterable<readonly unknown[]>): Promise<void> {
    const temporary = join(dirname(path), temporaryName(basename(path)));
    try {
      const file = await open(temporary, 'wx');
      try {
        for await (const values of parts) await file.appendFile(values.map(formatLine).join(''));
        await file.sync();
      } finally {
        await file.close();
      }
      await renameOver(temporary, path);
      await syncFolder(dirname(path));
    } finally {
      await unlink(temporary).catch(ignoreMissing);
    }
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

async function bytesBetween(path: string, start: number, end: number): Promise<Buffer> {
  const file = await open(path, reading);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
    return buffer.subarray(0, bytesRead);
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

async function endsLine(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return true;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] === newline;
}
