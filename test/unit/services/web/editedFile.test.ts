import assert from 'node:assert/strict';
import { directNoteCodec } from '../../../../src/core/notes/noteFunctions';
import type { SharedFiles } from '../../../../src/platform/web/sharedFiles';
import { EditedFile } from '../../../../src/services/web/editedFile';
import { MemoryBrowser } from '../../platform/web/memoryTabs';

const path = 'notes/a-paper-0123abcd.md';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (content: Uint8Array | null | undefined): string =>
  new TextDecoder().decode(content ?? undefined);

const note = (tags: string, body: string): string =>
  `---\npaper: a-paper-0123abcd\ntitle: A paper\ntags: [${tags}]\n---\n\n${body}`;

suite('A file of the storage that is open in a text editor', () => {
  let browser: MemoryBrowser;
  let here: SharedFiles;
  setup(() => {
    browser = new MemoryBrowser();
    browser.stored.set(path, bytes(note('a', '# A paper\n')));
    here = browser.open();
  });

  const open = (base: string, files = here): EditedFile => new EditedFile(files, path, directNoteCodec, base);
  const inEditor = async (): Promise<EditedFile> => open(text(await here.own.read(path)));

  /** As VS Code saves: what another participant does, and typing that goes on, comes in between. */
  async function save(file: EditedFile, typed: string, change = (saved: string) => saved): Promise<string> {
    const saved = change(await file.beginSave(typed));
    browser.stored.set(path, bytes(saved));
    await file.endSave({ text: saved, isDirty: false });
    return saved;
  }

  test('what is saved is newer than what a tab has written before', async () => {
    await here.write(path, bytes(note('a, b', '# A paper\n')));
    await save(await inEditor(), note('a, b', '# A paper\n\nTyped.\n'));
    const later = browser.open();
    later.enter();
    assert.equal(text(await later.read(path)), note('a, b', '# A paper\n\nTyped.\n'));
  });

  test('what is saved is seen by other tabs before VS Code stores it', async () => {
    const file = await inEditor();
    await file.beginSave(note('a', '# A paper\n\nTyped.\n'));
    assert.match(text(await browser.open().read(path)), /Typed/u);
  });

  test('what was typed before, and is typed again, is newer too', async () => {
    const file = await inEditor();
    const first = text(await here.own.read(path));
    await save(file, note('a', '# A paper\n\nTyped.\n'));
    await save(file, first);
    assert.equal(text(await browser.open().read(path)), first);
  });

  test('a save contains what another tab has written since the editor read the file', async () => {
    const file = await inEditor();
    await browser.open().write(path, bytes(note('a, b', '# A paper\n')));
    const saved = await save(file, note('a', '# A paper\n\nTyped.\n'));
    assert.equal(saved, note('a, b', '# A paper\n\nTyped.\n'));
    assert.equal(text(await browser.open().read(path)), saved);
  });

  test('both tags are kept if two tabs have added one each', async () => {
    const file = await inEditor();
    await browser.open().write(path, bytes(note('a, b', '# A paper\n')));
    const saved = await save(file, note('a, c', '# A paper\n\nTyped.\n'));
    for (const part of ['b', 'c', 'Typed.']) assert.ok(saved.includes(part), saved);
    assert.doesNotMatch(saved, /two places/u);
  });

  test('what another tab writes while VS Code stores the text stays, and is based on it', async () => {
    const file = await inEditor();
    const typed = await file.beginSave(note('a', '# A paper\n\nTyped.\n'));
    const there = browser.open();
    const found = text(await there.read(path));
    await there.write(path, bytes(found.replace('[a]', '[a, b]')));
    // VS Code stores late.
    browser.stored.set(path, bytes(typed));
    await file.endSave({ text: typed, isDirty: false });
    assert.equal(text(await browser.open().read(path)), note('a, b', '# A paper\n\nTyped.\n'));
    assert.equal(text(browser.stored.get(path)), note('a, b', '# A paper\n\nTyped.\n'));
  });

  test('a save into which VS Code did not merge, as typing went on, loses nothing of the other tab', async () => {
    const file = await inEditor();
    await browser.open().write(path, bytes(note('a, b', '# A paper\n')));
    const typed = note('a', '# A paper\n\nTyped.\n');
    await save(file, typed, () => `${typed}More.\n`);
    assert.equal(text(await browser.open().read(path)), note('a, b', '# A paper\n\nTyped.\nMore.\n'));
  });

  test('what is typed while VS Code stores a text stays, though VS Code reports no unsaved text then', async () => {
    const file = await inEditor();
    const typed = note('a', '# A paper\n\nTyped.\n');
    await file.beginSave(typed);
    browser.stored.set(path, bytes(typed));
    await file.endSave({ text: `${typed}More.\n`, isDirty: false });
    assert.equal(await save(file, `${typed}More.\n`), `${typed}More.\n`);
  });

  test('nothing is stored beside unsaved text: VS Code would refuse the next save', async () => {
    const file = await inEditor();
    await browser.open().write(path, bytes(note('a, b', '# A paper\n')));
    const typed = note('a', '# A paper\n\nTyped.\n');
    await file.beginSave(typed);
    browser.stored.set(path, bytes(`${typed}More.\n`));
    await file.endSave({ text: `${typed}More.\nAnd more.\n`, isDirty: false });
    assert.equal(text(browser.stored.get(path)), `${typed}More.\n`);
    assert.equal(text(await browser.open().read(path)), note('a, b', '# A paper\n\nTyped.\nMore.\n'));
    const all = note('a, b', '# A paper\n\nTyped.\nMore.\nAnd more.\n');
    assert.equal(await save(file, `${typed}More.\nAnd more.\n`), all);
  });

  test('a save for which VS Code does not wait loses nothing of the other tab and nothing that was typed', async () => {
    const file = await inEditor();
    const there = browser.open();
    await there.write(path, bytes(note('a, b', '# A paper\n')));
    let free = (): void => undefined;
    const isHeld = new Promise<void>((resolve) => {
      void there.exclusively(path, () => {
        resolve();
        return new Promise<void>((freed) => (free = freed));
      });
    });
    await isHeld;
    const first = note('a', '# A paper\n\nOne.\n');
    const saves = [file.beginSave(first)];
    await here.own.read(path);
    await here.own.read(path);
    browser.stored.set(path, bytes(first));
    const end = file.endSave({ text: first, isDirty: false });
    saves.push(file.beginSave(note('a', '# A paper\n\nOne.\nTwo.\n')));
    free();
    await Promise.all([end, ...saves]);
    const saved = await saves[1];
    browser.stored.set(path, bytes(saved ?? ''));
    await file.endSave({ text: saved ?? '', isDirty: false });
    assert.equal(text(await browser.open().read(path)), note('a, b', '# A paper\n\nOne.\nTwo.\n'));
  });

  test('a save whose merging failed keeps what another tab has written', async () => {
    const file = await inEditor();
    await browser.open().write(path, bytes(note('a, b', '# A paper\n')));
    const typed = note('a', '# A paper\n\nTyped.\n');
    const record = here.record.bind(here);
    here.record = () => Promise.reject(new Error('The database is closed'));
    await assert.rejects(file.beginSave(typed), /database is closed/u);
    here.record = record;
    browser.stored.set(path, bytes(typed));
    await file.endSave({ text: typed, isDirty: false });
    assert.equal(text(await browser.open().read(path)), note('a, b', '# A paper\n\nTyped.\n'));
  });

  test('the bytes that VS Code stored are kept: byte order mark, line ends and what other participants changed', async () => {
    const stored = '\u{FEFF}one\r\ntwo  \r\n';
    browser.stored.set(path, bytes(stored));
    const file = open('one\r\ntwo  \r\n');
    await file.beginSave('one\r\ntwo  \r\nthree  \r\n');
    browser.stored.set(path, bytes('\u{FEFF}one\r\ntwo\r\nthree\r\n'));
    await file.endSave({ text: 'one\r\ntwo\r\nthree\r\n', isDirty: false });
    const found = await browser.open().read(path);
    assert.deepEqual(found, bytes('\u{FEFF}one\r\ntwo\r\nthree\r\n'));
    assert.deepEqual(await here.written(path), found);
  });

  test('a text with line ends of two kinds is saved once', async () => {
    browser.stored.set(path, bytes('one\r\ntwo\n'));
    const file = open('one\r\ntwo\r\n');
    assert.equal(await file.beginSave('one\r\ntwo\r\nthree\r\n'), 'one\r\ntwo\r\nthree\r\n');
  });

  test('a save that VS Code refused, and the person gave up, is taken back', async () => {
    const first = text(await here.own.read(path));
    for (const giveUp of [{ text: first, isDirty: false }, undefined]) {
      const file = await inEditor();
      await file.beginSave(note('a', '# A paper\n\nRefused.\n'));
      await file.endSave(giveUp);
      assert.equal(text(await browser.open().read(path)), first);
    }
  });

  test('a save that VS Code refused is saved with what is typed after it', async () => {
    const file = await inEditor();
    await file.beginSave(note('a', '# A paper\n\nRefused.\n'));
    await save(file, note('a', '# A paper\n\nRefused first.\n'));
    assert.equal(text(await browser.open().read(path)), note('a', '# A paper\n\nRefused first.\n'));
  });

  test('the first character that is typed is no text that another tab has removed', async () => {
    const file = await inEditor();
    await file.rebase(note('a', '# A paper\n\n'));
    const typed = note('a', '# A paper\n\nTyped.\n');
    assert.equal(await save(file, typed), typed);
  });

  test('what the editor has loaded again is what is typed on', async () => {
    const file = await inEditor();
    const there = browser.open();
    await there.write(path, bytes(note('a, b', '# A paper\n')));
    await file.rebase(note('a, b', '# A paper\n'));
    // The person removes the tag.
    const typed = note('a', '# A paper\n');
    assert.equal(await save(file, typed), typed);
    assert.equal(text(await there.read(path)), typed);
  });

  /** The editor of a tab that is opened after the one with the unsaved text was closed. */
  const restored = async (unsaved: string): Promise<EditedFile> => {
    const file = open(unsaved, browser.open());
    await file.restore(unsaved);
    return file;
  };

  test('an editor that is restored with unsaved text has what another tab has written before that', async () => {
    const unsaved = note('a', '# A paper\n\nTyped.\n');
    await (await inEditor()).change(note('a', '# A paper\n\nTyped.\n'));
    await browser.open().write(path, bytes(note('a, b', '# A paper\n')));
    const file = await restored(unsaved);
    const saved = await save(file, unsaved);
    assert.equal(saved, note('a, b', '# A paper\n\nTyped.\n'));
    assert.equal(text(await browser.open().read(path)), saved);
  });

  test('a base that was stored does not count for edits after a save', async () => {
    const file = await inEditor();
    await file.change(note('a', '# A paper\n\nTyped.\n'));
    await save(file, note('a, b', '# A paper\n'));
    const unsaved = note('a', '# A paper\n');
    assert.equal(await save(await restored(unsaved), unsaved), unsaved, 'the tag was removed');
  });

  test('edits after a save that VS Code refused are restored with what they are based on', async () => {
    const file = await inEditor();
    const refused = note('a', '# A paper\n\nRefused.\n');
    await file.change(refused);
    await file.beginSave(refused);
    await file.change(`${refused}More.\n`);
    await browser.open().write(path, bytes(note('a, b', '# A paper\n\nRefused.\n')));
    const unsaved = note('a', '# A paper\n');
    assert.equal(await save(await restored(unsaved), unsaved), note('a, b', '# A paper\n'));
  });

  test('two tabs that have one note in editors and save it in turn keep what both have typed', async () => {
    const there = browser.open();
    const [mine, other] = [await inEditor(), open(text(await here.own.read(path)), there)];
    await save(mine, note('a', '# A paper\n\nTyped here.\n'));
    const saved = await save(other, note('a', 'Typed there.\n\n# A paper\n'));
    for (const part of ['Typed here.', 'Typed there.']) assert.ok(saved.includes(part), saved);
    const again = await save(mine, note('a', '# A paper\n\nTyped here.\nAnd more.\n'));
    for (const part of ['Typed here.', 'Typed there.', 'And more.'])
      assert.equal(again.split(part).length, 2, again);
  });
});
