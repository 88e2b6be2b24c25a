import type { Disposable } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import type { Message } from '../../core/base/localization';

/** A file that was not read, or not in full. */
export interface LeftOutFile {
  /** Its address. */
  readonly uri: string;
  /** One plain sentence. */
  readonly reason: Message;
  /** Whether an editor can open it: it is neither a link nor a device. */
  readonly isPlain: boolean;
}

/** The files that were left out, by what they are. */
export class LeftOutFiles implements Disposable {
  readonly #files = new Map<string, readonly LeftOutFile[]>();
  readonly #changed = new Emitter<void>();

  readonly onDidChange = this.#changed.event;

  /** Replaces those of one kind. */
  set(kind: string, files: readonly LeftOutFile[]): void {
    const before = this.#files.get(kind) ?? [];
    if (keyOf(before) === keyOf(files)) return;
    this.#files.set(kind, files);
    this.#changed.fire();
  }

  /** By address. */
  all(): readonly LeftOutFile[] {
    const all = [...this.#files.values()].flat();
    return all.toSorted((a, b) => (a.uri < b.uri ? -1 : 1));
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function keyOf(files: readonly LeftOutFile[]): string {
  return JSON.stringify(files.map(({ uri, reason }) => [uri, reason]));
}
