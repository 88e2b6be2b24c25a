import { NoteStore } from '../../src/core/notes/noteStore';
import type { Highlight, Note, NoteSubject } from '../../src/core/notes/note';
import type { NoteChange } from '../../src/core/notes/noteChange';
import type { NoteError } from '../../src/core/notes/noteError';
import { NoteFolder } from '../../src/services/node/noteFolder';
import { localized } from '../../src/core/base/localization';

/** The tools that a scenario works with. */
export interface Bench {
  /** An empty folder of its own, removed afterwards. */
  readonly folder: string;
  /** A short run takes a few seconds in all, a full one a few minutes. */
  readonly short: boolean;
  /** The worker processes, as scripts for Node. */
  readonly worker: string;
  readonly rawWorker: string;
  readonly storeWorker: string;
  readonly lockWorker: string;
  /** Prints a figure. */
  say(figure: string): void;
}

/** Something that goes wrong with storage, and what must hold nevertheless. Rejects where it does not hold. */
export interface Scenario {
  readonly name: string;
  /** It mostly waits, for locks or other processes, and replaces no function of this one: others can run beside it. */
  readonly waits?: true;
  /** It has a short form of its own elsewhere in `npm test`. */
  readonly isFullOnly?: true;
  run(bench: Bench): Promise<void>;
}

export const subject: NoteSubject = {
  id: 'a-paper-0123abcd',
  title: 'A Paper: On “Faults”',
  abstract: 'We study faults.\n\nThey come: at any time.',
};

export const notesPath = ['.papers', 'notes'] as const;

/** A store over a folder on disk, without the editor's watcher. */
export function openStore(base: string): NoteStore {
  const folder = new NoteFolder(base, notesPath);
  return new NoteStore({
    list: () => folder.list(),
    read: (name) => folder.read(name),
    write: (name, bytes, expected) => folder.write(name, bytes, expected),
    remove: (name, expected) => folder.remove(name, expected),
    onDidChange: () => ({ dispose: () => undefined }),
  });
}

/** @throws where the store reports a fault */
export async function change(store: NoteStore, of: NoteSubject, what: NoteChange): Promise<Note> {
  const result = await store.update(of, what);
  if (!result.ok) throw new Error(localized(result.error.message), { cause: result.error.cause });
  return result.value;
}

/** The error of an update that is expected to fail. @throws Error if the update succeeds */
export async function updateError(store: NoteStore, of: NoteSubject, what: NoteChange): Promise<NoteError> {
  const result = await store.update(of, what);
  if (result.ok) throw new Error('The change was done, and should have been refused');
  return result.error;
}

export function highlightAt(id: string, start: number, comment = ''): Highlight {
  const end = start + 5;
  return {
    id,
    field: 'abstract',
    quote: subject.abstract.slice(start, end),
    prefix: subject.abstract.slice(Math.max(0, start - 32), start),
    suffix: subject.abstract.slice(end, end + 32),
    start,
    end,
    color: 'yellow',
    comment,
    tags: [],
    created: '2025-03-11T08:00:00.000Z',
    state: 'anchored',
  };
}

/** A generator of numbers in [0, 1) that gives the same ones for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
