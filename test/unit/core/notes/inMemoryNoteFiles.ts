import { Emitter } from '../../../../src/core/base/event';
import { type Result, err, ok } from '../../../../src/core/base/result';
import type { NoteError } from '../../../../src/core/notes/noteError';
import type {
  LiveDocument,
  LiveDocuments,
  NoteFileContent,
  NoteFileEntry,
  NoteFiles,
  Written,
} from '../../../../src/core/notes/noteFiles';
import { applyEdits } from '../../../../src/core/notes/textEdit';

/** A notes folder in memory that keeps the port's contract: whole writes, checked against the expected revision. */
export class InMemoryNoteFiles implements NoteFiles {
  readonly #files = new Map<string, { bytes: Uint8Array; revision: string }>();
  readonly #changed = new Emitter<readonly string[] | undefined>();
  #writes = 0;

  readonly onDidChange = this.#changed.event;
  /** Run just before a write checks the revision: where another hand is faster. */
  beforeWrite: (() => void) | undefined;
  failure: NoteError | undefined;

  /** A change by another hand. */
  put(name: string, text: string | Uint8Array): void {
    this.#files.set(name, this.#content(typeof text === 'string' ? new TextEncoder().encode(text) : text));
  }

  /** Removed by another hand. */
  lose(name: string): void {
    this.#files.delete(name);
  }

  notify(names?: readonly string[]): void {
    this.#changed.fire(names);
  }

  text(name: string): string | undefined {
    const file = this.#files.get(name);
    return file && new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.bytes);
  }

  get names(): readonly string[] {
    return [...this.#files.keys()];
  }

  get writes(): number {
    return this.#writes;
  }

  async list(): Promise<Result<readonly NoteFileEntry[], NoteError>> {
    await Promise.resolve();
    if (this.failure) return err(this.failure);
    return ok([...this.#files].map(([name, { revision }]) => ({ name, stamp: revision, modified: 0 })));
  }

  async read(name: string): Promise<Result<NoteFileContent | undefined, NoteError>> {
    await Promise.resolve();
    return this.failure ? err(this.failure) : ok(this.#files.get(name));
  }

  async write(
    name: string,
    bytes: Uint8Array,
    expected: string | undefined,
  ): Promise<Result<Written, NoteError>> {
    await Promise.resolve();
    this.beforeWrite?.();
    if (this.failure) return err(this.failure);
    if (this.#files.get(name)?.revision !== expected) return ok('changed');
    const content = this.#content(bytes);
    this.#files.set(name, content);
    this.#writes += 1;
    return ok({ revision: content.revision });
  }

  async remove(name: string, expected: string): Promise<Result<boolean, NoteError>> {
    await Promise.resolve();
    this.beforeWrite?.();
    if (this.failure) return err(this.failure);
    if (this.#files.get(name)?.revision !== expected) return ok(false);
    return ok(this.#files.delete(name));
  }

  #content(bytes: Uint8Array): { bytes: Uint8Array; revision: string } {
    return { bytes: bytes.slice(), revision: Buffer.from(bytes).toString('base64') };
  }
}

/** Editors with unsaved text. */
export class InMemoryDocuments implements LiveDocuments {
  readonly #texts = new Map<string, string>();
  readonly #settled = new Emitter<readonly string[]>();
  readonly onDidSettle = this.#settled.event;

  type(name: string, text: string): void {
    this.#texts.set(name, text);
  }

  text(name: string): string | undefined {
    return this.#texts.get(name);
  }

  /** Saves or reverts: the editor holds nothing of its own any more. */
  settle(name: string): void {
    this.#texts.delete(name);
    this.#settled.fire([name]);
  }

  get(name: string): LiveDocument | undefined {
    const text = this.#texts.get(name);
    if (text === undefined) return undefined;
    return {
      text,
      edit: async (edits) => {
        await Promise.resolve();
        if (this.#texts.get(name) !== text) return false;
        this.#texts.set(name, applyEdits(text, edits));
        return true;
      },
    };
  }
}
