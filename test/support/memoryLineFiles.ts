import type {
  JsonLine,
  JsonLineFiles,
  JsonLines,
  LineFileFacts,
  ReadLinesOptions,
} from '../../src/platform/common/stores/jsonLineFiles';
import { formatLine, markLength } from '../../src/platform/common/stores/logLines';

/** The program ended within a write. */
export class Killed extends Error {}

/** One folder of files of ASCII lines in memory. */
export class MemoryLineFiles implements JsonLineFiles {
  readonly #content = new Map<string, { readonly text: string; readonly changed: number }>();
  #count = 0;
  /** The number of writes after which the program ends. */
  writesLeft = Infinity;

  text(name: string): string | undefined {
    return this.#content.get(name)?.text;
  }

  put(name: string, text: string | undefined): void {
    if (text === this.text(name)) return;
    if (text === undefined) this.#content.delete(name);
    else this.#content.set(name, { text, changed: (this.#count += 1) });
  }

  async *read(name: string, { from = 0, longest }: ReadLinesOptions): AsyncGenerator<JsonLines> {
    const text = await this.#existing(name);
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    const lines: JsonLine[] = [];
    for (let start = from; start < whole.length;) {
      const end = whole.indexOf('\n', start);
      const value = end - start > longest ? undefined : parsed(whole.slice(start, end));
      if (value !== undefined) lines.push({ value, start, end });
      start = end + 1;
    }
    if (whole.length > from) yield { lines, end: whole.length };
  }

  async lineAt(name: string, { start, end }: Pick<JsonLine, 'start' | 'end'>): Promise<unknown> {
    return parsed((await this.#existing(name)).slice(start, end));
  }

  async markBefore(name: string, end: number): Promise<string> {
    return (await this.#existing(name)).slice(Math.max(0, end - markLength), end);
  }

  async size(name: string): Promise<number> {
    return (await this.#existing(name)).length;
  }

  list(): Promise<ReadonlyMap<string, LineFileFacts>> {
    const facts = Array.from(this.#content, ([name, { text, changed }]): [string, LineFileFacts] => {
      return [name, { size: text.length, changed }];
    });
    return Promise.resolve(new Map(facts));
  }

  names(): Promise<readonly string[]> {
    return Promise.resolve(this.listed());
  }

  listed(): readonly string[] {
    return [...this.#content.keys()];
  }

  makeFolder(): Promise<void> {
    return Promise.resolve();
  }

  join(_folder: string, name: string): string {
    return name;
  }

  resolve(path: string): string {
    return path;
  }

  async append(name: string, parts: AsyncIterable<readonly unknown[]>): Promise<void> {
    const text = this.text(name) ?? '';
    if (text !== '' && !text.endsWith('\n')) this.put(name, `${text}\n`);
    for await (const values of parts) {
      const added = values.map(formatLine).join('');
      const isKilled = (this.writesLeft -= 1) < 0;
      this.put(name, (this.text(name) ?? '') + (isKilled ? added.slice(0, added.length / 2) : added));
      if (isKilled) throw new Killed();
    }
  }

  async write(
    name: string,
    parts: AsyncIterable<readonly unknown[]>,
    expected?: LineFileFacts,
  ): Promise<boolean> {
    let text = '';
    for await (const values of parts) text += values.map(formatLine).join('');
    this.#step();
    if (expected && !this.#isUnchanged(name, expected)) return false;
    this.put(name, text);
    return true;
  }

  async remove(name: string, expected: LineFileFacts): Promise<boolean> {
    await Promise.resolve();
    this.#step();
    if (!this.#isUnchanged(name, expected)) return false;
    this.put(name, undefined);
    return true;
  }

  #step(): void {
    if ((this.writesLeft -= 1) < 0) throw new Killed();
  }

  #isUnchanged(name: string, { size, changed }: LineFileFacts): boolean {
    const file = this.#content.get(name);
    return file?.text.length === size && file.changed === changed;
  }

  #existing(name: string): Promise<string> {
    const text = this.text(name);
    if (text === undefined) return Promise.reject(Object.assign(new Error(name), { code: 'ENOENT' }));
    return Promise.resolve(text);
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // Part of a line.
  }
}
