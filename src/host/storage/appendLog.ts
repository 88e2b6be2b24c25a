import { type FileHandle, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from './atomicFile';
import { codeOf, ignoreMissing } from './errorCode';
import { withFileLock } from './fileLock';
import { temporaryName } from './ownedName';

const newline = 0x0a;

/** What {@link AppendLog.read} found. */
export interface LogContent {
  /** One for each line that is JSON, oldest first. What a crash left of a line is left out. */
  readonly values: readonly unknown[];
  /** Changes when the file does. */
  readonly stamp: string;
}

/**
 * A file of JSON values, one to a line, that several processes add to: each addition is one write at the end, under a
 * lock, so that none is torn by another and the file can be replaced in between.
 */
export class AppendLog {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async read(): Promise<LogContent> {
    const stamp = await this.stamp();
    const text = (await readFile(this.#path, 'utf8').catch(ignoreMissing)) ?? '';
    return { values: text.split('\n').flatMap(parseLine), stamp };
  }

  /** Differs from an earlier one where the file has changed since. */
  async stamp(): Promise<string> {
    try {
      const { ino, size, mtimeMs } = await stat(this.#path);
      return `${ino}-${size}-${mtimeMs}`;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return '';
      throw error;
    }
  }

  /**
   * Adds values, all or none; resolves once they are on disk. Gives the stamps from just before and after.
   * @throws where the disk is full or the file cannot be written; the log is then as it was
   */
  async append(values: readonly unknown[]): Promise<{ readonly before: string; readonly after: string }> {
    await mkdir(dirname(this.#path), { recursive: true });
    return withFileLock(this.#path, async () => {
      const before = await this.stamp();
      const file = await open(this.#path, 'a+');
      try {
        await addLines(file, values);
      } finally {
        await file.close();
      }
      return { before, after: await this.stamp() };
    });
  }

  /** Replaces the log by what `fold` makes of it, with no addition lost that another process makes meanwhile. */
  async compact(fold: (values: readonly unknown[]) => readonly unknown[]): Promise<void> {
    await withFileLock(this.#path, async () => {
      const { values } = await this.read();
      const temporary = join(dirname(this.#path), temporaryName(basename(this.#path)));
      try {
        const file = await open(temporary, 'wx');
        try {
          await addLines(file, fold(values));
        } finally {
          await file.close();
        }
        await rename(temporary, this.#path);
        await syncFolder(dirname(this.#path));
      } catch (error) {
        await unlink(temporary).catch(ignoreMissing);
        throw error;
      }
    });
  }
}

async function addLines(file: FileHandle, values: readonly unknown[]): Promise<void> {
  const { size } = await file.stat();
  const lines = values.map((value) => `${JSON.stringify(value)}\n`).join('');
  const bytes = Buffer.from((await endsLine(file, size)) ? lines : `\n${lines}`);
  try {
    const { bytesWritten } = await file.write(bytes);
    if (bytesWritten < bytes.length) throw Object.assign(new Error('The disk is full'), { code: 'ENOSPC' });
    await file.sync();
  } catch (error) {
    await file.truncate(size);
    throw error;
  }
}

/** Whether the next line can begin: a crash may have left part of one. */
async function endsLine(file: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return true;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] === newline;
}

function parseLine(line: string): unknown[] {
  try {
    return line === '' ? [] : [JSON.parse(line)];
  } catch {
    // Part of a line that a crash left; the next one began afresh.
    return [];
  }
}
