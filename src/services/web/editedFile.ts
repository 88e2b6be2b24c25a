import { mergeLines } from '../../core/notes/mergeLines';
import type { NoteCodec } from '../../core/notes/noteFunctions';
import { notePaper } from '../../core/notes/noteName';
import { equalBytes } from '../../platform/common/bytes';
import type { SharedFiles } from '../../platform/web/sharedFiles';

/** What a text editor shows. */
export interface EditorState {
  readonly text: string;
  readonly isDirty: boolean;
}

/** A save that has begun and not ended. */
interface Save {
  /** The text in the editor before changes from other tabs were merged into it. */
  readonly typed: string;
  readonly text: string;
}

/**
 * A file of the extension's storage that is open in a text editor of this tab. VS Code reads and stores the file without
 * the journal, and does not see what other tabs write to it: that is merged into the text when it is saved, and what
 * is saved is recorded in the journal.
 */
export class EditedFile {
  /** The text on which the unsaved edits are based. */
  #base: string;
  /** The base as it is stored; undefined if none is. */
  #keptBase: string | undefined;
  #save: Save | undefined;

  constructor(
    private readonly files: SharedFiles,
    readonly path: string,
    private readonly codec: Pick<NoteCodec, 'mergeVersions'>,
    base: string,
  ) {
    this.#base = base;
  }

  /**
   * The editor may show what VS Code's storage has: it was opened, or loaded the file again. VS Code reports the first
   * character that a person types in the same way.
   */
  async rebase(text: string): Promise<void> {
    const stored = await this.files.own.read(this.path);
    if (stored && decode(stored, text) === text) this.#base = text;
  }

  /** VS Code has restored the unsaved text of a tab that was closed. */
  async restore(text: string): Promise<void> {
    const kept = await this.files.read(this.#basePath);
    const base = kept ?? (await this.files.own.read(this.path));
    if (base) this.#base = decode(base, text);
    if (kept) this.#keptBase = this.#base;
  }

  /** Called when there are unsaved edits. Stores their base, which VS Code does not store with them. */
  async keepBase(): Promise<void> {
    if (this.#keptBase === this.#base) return;
    this.#keptBase = this.#base;
    await this.files.write(this.#basePath, new TextEncoder().encode(this.#base));
  }

  /** Called before VS Code stores a text. Returns the text to store, which has what other tabs have written meanwhile. */
  beginSave(typed: string): Promise<string> {
    return this.files.exclusively(this.path, async () => {
      const written = await this.files.read(this.path);
      const theirs = written && decode(written, typed);
      const isChanged = theirs !== undefined && theirs !== this.#base && theirs !== typed;
      const text = isChanged ? await this.#merge(this.#base, typed, theirs) : typed;
      this.#save = { typed, text };
      this.#base = text;
      // Recorded before it is stored: what other tabs write from now on contains it.
      if (text !== theirs) await this.files.record(this.path, new TextEncoder().encode(text));
      return text;
    });
  }

  /**
   * Called when VS Code has stored a text, or the person has given up the save; without `state` if the editor was closed. The
   * journal gets the bytes that VS Code's storage has, which may have another encoding or other line ends, unless another tab
   * has written more meanwhile.
   */
  async endSave(state: EditorState | undefined): Promise<void> {
    if (this.#keptBase !== undefined && state?.isDirty !== true) {
      this.#keptBase = undefined;
      await this.files.remove(this.#basePath);
    }
    const save = this.#save;
    if (!save) return;
    this.#save = undefined;
    await this.files.exclusively(this.path, async () => {
      const [stored, written] = await Promise.all([
        this.files.own.read(this.path),
        this.files.written(this.path),
      ]);
      if (!stored) return;
      const shown = state?.isDirty === true ? save.text : state?.text;
      const ours = shown ?? decode(stored, save.text);
      const theirs = written ? decode(written, ours) : ours;
      const text =
        theirs === ours ? ours : await this.#merge(ours === save.text ? ours : save.typed, ours, theirs);
      this.#base = ours;
      if (text !== ours) await this.files.write(this.path, new TextEncoder().encode(text));
      else if (!written || !equalBytes(stored, written)) await this.files.record(this.path, stored);
    });
  }

  get #basePath(): string {
    return `.unsaved/${this.path}.base`;
  }

  async #merge(base: string, ours: string, theirs: string): Promise<string> {
    const lines = mergeLines(base, ours, theirs);
    if (!lines.keptBoth) return lines.text;
    const paperId = notePaper(this.path.slice(this.path.lastIndexOf('/') + 1));
    if (paperId === undefined) return lines.text;
    const merged = await this.codec.mergeVersions(base, ours, theirs, paperId);
    return merged.ok ? merged.value.text : lines.text;
  }
}

/** Decodes a file like the editor that shows `like`: without a byte order mark, and with the same line ends. */
export function decode(bytes: Uint8Array, like: string): string {
  return new TextDecoder().decode(bytes).replaceAll(/\r\n?|\n/gu, like.includes('\r\n') ? '\r\n' : '\n');
}
