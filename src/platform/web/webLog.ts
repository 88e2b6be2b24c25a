import type { CooperativeTask, StepRunner } from '../../core/base/cooperativeTask';
import { concatBytes, equalBytes } from '../common/bytes';
import { formatLine, markLength, newline, parseLines } from '../common/stores/logLines';
import {
  inShortSlices,
  type LogContent,
  type LogPart,
  type LogPosition,
  type Stamps,
  type StoredLog,
} from '../common/stores/storedLog';
import type { SharedFiles } from './sharedFiles';

/** A log in the storage of a browser, where a file can only be replaced: an addition writes the whole log. */
export class WebLog implements StoredLog {
  constructor(
    private readonly files: SharedFiles,
    private readonly path: string,
    private readonly run: StepRunner = inShortSlices,
  ) {}

  read(): Promise<LogContent> {
    return this.readAfter(undefined);
  }

  async readAfter(position: LogPosition | undefined): Promise<LogPart> {
    const stamp = this.#stamp();
    const bytes = await this.files.read(this.path);
    if (!bytes) return { values: [], stamp, isWhole: true, position: undefined };
    const isWhole = position === undefined || !equalBytes(position.mark, markAt(bytes, position.end));
    const values: unknown[] = [];
    await this.run(parseLines(bytes.subarray(isWhole ? 0 : position.end), values));
    const end = bytes.lastIndexOf(newline) + 1;
    return { values, stamp, isWhole, position: { ino: 0, end, mark: markAt(bytes, end) } };
  }

  stamp(): Promise<string> {
    return Promise.resolve(this.#stamp());
  }

  append(values: readonly unknown[]): Promise<Stamps> {
    return this.#change((bytes) => {
      const isCut = bytes.length > 0 && bytes.at(-1) !== newline;
      const lines = (isCut ? '\n' : '') + values.map(formatLine).join('');
      return Promise.resolve(concatBytes([bytes, new TextEncoder().encode(lines)]));
    });
  }

  compact(fold: (values: readonly unknown[]) => CooperativeTask<readonly unknown[]>): Promise<Stamps> {
    return this.#change(async (bytes) => {
      const values: unknown[] = [];
      await this.run(parseLines(bytes, values));
      const kept = await this.run(fold(values));
      return new TextEncoder().encode(kept.map(formatLine).join(''));
    });
  }

  #change(change: (bytes: Uint8Array) => Promise<Uint8Array>): Promise<Stamps> {
    return this.files.exclusively(this.path, async () => {
      const before = this.#stamp();
      const bytes = (await this.files.read(this.path)) ?? new Uint8Array();
      await this.files.write(this.path, await change(bytes));
      return { before, after: this.#stamp() };
    });
  }

  #stamp(): string {
    return String(this.files.version(this.path));
  }
}

/** Shorter than `markLength` if the log is: then it equals no other mark. */
function markAt(bytes: Uint8Array, end: number): Uint8Array {
  return bytes.slice(Math.max(0, end - markLength), end);
}
