import { type Disposable, DisposableStore } from '../base/disposable';
import { Emitter } from '../base/event';
import { type Result, err, ok } from '../base/result';
import type { PaperId } from '../library/paper';
import { KeyedQueue, forEachLimited } from './keyedQueue';
import { type Note, type NoteSubject, emptyNote } from './note';
import type { NoteChange } from './noteChange';
import { type NoteEntry, refreshEntry, sameEntry } from './noteEntry';
import type { NoteError } from './noteError';
import type { LiveDocuments, NoteFileEntry, NoteFiles } from './noteFiles';
import { type NoteCodec, directNoteCodec } from './noteFunctions';
import { noteName, notePaper } from './noteName';
import type { NoteUpdate } from './planUpdate';
import type { KeptBoth } from './rebaseChange';
import { type NoteUpdated, updateDocument, updateFile } from './updateNote';

/** Files read at once while loading. */
const loadConcurrency = 8;
/** How often a file may change between reading and writing it before an update gives up. */
const maxAttempts = 50;

export interface UpdateOptions {
  /** The note as the person saw it when they made the change; by default, as it was last read. */
  readonly base?: Note;
  /** Whether a file is made even for a change that says nothing. */
  readonly create?: boolean;
}

/** A file in the notes folder that cannot be read in full, or is not taken. */
export interface NoteWithError {
  readonly paperId: PaperId;
  readonly name: string;
  readonly fault: NoteError;
}

/** An update kept both versions of something: the person should look. */
export interface KeptBothEvent {
  readonly paperId: PaperId;
  readonly keptBoth: readonly KeptBoth[];
}

/**
 * All notes of the notes folder, in step with it, and the one writer to it from here. A note is written whole, after
 * its file was read anew; what another hand changed meanwhile is merged, not overwritten.
 */
export class NoteStore implements Disposable {
  readonly #files: NoteFiles;
  readonly #live: LiveDocuments | undefined;
  readonly #codec: NoteCodec;
  readonly #entries = new Map<PaperId, NoteEntry>();
  /** Files whose name differs by case alone from that of the note in use. */
  #twins: readonly { readonly name: string; readonly paperId: PaperId }[] = [];
  #stamps: ReadonlyMap<string, string> = new Map();
  readonly #notes = new KeyedQueue();
  readonly #reloads = new KeyedQueue();
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new Emitter<readonly PaperId[]>());
  readonly #keptBoth = this.#owned.add(new Emitter<KeptBothEvent>());
  #loaded: Promise<Result<void, NoteError>> | undefined;

  /** Fires when what the store says of these papers has changed: after a save has succeeded, or a change from outside. */
  readonly onDidChange = this.#changed.event;
  readonly onDidKeepBoth = this.#keptBoth.event;

  /** `codec` reads and edits the text of notes. */
  constructor(files: NoteFiles, live?: LiveDocuments, codec: NoteCodec = directNoteCodec) {
    this.#files = files;
    this.#live = live;
    this.#codec = codec;
    this.#owned.add(files.onDidChange((names) => void this.refresh(names)));
    if (live) this.#owned.add(live.onDidSettle((names) => void this.refresh(names)));
  }

  /** Reads the folder, the first time it is called or after it failed. Before that nothing is known. */
  async ready(): Promise<Result<void, NoteError>> {
    const loading = (this.#loaded ??= this.#reload());
    const result = await loading;
    if (!result.ok && this.#loaded === loading) this.#loaded = undefined;
    return result;
  }

  /** The note as it was last read or written; with a fault, as far as it could be read. */
  get(id: PaperId): Note | undefined {
    return this.#entries.get(id)?.note;
  }

  /** Why the note of a paper is read-only. */
  fault(id: PaperId): NoteError | undefined {
    return this.#entries.get(id)?.fault;
  }

  /** The name of a paper's note file, whether it is there or not; `undefined` for what is no paper id. */
  fileName(id: PaperId): string | undefined {
    return this.#entries.get(id)?.name ?? noteName(id);
  }

  all(): readonly Note[] {
    return [...this.#entries.values()].map(({ note }) => note);
  }

  faults(): readonly NoteWithError[] {
    const faulty = [...this.#entries].flatMap(([paperId, { name, fault }]) =>
      fault ? [{ paperId, name, fault }] : [],
    );
    const twins = this.#twins.map((twin) => ({
      ...twin,
      fault: twinFault(twin.name, this.fileName(twin.paperId)),
    }));
    return [...faulty, ...twins];
  }

  /**
   * Does `change` to the note of a paper, with a new file where there is none and the change says something. Updates of
   * one note are done one after another. A fault leaves the file as it was, and carries the text that was not saved.
   */
  async update(
    subject: NoteSubject,
    change: NoteChange,
    options: UpdateOptions = {},
  ): Promise<Result<Note, NoteError>> {
    const loaded = await this.ready();
    if (!loaded.ok) return loaded;
    return this.#notes.run(subject.id, () => this.#update(subject, change, options));
  }

  /**
   * Removes the file of a paper's note if `mayGo` holds for the note as it was last read, and nothing has changed it
   * since, in its file or in an editor. Resolves to whether it was removed.
   */
  async removeIf(id: PaperId, mayGo: (note: Note) => boolean): Promise<Result<boolean, NoteError>> {
    const loaded = await this.ready();
    if (!loaded.ok) return loaded;
    return this.#notes.run(id, async () => {
      const entry = this.#entries.get(id);
      if (entry?.revision === undefined || this.#live?.get(entry.name) || !mayGo(entry.note))
        return ok(false);
      const removed = await this.#files.remove(entry.name, entry.revision);
      if (removed.ok && removed.value && this.#set(id, undefined)) this.#fire([id]);
      return removed;
    });
  }

  /** Looks again at the named files, or at the whole folder. Does nothing before {@link ready}. */
  async refresh(names?: readonly string[]): Promise<void> {
    if (!this.#loaded) return;
    const notes = names?.filter((name) => notePaper(name) !== undefined);
    if (notes?.every((name) => this.#isInUse(name))) {
      const ids = notes.map(notePaper).filter((id) => id !== undefined);
      this.#fire(await this.#lookAll([...new Set(ids)]));
    } else await this.#reload();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #update(
    subject: NoteSubject,
    change: NoteChange,
    options: UpdateOptions,
  ): Promise<Result<Note, NoteError>> {
    const { id } = subject;
    const name = this.fileName(id);
    if (name === undefined) return err({ kind: 'not-a-note', message: `“${id}” is not the id of a paper.` });
    const base = options.base ?? this.get(id) ?? emptyNote(id);
    const update = { subject, name, base, change, create: options.create ?? false };
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const outcome = await this.#attempt(update);
      if (outcome === 'changed') continue;
      return outcome.ok ? ok(this.#accept(id, outcome.value)) : outcome;
    }
    return err({
      kind: 'busy',
      message: 'The note is being changed elsewhere without pause. Try again in a moment.',
    });
  }

  #attempt(update: NoteUpdate): ReturnType<typeof updateFile> {
    const document = this.#live?.get(update.name);
    return document
      ? updateDocument(document, this.#codec, update)
      : updateFile(this.#files, this.#codec, update);
  }

  #accept(id: PaperId, { entry, keptBoth }: NoteUpdated): Note {
    if (this.#set(id, entry)) this.#fire([id]);
    if (keptBoth.length > 0) this.#keptBoth.fire({ paperId: id, keptBoth });
    return entry?.note ?? emptyNote(id);
  }

  /** Whether a file of this name is the note of its paper, without a look at the whole folder. */
  #isInUse(name: string): boolean {
    const id = notePaper(name);
    return (
      id !== undefined && this.fileName(id) === name && !this.#twins.some(({ paperId }) => paperId === id)
    );
  }

  #reload(): Promise<Result<void, NoteError>> {
    return this.#reloads.run('', async () => {
      const list = await this.#files.list();
      if (!list.ok) return list;
      const { chosen, twins } = chooseNames(list.value);
      const stamps = new Map(list.value.map(({ name, stamp }) => [name, stamp]));
      const ids = new Set([...chosen.keys(), ...this.#entries.keys()]);
      const stale = [...ids].filter((id) => this.#isStale(id, chosen.get(id), stamps));
      this.#stamps = stamps;
      this.#twins = twins;
      this.#fire(await this.#lookAll(stale, chosen));
      return ok(undefined);
    });
  }

  #isStale(id: PaperId, name: string | undefined, stamps: ReadonlyMap<string, string>): boolean {
    const entry = this.#entries.get(id);
    if (name === undefined || entry?.name !== name) return true;
    return entry.fault !== undefined || this.#stamps.get(name) !== stamps.get(name);
  }

  /** Reads the notes of `ids` anew; gives those that changed. */
  async #lookAll(ids: readonly PaperId[], names?: ReadonlyMap<PaperId, string>): Promise<readonly PaperId[]> {
    const changed: PaperId[] = [];
    await forEachLimited(ids, loadConcurrency, async (id) => {
      const look = (): Promise<boolean> => this.#look(id, names?.get(id) ?? this.fileName(id));
      if (await this.#notes.run(id, look)) changed.push(id);
    });
    return changed;
  }

  async #look(id: PaperId, name: string | undefined): Promise<boolean> {
    if (name === undefined) return false;
    const known = this.#entries.get(id);
    return this.#set(id, await refreshEntry(this.#files, this.#codec, this.#live, id, name, known));
  }

  /** Whether that changed anything. */
  #set(id: PaperId, entry: NoteEntry | undefined): boolean {
    const same = sameEntry(this.#entries.get(id), entry);
    if (entry) this.#entries.set(id, entry);
    else this.#entries.delete(id);
    return !same;
  }

  #fire(ids: readonly PaperId[]): void {
    if (ids.length > 0) this.#changed.fire(ids);
  }
}

/** The file that is each paper's note: the one in lower case, else the first by name. */
function chooseNames(files: readonly NoteFileEntry[]): {
  readonly chosen: ReadonlyMap<PaperId, string>;
  readonly twins: readonly { readonly name: string; readonly paperId: PaperId }[];
} {
  const chosen = new Map<PaperId, string>();
  const twins: { name: string; paperId: PaperId }[] = [];
  const lowerFirst = files.map(({ name }) => name).toSorted((a, b) => (a > b ? -1 : 1));
  for (const name of lowerFirst) {
    const paperId = notePaper(name);
    if (paperId === undefined) continue;
    if (chosen.has(paperId)) twins.push({ name, paperId });
    else chosen.set(paperId, name);
  }
  return { chosen, twins };
}

function twinFault(name: string, used = ''): NoteError {
  const message = `“${name}” and “${used}” are notes of one paper; only the second is used. Put what you want of both in it.`;
  return { kind: 'name-twin', message };
}
