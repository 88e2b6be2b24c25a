import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DailyPapersApi } from '../../src/publicApi';
import { activated, firstPaper, noteFile, until } from './extension';
import { files } from './files';

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(`dailyPapers.${command}`, ...args);

/** A row of a paper, as the views pass it to commands. */
const row = (paperId: string): object => ({
  kind: 'paper',
  key: `list|${paperId}`,
  paperId,
  parent: undefined,
});

suite('Undo and redo', () => {
  let api: DailyPapersApi;
  const paperId = async (at: number): Promise<string> => (await firstPaper(api, 'Jul 29', at)).id;
  const text = (id: string): Promise<string> => files.readText(noteFile(id));

  suiteSetup(async () => {
    api = await activated();
  });

  test('marks of several papers are one step', async () => {
    const ids = await Promise.all([30, 31, 32].map(paperId));
    const states = (): Promise<readonly string[]> => Promise.all(ids.map((id) => api.triage(id)));
    await api.setTriage(ids[1] ?? '', 'later');
    const rows = ids.map(row);
    await run('markRead', rows[0], rows);
    assert.deepEqual(await states(), ['read', 'read', 'read']);
    await run('undo');
    assert.deepEqual(await states(), ['unread', 'later', 'unread']);
    await run('redo');
    assert.deepEqual(await states(), ['read', 'read', 'read']);
    await run('undo');
    await run('undo');
    assert.deepEqual(await states(), ['unread', 'unread', 'unread']);
  });

  test('a day that was marked is one step', async () => {
    const day = (await api.days()).find(({ label }) => label === 'Jul 29');
    assert.ok(day);
    const states = (): Promise<readonly string[]> => Promise.all(day.paperIds.map((id) => api.triage(id)));
    const before = await states();
    await run('markDayRead', { kind: 'day', key: `day:${day.id}`, dayId: day.id });
    assert.ok((await states()).every((state) => state === 'read'));
    await run('undo');
    assert.deepEqual(await states(), before);
  });

  test('marking a day as unread marks read and skipped papers, and not those for later', async () => {
    const day = (await api.days()).find(({ label }) => label === 'Jul 29');
    assert.ok(day);
    const [skipped = '', later = '', ...others] = day.paperIds;
    const states = (): Promise<readonly string[]> => Promise.all(day.paperIds.map((id) => api.triage(id)));
    const node = { kind: 'day', key: `day:${day.id}`, dayId: day.id };
    await api.setTriage(skipped, 'skipped');
    await api.setTriage(later, 'later');
    await run('markDayRead', node);
    const before = await states();
    await run('markDayUnread', node);
    assert.deepEqual(await states(), ['unread', 'later', ...others.map(() => 'unread')]);
    await run('undo');
    assert.deepEqual(await states(), before);
    for (let step = 0; step < 3; step += 1) await run('undo');
  });

  test('tags, highlights and their deletion go back step by step, to the byte, and come again', async () => {
    const id = await paperId(33);
    const texts: string[] = [];
    const step = async (change: () => PromiseLike<unknown>): Promise<void> => {
      await change();
      texts.push(await text(id));
    };
    await step(() => api.updateNote(id, { addTags: ['method'], body: 'Mine.\n' }));
    await step(() => api.addHighlight(id, { start: 0, end: 9 }, { comment: 'Why?\nBecause.' }));
    await step(() => api.updateNote(id, { body: 'Mine, and more.\n' }));
    const [highlight] = (await api.note(id))?.highlights ?? [];
    assert.ok(highlight);
    await step(() => api.removeHighlight(id, highlight.id));
    await step(() => api.updateNote(id, { addTags: ['Method/x'] }));
    for (const before of texts.toReversed().slice(1)) {
      await run('undo');
      assert.equal(await text(id), before);
    }
    await run('undo');
    assert.equal(await files.exists(noteFile(id)), false);
    assert.equal(await api.note(id), undefined);
    for (const after of texts) {
      await run('redo');
      assert.equal(await text(id), after);
    }
    assert.deepEqual((await api.note(id))?.tags, ['method', 'Method/x']);
  });

  test('a note that was changed by another hand since is left alone; the step before it comes next', async () => {
    const [first, second] = [await paperId(34), await paperId(35)];
    await api.updateNote(first, { addTags: ['one'] });
    await api.updateNote(second, { addTags: ['two'] });
    const changed = (await text(second)).replace('two', 'three');
    await files.writeText(noteFile(second), changed);
    await until('the change is seen', async () => (await api.note(second))?.tags.includes('three'));
    await run('undo');
    assert.equal(await text(second), changed);
    assert.deepEqual((await api.note(first))?.tags, ['one']);
    await run('undo');
    assert.equal(await text(second), changed);
    assert.equal(await files.exists(noteFile(first)), false);
  });

  test('a packaged digest is removed and comes back, by undo or by its command', async () => {
    const labels = async (): Promise<readonly string[]> => (await api.days()).map(({ label }) => label);
    const all = await labels();
    const day = (await api.days()).find(({ label }) => label === 'Mar 14');
    assert.ok(day);
    const node = { kind: 'day', key: `day:${day.id}`, dayId: day.id };
    await run('removePackaged', node);
    assert.deepEqual(
      await labels(),
      all.filter((label) => label !== 'Mar 14'),
    );
    await run('undo');
    assert.deepEqual(await labels(), all);
    await run('redo');
    assert.ok(!(await labels()).includes('Mar 14'));
    await run('restorePackaged');
    assert.deepEqual(await labels(), all);
    await run('undo');
    await run('undo');
    assert.deepEqual(await labels(), all);
  });

  test('an import and a removal are undone and redone', async () => {
    const title = 'A Paper That Is Imported to Be Taken Back';
    const digest = `Feb 2\n\n1. ${title}\nThis abstract says what there is to say about it, in words enough.\n`;
    const isKnown = async (): Promise<boolean> =>
      (await api.search(`"${title}"`)).length > 0 && (await dayOf()) !== undefined;
    const dayOf = async () => (await api.days()).find(({ label }) => label.startsWith('Feb 2'));
    const report = await api.importDigest(digest, { name: 'taken back' });
    assert.equal(report.added, 1, JSON.stringify(report));
    await until('it is known', isKnown);
    await run('undo');
    assert.equal(await dayOf(), undefined);
    await run('redo');
    await until('it is known again', isKnown);
    await run('removeDigest', { kind: 'day', dayId: (await dayOf())?.id });
    assert.equal(await dayOf(), undefined);
    await run('undo');
    assert.ok(await dayOf());
    await run('redo');
    assert.equal(await dayOf(), undefined);
  });
});
