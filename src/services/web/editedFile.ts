import { SerialQueue } from '../../core/base/serialQueue';
import { mergeLines } from '../../core/notes/mergeLines';
import type { NoteCodec } from '../../core/notes/noteFunctions';
import { notePaper } from '../../core/notes/noteName';
import { equalBytes } from '../../platform/common/bytes';
import { baseName } from '../../platform/common/uriPath';
import { HeldLock } from '../../platform/web/heldLock';
import type { SharedFiles } from '../../platform/web/sharedFiles';

/** The state of a text editor. */
export interface EditorState {
  readonly text: string;
  /** Also false after a save during which the user went on typing: VS Code reports unsaved text again at the next key. */
  readonly isDirty: boolean;
}

/** How long other writes of a file wait for a save, in milliseconds. VS Code fires no event for a save that failed. */
const longestSave = 1000;

/** A save in progress, which VS Code awaits. */
interface Save {
  readonly lock: HeldLock;
  /** The text to store: what was typed, and what other tabs have written. */
  readonly text: string;
}

/**
 * A file of the extension's storage that is open in a text editor of this tab. VS Code reads and stores the file without
 * the journal, and does not see what other tabs write to it: that is merged into the text when it is saved, and what
 * is saved is recorded in the journal. VS Code takes the merged text unless the person goes on typing meanwhile.
 */
export class EditedFile {
  /** The text on which the unsaved edits are based. */
  #base: string;
  /** The base as it is stored; undefined if none is. */
  #keptBase: string | undefined;
  #save: Promise<Save | undefined> | undefined;
  readonly #endings = new SerialQueue();
  /** The text that VS Code is to store in the save that has begun; undefined before it is known. */
  #merged: string | undefined;

  constructor(
    private readonly files: SharedFiles,
    readonly path: string,
    private readonly codec: Pick<NoteCodec, 'mergeVersions'>,
    base: string,
    private readonly longest = longestSave,
  ) {
    this.#base = base;
  }

  /**
   * The editor may show what VS Code's storage has: it was opened, or loaded the file again. VS Code reports the first
   * character that a person types in the same way.
   */
  async rebase(text: string): Promise<void> {
    const before = this.#base;
    const stored = await this.files.own.read(this.path);
    const isSame = this.#base === before && !this.#save;
    if (isSame && stored && decode(stored, text) === text) this.#base = text;
  }

  /** VS Code has restored the unsaved text of a tab that was closed. */
  async restore(text: string): Promise<void> {
    const kept = await this.files.read(this.#basePath);
    const base = kept ?? (await this.files.own.read(this.path));
    if (base) this.#base = decode(base, text);
    if (kept) this.#keptBase = this.#base;
  }

  /** Called when there are unsaved edits. Stores their base, which VS Code does not store with them. */
  async change(text: string): Promise<void> {
    // VS Code has taken the merged text.
    if (text === this.#merged) this.#base = text;
    await this.#keepBase();
  }

  /** Called before VS Code stores a text. Returns the text to store, which has what other tabs have written meanwhile. */
  async beginSave(typed: string): Promise<string> {
    const save = this.#begin(this.#save, typed);
    this.#save = save;
    // A failure is thrown below.
    save.catch(() => undefined);
    return (await save)?.text ?? typed;
  }

  /**
   * Called when VS Code has stored a text, or the person has given up the save; without `state` if the editor was closed. The
   * journal gets the bytes that VS Code's storage has, which may have another encoding or other line ends.
   */
  async endSave(state: EditorState | undefined): Promise<void> {
    const save = this.#save;
    this.#save = undefined;
    await this.#endings.run(() => this.#end(save, state));
  }

  async #begin(last: Promise<Save | undefined> | undefined, typed: string): Promise<Save | undefined> {
    const ended = this.#endings.settled();
    const before = await this.files.own.read(this.path);
    // VS Code has refused the last save. A failure to begin it was reported then.
    (await last?.catch(() => undefined))?.lock.release();
    await ended;
    const lock = await this.#lock();
    try {
      const found = await this.files.read(this.path);
      if (await this.#isStoredSince(before)) {
        lock.release();
        return undefined;
      }
      const theirs = found && decode(found, typed);
      const text = theirs === undefined ? typed : await this.#merge(this.#base, typed, theirs);
      // Recorded before VS Code stores it, so that what other tabs write from now on contains it.
      if (text !== theirs) await this.files.record(this.path, new TextEncoder().encode(text));
      this.#base = typed;
      this.#merged = text;
      return { lock, text };
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** Whether VS Code has stored a text without waiting for the merged one, as it does after 1.75 seconds. */
  async #isStoredSince(before: Uint8Array | undefined): Promise<boolean> {
    const [stored, written] = await this.#bothCopies();
    if (!before || !stored || equalBytes(before, stored)) return false;
    return !written || !equalBytes(written, stored);
  }

  async #end(saving: Promise<Save | undefined> | undefined, state: EditorState | undefined): Promise<void> {
    // A failure to begin it was reported then.
    const save = await saving?.catch(() => undefined);
    // VS Code fires two events after each save, and none before a save “without formatting”.
    if (save || (state && (state.isDirty || state.text !== this.#base))) {
      this.#merged = undefined;
      const lock = save?.lock ?? (await this.#lock());
      await lock.finish(() => this.#record(save?.text ?? this.#base, state));
    }
    if (!state || (!state.isDirty && state.text === this.#base)) await this.#forgetBase();
    else if (this.#keptBase !== undefined) await this.#keepBase();
  }

  /** Merges what VS Code has stored with what other tabs have written. @param merged the text that was to be stored */
  async #record(merged: string, state: EditorState | undefined): Promise<void> {
    const [stored, written] = await this.#bothCopies();
    if (!stored) return;
    const ours = decode(stored, state?.text ?? merged);
    const isShown = state?.isDirty === false && state.text === ours;
    // Another tab may have replaced what VS Code has stored.
    if (!isShown && written && equalBytes(stored, written)) return;
    const theirs = written ? decode(written, ours) : ours;
    const text = await this.#merge(this.#base, ours, theirs);
    this.#base = ours;
    const bytes = text === ours ? stored : new TextEncoder().encode(text);
    // If the editor has unsaved text, VS Code would refuse to save it over a file that was written meanwhile. The text is
    // then recorded in the journal only, and merged by the next save.
    const mayStore = isShown || !state;
    if (text !== ours && mayStore) await this.files.write(this.path, bytes);
    else await this.#journal(bytes, written);
  }

  /** @param written what the journal has */
  async #journal(bytes: Uint8Array, written: Uint8Array | null | undefined): Promise<void> {
    if (!written || !equalBytes(bytes, written)) await this.files.record(this.path, bytes);
  }

  /** Reads the file from VS Code's storage and from the journal. */
  #bothCopies(): Promise<[stored: Uint8Array | undefined, written: Uint8Array | null | undefined]> {
    return Promise.all([this.files.own.read(this.path), this.files.written(this.path)]);
  }

  async #keepBase(): Promise<void> {
    if (this.#keptBase === this.#base) return;
    this.#keptBase = this.#base;
    await this.files.write(this.#basePath, new TextEncoder().encode(this.#base));
  }

  async #forgetBase(): Promise<void> {
    if (this.#keptBase === undefined) return;
    this.#keptBase = undefined;
    await this.files.remove(this.#basePath);
  }

  #lock(): Promise<HeldLock> {
    return HeldLock.acquire(this.files, this.path, this.longest);
  }

  get #basePath(): string {
    return `.unsaved/${this.path}.base`;
  }

  async #merge(base: string, ours: string, theirs: string): Promise<string> {
    const lines = mergeLines(base, ours, theirs);
    if (!lines.keptBoth) return lines.text;
    const paperId = notePaper(baseName(this.path));
    if (paperId === undefined) return lines.text;
    const merged = await this.codec.mergeVersions(base, ours, theirs, paperId);
    return merged.ok ? merged.value.text : lines.text;
  }
}

/** Decodes a file like the editor that shows `like`: without a byte order mark, and with the same line ends. */
export function decode(bytes: Uint8Array, like: string): string {
  return new TextDecoder().decode(bytes).replaceAll(/\r\n?|\n/gu, like.includes('\r\n') ? '\r\n' : '\n');
}
