import { type Disposable, DisposableStore } from '../base/disposable';
import { Emitter } from '../base/event';
import { type Result, err, ok } from '../base/result';
import type { PaperId } from '../library/paper';
import { forEachLimited } from '../base/forEachLimited';
import { KeyedQueue } from './keyedQueue';
import { type Note, type NoteSubject, emptyNote } from './note';
import type { NoteChange } from './noteChange';
import { type NoteEntry, entryOfText, refreshEntry, sameEntry, readText } from './noteEntry';
import type { NoteError } from './noteError';
import type { LiveDocuments, NoteFiles } from './noteFiles';
import { type NoteCodec, directNoteCodec } from './noteFunctions';
import { isNoteFile, noteName } from './noteName';
import { defaultBody } from './noteTemplate';
import { NoteOwners, ownPaper } from './noteOwners';
import type { NotePatch, PatchDirection } from './notePatch';
import type { NoteUpdate } from './planUpdate';
import type { KeptBoth } from './rebaseChange';
import {
  type NotePlace,
  type RewrittenNote,
  type TextEditor,
  isPatchable,
  patchNote,
  removeNote,
  rewriteNote,
} from './rewriteNote';
import { type NoteUpdateOutcome, updateDocument, updateFile } from './updateNote';
import { localizable } from '../base/localization';

/** Files that are read concurrently while loading. */
const loadConcurrency = 8;
/** How often a file may change between reading and writing it before an update gives up. */
const maxAttempts = 50;

export interface UpdateOptions {
  /** The note that the user saw when making the change; by default, the last one read. */
  readonly base?: Note;
  /** Whether to create a file even for an empty change. */
  readonly create?: boolean;
  /** Is called with what was written, before {@link NoteStore.onDidChange} fires. */
  readonly onPatch?: (patch: NotePatch) => void;
}

/** A file in the notes folder that cannot be fully parsed, or is not used. */
export interface NoteWithError {
  readonly paperId: PaperId;
  readonly name: string;
  readonly error: NoteError;
}

/** An update kept both versions of something, which the user should review. */
export interface KeptBothEvent {
  readonly paperId: PaperId;
  readonly keptBoth: readonly KeptBoth[];
}

/**
 * All notes of the notes folder, kept in sync with it, and its only writer in this process. Before a note is written
 * its file is read again, and changes made elsewhere meanwhile are merged, not overwritten.
 */
export class NoteStore implements Disposable {
  readonly #files: NoteFiles;
  readonly #live: LiveDocuments | undefined;
  readonly #codec: NoteCodec;
  readonly #entries = new Map<PaperId, NoteEntry>();
  /** Files whose name differs only by case from the note that is used. */
  #twins: readonly { readonly name: string; readonly paperId: PaperId }[] = [];
  readonly #owners = new NoteOwners();
  #stamps: ReadonlyMap<string, string> = new Map();
  readonly #notes = new KeyedQueue();
  readonly #reloads = new KeyedQueue();
  readonly #disposables = new DisposableStore();
  readonly #changed = this.#disposables.add(new Emitter<readonly PaperId[]>());
  readonly #keptBoth = this.#disposables.add(new Emitter<KeptBothEvent>());
  #loaded: Promise<Result<void, NoteError>> | undefined;

  /** Fires when the notes of these papers have changed: after a successful save, or a change from outside. */
  readonly onDidChange = this.#changed.event;
  readonly onDidKeepBoth = this.#keptBoth.event;

  /** `codec` parses and edits the text of notes; `newBody` gives the body of a new one. */
  constructor(
    files: NoteFiles,
    live?: LiveDocuments,
    codec: NoteCodec = directNoteCodec,
    readonly newBody: (subject: NoteSubject) => string = defaultBody,
  ) {
    this.#files = files;
    this.#live = live;
    this.#codec = codec;
    this.#disposables.add(files.onDidChange((names) => void this.refresh(names)));
    if (live) this.#disposables.add(live.onDidSettle((names) => void this.refresh(names)));
  }

  /** Reads the folder on the first call, and again after a failure. Before that the store is empty. */
  async ready(): Promise<Result<void, NoteError>> {
    const loading = (this.#loaded ??= this.#reload());
    const result = await loading;
    if (!result.ok && this.#loaded === loading) this.#loaded = undefined;
    return result;
  }

  /** The note as last read or written; if it has an error, as far as it could be parsed. */
  get(id: PaperId): Note | undefined {
    return this.#entries.get(id)?.note;
  }

  /** Why the note of a paper is read-only. */
  error(id: PaperId): NoteError | undefined {
    return this.#entries.get(id)?.error;
  }

  /** The file name of a paper's note, whether the file exists or not; `undefined` for an invalid id. */
  fileName(id: PaperId): string | undefined {
    return this.#entries.get(id)?.name ?? noteName(id);
  }

  all(): readonly Note[] {
    return [...this.#entries.values()].map(({ note }) => note);
  }

  errors(): readonly NoteWithError[] {
    const faulty = [...this.#entries].flatMap(([paperId, { name, error }]) =>
      error ? [{ paperId, name, error }] : [],
    );
    const twins = this.#twins.map((twin) => ({
      ...twin,
      error: twinError(twin.name, this.fileName(twin.paperId)),
    }));
    return [...faulty, ...twins];
  }

  /**
   * Applies `change` to the note of a paper; creates the file if it does not exist and the change is not empty. Updates
   * of one note are serialised. On an error the file is unchanged, and the error has the text that was not saved.
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
   * Edits the text of an existing note. Resolves to what was written; undefined if there is no file or nothing to change.
   * On an error the file is unchanged.
   */
  async rewrite(id: PaperId, editor: TextEditor): Promise<Result<NotePatch | undefined, NoteError>> {
    const loaded = await this.ready();
    if (!loaded.ok) return loaded;
    return this.#notes.run(id, async () => {
      const name = this.fileName(id);
      for (let attempt = 0; name !== undefined && attempt < maxAttempts; attempt += 1) {
        const outcome = await rewriteNote(this.#place, { paperId: id, name }, editor);
        if (outcome === 'changed') continue;
        if (!outcome.ok || !outcome.value) return outcome.ok ? ok(undefined) : outcome;
        await this.#acceptText(outcome.value);
        return ok(outcome.value.patch);
      }
      return err(busy);
    });
  }

  /** Whether the note of a paper has unsaved changes in an editor. */
  isEdited(id: PaperId): boolean {
    const name = this.fileName(id);
    return name !== undefined && this.#live?.get(name) !== undefined;
  }

  /** The text of a paper's note, as in its editor if that has unsaved changes; undefined without a note. */
  async text(id: PaperId): Promise<Result<string | undefined, NoteError>> {
    const loaded = await this.ready();
    if (!loaded.ok) return loaded;
    const name = this.fileName(id);
    const live = name === undefined ? undefined : this.#live?.get(name);
    if (name === undefined || live) return ok(live?.text);
    const read = await readText(this.#files, name);
    return read.ok ? ok(read.value?.text) : read;
  }

  /**
   * Removes the note of a paper. Resolves to what was removed; undefined if there is no file. An error, with nothing
   * removed, if it has unsaved changes in an editor.
   */
  async remove(id: PaperId): Promise<Result<NotePatch | undefined, NoteError>> {
    const loaded = await this.ready();
    if (!loaded.ok) return loaded;
    return this.#notes.run(id, async () => {
      const name = this.fileName(id);
      const outcome =
        name === undefined ? ok(undefined) : await removeNote(this.#place, { paperId: id, name });
      if (outcome === 'changed') return err(busy);
      if (!outcome.ok || !outcome.value) return outcome.ok ? ok(undefined) : outcome;
      await this.#acceptText(outcome.value);
      return ok(outcome.value.patch);
    });
  }

  /**
   * Reverts a patch of a note or makes it again, to the byte. Resolves to false, with nothing written, if the note is not
   * as the patch left it (for redo: as it was before).
   */
  async patch(patch: NotePatch, direction: PatchDirection): Promise<Result<boolean, NoteError>> {
    const loaded = await this.ready();
    if (!loaded.ok) return loaded;
    return this.#notes.run(patch.paperId, async () => {
      if (this.fileName(patch.paperId) !== patch.name) return ok(false);
      const outcome = await patchNote(this.#place, patch, direction);
      if (outcome === 'changed') return ok(false);
      if (!outcome.ok) return outcome;
      await this.#acceptText(outcome.value);
      return ok(true);
    });
  }

  /** Whether {@link patch} would write. */
  async isPatchable(patch: NotePatch, direction: PatchDirection): Promise<Result<boolean, NoteError>> {
    const loaded = await this.ready();
    if (!loaded.ok) return loaded;
    return this.#notes.run(patch.paperId, async () =>
      this.fileName(patch.paperId) === patch.name ? isPatchable(this.#place, patch, direction) : ok(false),
    );
  }

  /** Reads the named files again, or the whole folder. Does nothing before {@link ready}. */
  async refresh(names?: readonly string[]): Promise<void> {
    if (!this.#loaded) return;
    const notes = names?.filter(isNoteFile);
    if (notes?.every((name) => this.#isInUse(name))) {
      const ids = notes.map(ownPaper).filter((id) => id !== undefined);
      this.#fire(await this.#readAll([...new Set(ids)]));
    } else await this.#reload();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #update(
    subject: NoteSubject,
    change: NoteChange,
    options: UpdateOptions,
  ): Promise<Result<Note, NoteError>> {
    const { id } = subject;
    const name = this.fileName(id);
    if (name === undefined)
      return err({ kind: 'not-a-note', message: localizable('“{0}” is not the id of a paper.', id) });
    const base = options.base ?? this.get(id) ?? emptyNote(id);
    const body = this.newBody(subject);
    const update = { subject, name, base, change, body, create: options.create ?? false };
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const outcome = await this.#attempt(update);
      if (outcome === 'changed') continue;
      return outcome.ok ? ok(this.#accept(id, outcome.value, options)) : outcome;
    }
    return err(busy);
  }

  get #place(): NotePlace {
    return { files: this.#files, live: this.#live };
  }

  async #acceptText({ patch: { paperId, name }, text, revision }: RewrittenNote): Promise<void> {
    const entry =
      text === undefined ? undefined : await entryOfText(this.#codec, paperId, name, text, revision);
    if (this.#set(paperId, entry)) this.#fire([paperId]);
  }

  #attempt(update: NoteUpdate): ReturnType<typeof updateFile> {
    const document = this.#live?.get(update.name);
    return document
      ? updateDocument(document, this.#codec, update)
      : updateFile(this.#files, this.#codec, update);
  }

  #accept(id: PaperId, { entry, keptBoth, patch }: NoteUpdateOutcome, { onPatch }: UpdateOptions): Note {
    if (patch) onPatch?.(patch);
    if (this.#set(id, entry)) this.#fire([id]);
    if (keptBoth.length > 0) this.#keptBoth.fire({ paperId: id, keptBoth });
    return entry?.note ?? emptyNote(id);
  }

  /** Whether a file is the note of its paper, which can be decided without listing the folder. */
  #isInUse(name: string): boolean {
    const id = ownPaper(name);
    return (
      id !== undefined && this.fileName(id) === name && !this.#twins.some(({ paperId }) => paperId === id)
    );
  }

  /** The paper of a file that was listed; undefined if it is no note. */
  paperOf(name: string): PaperId | undefined {
    return this.#owners.paperOf(name);
  }

  async #textOf(name: string): Promise<string | undefined> {
    const read = await readText(this.#files, name);
    return read.ok ? read.value?.text : undefined;
  }

  #reload(): Promise<Result<void, NoteError>> {
    return this.#reloads.run('', async () => {
      const list = await this.#files.list();
      if (!list.ok) return list;
      const { chosen, twins } = await this.#owners.assign(list.value, (name) => this.#textOf(name));
      const stamps = new Map(list.value.map(({ name, stamp }) => [name, stamp]));
      const ids = new Set([...chosen.keys(), ...this.#entries.keys()]);
      const stale = [...ids].filter((id) => this.#isStale(id, chosen.get(id), stamps));
      this.#stamps = stamps;
      this.#twins = twins;
      this.#fire(await this.#readAll(stale, chosen));
      return ok(undefined);
    });
  }

  #isStale(id: PaperId, name: string | undefined, stamps: ReadonlyMap<string, string>): boolean {
    const entry = this.#entries.get(id);
    if (name === undefined || entry?.name !== name) return true;
    return entry.error !== undefined || this.#stamps.get(name) !== stamps.get(name);
  }

  /** Reads the notes of `ids` again; returns the ids of those that changed. */
  async #readAll(ids: readonly PaperId[], names?: ReadonlyMap<PaperId, string>): Promise<readonly PaperId[]> {
    const changed: PaperId[] = [];
    await forEachLimited(ids, loadConcurrency, async (id) => {
      const look = (): Promise<boolean> =>
        this.#readNote(id, names ? (names.get(id) ?? noteName(id)) : this.fileName(id));
      if (await this.#notes.run(id, look)) changed.push(id);
    });
    return changed;
  }

  async #readNote(id: PaperId, name: string | undefined): Promise<boolean> {
    if (name === undefined) return false;
    const known = this.#entries.get(id);
    return this.#set(id, await refreshEntry(this.#files, this.#codec, this.#live, id, name, known));
  }

  /** Stores an entry; returns whether it is different from the previous one. */
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

const busy: NoteError = {
  kind: 'busy',
  message: localizable('The note is being changed elsewhere without pause. Try again in a moment.'),
};

function twinError(name: string, used = ''): NoteError {
  const message = localizable(
    '“{0}” and “{1}” are notes of one paper; only the second is used. Run Papers: Merge Conflicting Note in the first, or put what you want of both in the second.',
    name,
    used,
  );
  return { kind: 'name-twin', message };
}
