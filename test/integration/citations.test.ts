import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, until, workspaceFolder } from './extension';
import { files } from './files';

suite('Citations', () => {
  test('a paper keeps its key, which a bibliography of the workspace decides', async () => {
    const api = await activated();
    const [day] = await api.days();
    const [id = '', other = ''] = day?.paperIds ?? [];
    const key = await api.citationKey(id);
    assert.match(key, /^[A-Za-z0-9]+$/u);
    assert.equal(await api.citationKey(id), key);

    const file = vscode.Uri.joinPath(workspaceFolder(), 'of-the-test.bib');
    const paper = await api.paper(other);
    await files.writeText(file, `@misc{mine,\n  title = {${paper?.title ?? ''}},\n}\n`);
    try {
      await until('the key of the bibliography', async () => (await api.citationKey(other)) === 'mine');
      assert.match(
        await api.cite([id, other], 'bibtex'),
        new RegExp(`^@misc\\{${key},[^@]+@misc\\{mine,`, 'u'),
      );
    } finally {
      await files.remove(file);
    }
  });

  test('an entry is added to a bibliography, and nothing else is changed', async () => {
    const api = await activated();
    const id = (await api.days())[0]?.paperIds[0] ?? '';
    const bib = '% mine\r\n@book{b, title={B}}\r\n';
    const updated = await api.updateBibliography(bib, [id]);
    assert.ok(updated.startsWith(bib));
    assert.ok(updated.includes(`{${await api.citationKey(id)},`));
    assert.equal(await api.updateBibliography(updated, [id]), updated);
    await assert.rejects(api.updateBibliography(bib, ['no-such-paper-00000000']), /holds no paper/u);
  });

  test('highlights and paragraphs of notes are found as they change', async () => {
    const api = await activated();
    const id = (await api.days())[0]?.paperIds[1] ?? '';
    await api.updateNote(id, { body: 'Zebras gallop over the savanna.\n\nElsewhere.\n' });
    const [paragraph] = await api.passages('zebra savana');
    assert.deepEqual(paragraph, { paperId: id, text: 'Zebras gallop over the savanna.' });
    const highlight = await api.addHighlight(id, { start: 0, end: 40 }, { comment: 'quagga' });
    const [found] = await api.passages('quagga');
    assert.deepEqual(found, { paperId: id, highlightId: highlight.id, text: highlight.quote });
    await api.removeHighlight(id, highlight.id);
    assert.deepEqual(await api.passages('quagga'), []);
    await api.updateNote(id, { body: '' });
    assert.deepEqual(await api.passages('zebra'), []);
  });
});
