import { lstatSync, unlinkSync } from 'node:fs';
import { lstat, mkdir, open, readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { ignoreMissing } from '../../common/errorCode';
import type {
  JsonLine,
  JsonLineFiles,
  JsonLines,
  LineFileFacts,
  ReadLinesOptions,
} from '../../common/stores/jsonLineFiles';
import { formatLine, markLength, newline } from '../../common/stores/logLines';
import { replaceByParts, syncFolder } from './atomicFile';
import { endsLine, lineChunks } from './logReader';
import { openPlain } from './plainFile';
import { parseJson } from '../../../core/base/parseJson';

/** Files of JSON lines on this machine. */
export class LocalLineFiles implements JsonLineFiles {
  async *read(
    path: string,
    { from = 0, longest, isWhole = false, signal }: ReadLinesOptions,
  ): AsyncGenerator<JsonLines> {
    const { file } = await openPlain(path);
    try {
      const chunks = lineChunks(file, { from, ...(signal && { signal }) });
      for await (const chunk of chunks) {
        const { bytes, start } = chunk;
        if (chunk.isWhole || isWhole)
          yield { lines: linesIn(bytes, start, longest), end: start + bytes.length };
      }
    } finally {
      await file.close();
    }
  }

  async lineAt(path: string, { start, end }: Pick<JsonLine, 'start' | 'end'>): Promise<unknown> {
    return parseJson((await bytesBetween(path, start, end)).toString('utf8'));
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

  async write(
    path: string,
    parts: AsyncIterable<readonly unknown[]>,
    expected?: LineFileFacts,
  ): Promise<boolean> {
    try {
      await replaceByParts(
        path,
        async (file) => {
          for await (const values of parts) await file.appendFile(values.map(formatLine).join(''));
        },
        () => {
          if (expected && !isUnchanged(path, expected))
            throw new FileChanged(`${path} was changed meanwhile`);
        },
      );
      return true;
    } catch (error) {
      if (error instanceof FileChanged) return false;
      throw error;
    }
  }

  async remove(path: string, expected: LineFileFacts): Promise<boolean> {
    if (!isUnchanged(path, expected)) return false;
    unlinkSync(path);
    await syncFolder(dirname(path));
    return true;
  }
}

class FileChanged extends Error {}

/** Synchronous, so that nothing of this process comes between the check and what depends on it. */
function isUnchanged(path: string, { size, changed }: LineFileFacts): boolean {
  const file = lstatSync(path, { throwIfNoEntry: false });
  return file?.isFile() === true && file.size === size && file.mtimeMs === changed;
}

function linesIn(bytes: Buffer, offset: number, longest: number): readonly JsonLine[] {
  const lines: JsonLine[] = [];
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(newline, start);
    const end = found < 0 ? bytes.length : found;
    const value = end - start > longest ? undefined : parseJson(bytes.toString('utf8', start, end));
    if (value !== undefined) lines.push({ value, start: offset + start, end: offset + end });
    start = end + 1;
  }
  return lines;
}

async function bytesBetween(path: string, start: number, end: number): Promise<Buffer> {
  const { file } = await openPlain(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
