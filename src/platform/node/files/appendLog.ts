import { fstatSync, statSync } from 'node:fs';
import { type FileHandle, mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { StepRunner, CooperativeTask } from '../../../core/base/cooperativeTask';
import { formatLine } from '../../common/stores/logLines';
import {
  inShortSlices,
  type LogContent,
  type LogPart,
  type LogPosition,
  type Stamps,
  type StoredLog,
} from '../../common/stores/storedLog';
import { replaceByParts, syncFolder } from './atomicFile';
import { ignoreMissing } from '../../common/errorCode';
import { type HeldLock, LockLost, withFileLock } from './fileLock';
import { endsLine, isContinued, readLines } from './logReader';

/** Lines that are written in one step when a log is replaced. */
const linesAtOnce = 500;

/**
 * A file of JSON values, one to a line, that several processes add to: each addition is one write at the end, under a
 * lock, so that none is torn by another and the file can be replaced in between.
 */
export class AppendLog implements StoredLog {
  readonly #path: string;
  readonly #run: StepRunner;

  /** `run` does work on many lines in steps. */
  constructor(path: string, run: StepRunner = inShortSlices) {
    this.#path = path;
    this.#run = run;
  }

  read(): Promise<LogContent> {
    return this.readAfter(undefined);
  }

  /** Reads what was added since the log was read up to a position, or all of it if the file was replaced. */
  async readAfter(position: LogPosition | undefined): Promise<LogPart> {
    const file = await open(this.#path, 'r').catch(ignoreMissing);
    if (!file) return { values: [], stamp: '', isWhole: true, position: undefined };
    try {
      const found = await file.stat();
      const isWhole = position === undefined || !(await isContinued(file, position));
      const from = isWhole ? 0 : position.end;
      const read = await readLines(file, { from, to: found.size, run: this.#run });
      return { ...read, stamp: stampOf(found), isWhole };
    } finally {
      await file.close();
    }
  }

  /** Differs from an earlier one if the file has changed since. */
  async stamp(): Promise<string> {
    const found = await stat(this.#path).catch(ignoreMissing);
    return found ? stampOf(found) : '';
  }

  /**
   * Adds values, all or none; resolves once they are on disk.
   * @throws if the disk is full or the file cannot be written; the log is then as it was
   */
  async append(values: readonly unknown[]): Promise<Stamps> {
    await mkdir(dirname(this.#path), { recursive: true });
    return withFileLock(this.#path, async (lock) => {
      const before = await this.stamp();
      await this.#add(values, lock);
      return { before, after: await this.stamp() };
    });
  }

  /**
   * Replaces the log by what `fold` makes of it. No addition is lost that another process makes meanwhile, though this
   * one may have been stopped for so long that the other took the lock over.
   */
  async compact(fold: (values: readonly unknown[]) => CooperativeTask<readonly unknown[]>): Promise<Stamps> {
    return withFileLock(this.#path, async (lock) => {
      const old = await open(this.#path, 'r').catch(ignoreMissing);
      if (!old) return { before: '', after: '' };
      try {
        const found = await old.stat();
        const before = stampOf(found);
        const { values } = await readLines(old, { from: 0, to: found.size, run: this.#run });
        // Windows replaces no file that is open.
        if (process.platform === 'win32') await old.close();
        await this.#replace(await this.#run(fold(values)), () => {
          lock.assertHeld();
          const now = statSync(this.#path, { throwIfNoEntry: false });
          if (!now || stampOf(now) !== before) throw new LockLost(`${this.#path} was written meanwhile`);
        });
        if (process.platform !== 'win32') await this.#addMissed(old, found.size, lock);
        return { before, after: await this.stamp() };
      } finally {
        await old.close();
      }
    });
  }

  async #add(values: readonly unknown[], lock: HeldLock): Promise<void> {
    const file = await open(this.#path, 'a+');
    try {
      const isNew = (await file.stat()).size === 0;
      await addLines(file, values, lock);
      // Added to a file that another process has just replaced, it would be lost.
      if (!this.#isStill(file)) throw new LockLost(`${this.#path} was replaced meanwhile`);
      if (isNew) await syncFolder(dirname(this.#path));
    } finally {
      await file.close();
    }
  }

  /** `check` is called right before the step that cannot be taken back. */
  async #replace(values: readonly unknown[], check: () => void): Promise<void> {
    await replaceByParts(
      this.#path,
      async (file) => {
        for (const part of await this.#run(formatting(values))) await file.appendFile(part);
      },
      check,
    );
  }

  /** Bytes that were appended to the replaced file just before the rename. */
  async #addMissed(old: FileHandle, from: number, lock: HeldLock): Promise<void> {
    const { size } = await old.stat();
    if (size === from) return;
    const { values } = await readLines(old, { from, to: size, run: this.#run });
    if (values.length > 0) await this.#add(values, lock);
  }

  /** Whether the path still leads to an opened file. */
  #isStill(file: FileHandle): boolean {
    const opened = fstatSync(file.fd);
    const found = statSync(this.#path, { throwIfNoEntry: false });
    return found?.ino === opened.ino && found.dev === opened.dev;
  }
}

function stampOf({ ino, size, mtimeMs }: { ino: number; size: number; mtimeMs: number }): string {
  return `${ino}-${size}-${mtimeMs}`;
}

async function addLines(file: FileHandle, values: readonly unknown[], lock: HeldLock): Promise<void> {
  const { size } = await file.stat();
  const lines = values.map(formatLine).join('');
  const bytes = Buffer.from((await endsLine(file)) ? lines : `\n${lines}`);
  try {
    lock.assertHeld();
    const { bytesWritten } = await file.write(bytes);
    if (bytesWritten < bytes.length) throw Object.assign(new Error('The disk is full'), { code: 'ENOSPC' });
    await file.sync();
  } catch (error) {
    // The present holder of the lock may have added more. Part of a line does no harm: the next begins a new one.
    lock.assertHeld();
    await file.truncate(size);
    throw error;
  }
}

function* formatting(values: readonly unknown[]): CooperativeTask<readonly string[]> {
  const parts: string[] = [];
  for (let at = 0; at < values.length; at += linesAtOnce) {
    parts.push(
      values
        .slice(at, at + linesAtOnce)
        .map(formatLine)
        .join(''),
    );
    yield;
  }
  return parts;
}
