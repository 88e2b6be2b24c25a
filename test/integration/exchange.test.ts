import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DailyPapersApi, Highlight } from '../../src/publicApi';
import { activated, firstPaper, noteFile, until } from './extension';
import { files } from './files';

suite('Export and import of annotations', () => {
  let api: DailyPapersApi;
  let folder: vscode.Uri;
  let file: vscode.Uri;

  suiteSetup(async () => {
    api = await activated();
    folder = await files.temporaryFolder();
    file = vscode.Uri.joinPath(folder, 'exported.jsonld');
  });
  suiteTeardown(() => files.remove(folder));

  const command = async (name: string, argument: unknown): Promise<void> => {
    await vscode.commands.executeCommand(`dailyPapers.${name}`, argument);
  };
  const said = (highlights: readonly Highlight[]): unknown =>
    highlights.map(({ quote, start, end, color, comment }) => ({ quote, start, end, color, comment }));

  test('annotations that were exported and deleted come back by import, once', async () => {
    const paper = await firstPaper(api, 'Mar 14', 30);
    await api.addHighlight(paper.id, { start: 0, end: 24 }, { color: 'blue', comment: 'So far.' });
    const before = await api.updateNote(paper.id, { addTags: ['export/one'], body: 'My view.\n' });
    await command('exportAnnotations', { format: 'jsonld', papers: [paper.id], file });

    await files.remove(noteFile(paper.id));
    await until('the note is gone', async () => (await api.note(paper.id)) === undefined);
    for (const round of ['first', 'second']) {
      await command('importAnnotations', file);
      const after = await until(`the note is there, ${round} time`, () => api.note(paper.id));
      assert.deepEqual(said(after.highlights), said(before.highlights));
      assert.deepEqual(after.tags, before.tags);
      assert.equal(after.body.match(/My view/g)?.length, 1);
    }
    assert.ok(await files.exists(noteFile(paper.id)));
  });

  test('a tag is exported as a table, with the papers that have it alone', async () => {
    const [one, other] = await Promise.all([31, 32].map((at) => firstPaper(api, 'Mar 14', at)));
    assert.ok(one && other);
    await api.updateNote(one.id, { addTags: ['export/table'] });
    await api.updateNote(other.id, { addTags: ['export-not'] });
    await command('exportAnnotations', { format: 'csv', tag: 'export/table', file });
    const text = await files.readText(file);
    assert.ok(text.startsWith('paper,title,'), text);
    assert.ok(text.includes(one.id) && !text.includes(other.id), text);
  });

  test('a file that holds no annotations changes nothing', async () => {
    const paper = await firstPaper(api, 'Mar 14', 31);
    const before = await files.readText(noteFile(paper.id));
    await files.writeText(file, 'no JSON');
    await command('importAnnotations', file);
    assert.equal(await files.readText(noteFile(paper.id)), before);
  });
});
