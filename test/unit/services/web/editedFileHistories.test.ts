import assert from 'node:assert/strict';
import fc from 'fast-check';
import { directNoteCodec } from '../../../../src/core/notes/noteFunctions';
import { EditedFile } from '../../../../src/services/web/editedFile';
import { MemoryBrowser, turn } from '../../platform/web/memoryTabs';
import { runs } from '../../../support/testLength';

const path = 'notes/a-paper-0123abcd.md';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (content: Uint8Array | null | undefined): string =>
  new TextDecoder().decode(content ?? undefined);

const start = '---\npaper: a-paper-0123abcd\ntitle: A paper\ntags: [a]\n---\n\n# A paper\n\nWritten before.';
const line = '\nTyped and saved.';
const noLimit = 2 ** 30;

/**
 * The steps of a history. A save takes three steps, between which the user may go on typing. In a `hasty` save VS Code does
 * not wait for the save participants, in a `plain` one there are none, and `refuse` makes a save fail.
 */
const steps = ['type', 'save', 'hasty', 'plain', 'refuse', 'tag', 'load'] as const;
type Step = (typeof steps)[number];

interface Save {
  readonly kind: 'save' | 'hasty' | 'plain';
  readonly begunAt: number;
  readonly edited: Promise<string>;
  /** Releases the lock that delays a `hasty` save. */
  readonly free: (() => void) | undefined;
  stage: 'begun' | 'answered' | 'stored';
  snapshot: { readonly text: string; readonly version: number };
}

/** A text editor of VS Code that shows a note in the browser's storage, while tags are added to the note. */
class Editor {
  readonly browser = new MemoryBrowser();
  readonly tags: string[] = [];
  readonly #here;
  readonly #writer;
  readonly #file: EditedFile;
  readonly #writes: Promise<void>[] = [];
  text = start;
  isDirty = false;
  #version = 0;
  /** The number of writes that are not done. */
  #waiting = 0;
  #typed = 0;
  /** The last save was refused. It holds the lock until the next save begins, since the time limit is longer than a test. */
  #isRefused = false;
  #save: Save | undefined;

  /** Tags are written by another tab, or by the commands of this one, which go through the editor if it has unsaved text. */
  constructor(private readonly isElsewhere: boolean) {
    this.browser.stored.set(path, bytes(start));
    this.#here = this.browser.open();
    this.#writer = isElsewhere ? this.browser.open() : this.#here;
    this.#file = new EditedFile(this.#here, path, directNoteCodec, start, noLimit);
  }

  async act(step: Step): Promise<void> {
    if (step === 'type') this.type(1);
    else if (step === 'tag') await this.#tag();
    else if (step === 'load') await this.#load();
    else if (step === 'refuse') this.#refuse();
    else if (this.#save) await this.#goOn(this.#save);
    // While a write waits for the lock, only saves that take the lock begin: for the others, nothing prevents the write from
    // coming between the text that is stored and the event for it.
    else if (this.isDirty) await this.#begin(this.#waiting > 0 ? 'save' : step);
  }

  type(count: number): void {
    const more = line.slice(this.#typed, this.#typed + count);
    this.#typed += more.length;
    if (more !== '') this.#change(this.text + more);
  }

  /** Types the rest of the line, saves everything, and loads what others have written. */
  async settle(): Promise<void> {
    this.type(line.length);
    while (this.isDirty || this.#save) await this.act('save');
    await Promise.all(this.#writes);
    while (this.text !== text(this.browser.stored.get(path))) await this.#load();
  }

  #change(changed: string): void {
    this.text = changed;
    this.#version += 1;
    this.isDirty = true;
    void this.#file.change(changed);
  }

  async #begin(kind: Save['kind']): Promise<void> {
    if (kind !== 'plain') this.#isRefused = false;
    // Another tab holds the lock for too long.
    const free = kind === 'hasty' ? this.#holdLock() : undefined;
    const reads = this.browser.storedReads.get(path);
    const edited = kind === 'plain' ? Promise.resolve(this.text) : this.#file.beginSave(this.text);
    const snapshot = { text: this.text, version: this.#version };
    this.#save = { kind, begunAt: this.#version, edited, free, stage: 'begun', snapshot };
    if (kind === 'save') await edited;
    // The save participant reads the stored text first: VS Code waits for it for more than a second.
    if (free) while (this.browser.storedReads.get(path) === reads) await turn();
  }

  #holdLock(): () => void {
    let free = (): void => undefined;
    const held = new Promise<void>((resolve) => (free = resolve));
    void this.browser.open().exclusively(path, () => held);
    return free;
  }

  #refuse(): void {
    if (this.#save?.kind !== 'save' || this.#save.stage !== 'answered') return;
    this.#save = undefined;
    this.#isRefused = true;
  }

  async #goOn(save: Save): Promise<void> {
    if (save.stage === 'begun') {
      const edited = save.kind === 'save' ? await save.edited : this.text;
      if (edited !== this.text && save.begunAt === this.#version) this.#change(edited);
      save.snapshot = { text: this.text, version: this.#version };
      save.stage = 'answered';
    } else if (save.stage === 'answered') {
      this.browser.stored.set(path, bytes(save.snapshot.text));
      save.free?.();
      save.stage = 'stored';
    } else {
      this.isDirty = save.snapshot.version !== this.#version;
      this.#save = undefined;
      // VS Code fires two events after a save. In both the document is not dirty, even if it was edited meanwhile.
      const state = { text: this.text, isDirty: false };
      await Promise.all([this.#file.endSave(state), this.#file.endSave(state)]);
    }
  }

  async #tag(): Promise<void> {
    // Without a lock, a write could come between the text that is stored and the event for it.
    if (this.#save && this.#save.kind !== 'save') return;
    const tag = `t${this.tags.length}`;
    this.tags.push(tag);
    const add = (note: string): string => note.replace('[a', `[a, ${tag}`);
    if (this.isDirty && !this.isElsewhere) this.#change(add(this.text));
    else {
      const writer = this.#writer;
      const write = writer.exclusively(path, async () =>
        writer.write(path, bytes(add(text(await writer.read(path))))),
      );
      this.#waiting += 1;
      this.#writes.push(write.finally(() => (this.#waiting -= 1)));
      // Not awaited while a save holds the lock, which a later step releases.
      if (!this.#save && !this.#isRefused) await write;
    }
  }

  async #load(): Promise<void> {
    if (this.isDirty || this.#save) return;
    this.text = text(this.browser.stored.get(path));
    this.#version += 1;
    await this.#file.rebase(this.text);
  }
}

suite('Histories of a note that is open in a text editor of a browser', () => {
  for (const isElsewhere of [false, true])
    test(`keep each tag and each line once, with tags from ${isElsewhere ? 'another tab' : 'this tab'}`, async () => {
      const history = fc.array(fc.constantFrom<Step>('type', 'type', 'save', 'save', ...steps), {
        maxLength: 40,
      });
      const property = fc.asyncProperty(fc.nat(line.length), history, async (typed, acts) => {
        const editor = new Editor(isElsewhere);
        editor.type(typed);
        for (const act of acts) await editor.act(act);
        await editor.settle();
        const seen = text(await editor.browser.open().read(path));
        assert.equal(editor.text, seen);
        assert.equal(seen.split('Typed and saved.').length, 2, seen);
        assert.doesNotMatch(seen, /<!--/u);
        for (const tag of editor.tags) assert.ok(seen.includes(tag), `${tag} in ${seen}`);
      });
      await fc.assert(property, { numRuns: runs(200) });
    });
});
