import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DailyPapersApi } from '../../src/publicApi';
import { activated, firstPaper, noteFile, until, workspaceFolder } from './extension';
import { files } from './files';

suite('Notes', () => {
  let api: DailyPapersApi;

  suiteSetup(async () => {
    api = await activated();
  });

  teardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  test('looking at a note leaves nothing behind', async () => {
    const { id, title } = await firstPaper(api, 'Mar 14', 10);
    await vscode.commands.executeCommand('dailyPapers.openNote', id);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'markdown');
    assert.ok(document.getText().includes(title), document.getText());
    assert.equal(document.isDirty, false);
    assert.equal(await files.exists(noteFile(id)), false);
  });

  test('a note becomes a file when it is first saved', async () => {
    const { id } = await firstPaper(api, 'Mar 14', 11);
    await vscode.commands.executeCommand('dailyPapers.openNote', id);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    await editor.edit((edit) =>
      edit.insert(editor.document.lineAt(editor.document.lineCount - 1).range.end, 'My words.\n'),
    );
    // Where VS Code saves by itself there may be nothing left to save.
    await editor.document.save();
    await until('the file is there', () => files.exists(noteFile(id)));
    assert.ok((await files.readText(noteFile(id))).endsWith('My words.\n'));
    const note = await until('the note is known', () => api.note(id));
    assert.ok(note.body.includes('My words.'));
    const { scheme } = workspaceFolder();
    await until('the file takes the place of the draft', () => {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      const ofNote = tabs.flatMap(({ input }) =>
        input instanceof vscode.TabInputText && input.uri.path.includes(id) ? [input.uri.scheme] : [],
      );
      return vscode.window.activeTextEditor?.document.uri.scheme === scheme && ofNote.join() === scheme;
    });
  });

  test('tags and body are stored in the workspace, and edits by hand stay', async () => {
    const { id } = await firstPaper(api, 'Mar 14', 12);
    const note = await api.updateNote(id, { addTags: ['method/diffusion', 'todo'], body: 'A thought.\n' });
    assert.deepEqual(note.tags, ['method/diffusion', 'todo']);
    assert.equal(note.uri, noteFile(id).toString());
    const text = await files.readText(noteFile(id));
    await files.writeText(noteFile(id), text.replace('version: 1', 'version: 1 # mine\nmood: good'));
    await until('the edit by hand is read', async () =>
      (await api.search('diffusion')).some(({ paperId }) => paperId === id),
    );
    await api.updateNote(id, { removeTags: ['todo'] });
    const after = await files.readText(noteFile(id));
    assert.ok(after.includes('version: 1 # mine\nmood: good\n'), after);
    assert.deepEqual((await api.note(id))?.tags, ['method/diffusion']);
  });

  test('an edit of the file from outside is seen', async () => {
    const { id } = await firstPaper(api, 'Mar 14', 13);
    await api.updateNote(id, { addTags: ['before'] });
    const text = await files.readText(noteFile(id));
    await files.writeText(noteFile(id), text.replace('- before', '- after'));
    await until('the tag is the new one', async () => (await api.note(id))?.tags.includes('after'));
  });

  test('the address of a note is that of its file, in any case of the name', async () => {
    const { id } = await firstPaper(api, 'Mar 14', 15);
    const file = vscode.Uri.joinPath(noteFile(id), '..', `${id}.md`.toUpperCase());
    await files.writeText(file, `---\npaper: ${id}\ntags:\n  - loud\n---\n`);
    const note = await until('the note is read', async () => {
      const read = await api.note(id);
      return read?.tags.includes('loud') ? read : undefined;
    });
    assert.equal(note.uri, file.toString());
  });

  test('a tag is renamed and deleted in all notes, and undone', async () => {
    const papers = await Promise.all([20, 21].map((at) => firstPaper(api, 'Mar 14', at)));
    for (const { id } of papers) await api.updateNote(id, { addTags: ['old/one', 'other'] });
    const tags = async (): Promise<(readonly string[] | undefined)[]> =>
      Promise.all(papers.map(async ({ id }) => (await api.note(id))?.tags));
    const become = (wanted: readonly string[]): Promise<unknown> =>
      until(`tags are ${wanted.join()}`, async () =>
        (await tags()).every((own) => own?.toSorted().join() === wanted.join()),
      );

    void vscode.commands.executeCommand('dailyPapers.deleteTag', { kind: 'tag', key: 'tag:old', tag: 'old' });
    await become(['other']);
    for (const { id } of papers) assert.ok(!(await files.readText(noteFile(id))).includes('old/one'));

    await vscode.commands.executeCommand('dailyPapers.undo');
    await become(['old/one', 'other']);
    await vscode.commands.executeCommand('dailyPapers.redo');
    await become(['other']);
  });

  test('a tag is deleted in an editor with unsaved changes, and stays unsaved there', async () => {
    const { id } = await firstPaper(api, 'Mar 14', 22);
    await api.updateNote(id, { addTags: ['typed'] });
    const document = await vscode.workspace.openTextDocument(noteFile(id));
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(document.positionAt(document.getText().length), 'Typed.\n'));
    const [saved, typed] = [await files.readText(noteFile(id)), document.getText()];
    await vscode.commands.executeCommand('dailyPapers.deleteTag', {
      kind: 'tag',
      key: 'tag:typed',
      tag: 'typed',
    });
    assert.equal(document.getText(), typed.replace(/ *- typed\n/u, ''));
    assert.equal(await files.readText(noteFile(id)), saved);
    await vscode.commands.executeCommand('dailyPapers.undo');
    assert.equal(document.getText(), typed);
    await document.save();
    assert.equal(await files.readText(noteFile(id)), typed);
  });

  test('a highlight keeps its words and goes when it is removed', async () => {
    const paper = await firstPaper(api, 'Mar 14', 14);
    const highlight = await api.addHighlight(
      paper.id,
      { start: 4, end: 20 },
      { color: 'green', comment: 'Why?' },
    );
    assert.equal(highlight.quote, paper.abstract.slice(4, 20));
    assert.equal(highlight.state, 'anchored');
    assert.deepEqual(
      (await api.note(paper.id))?.highlights.map(({ id }) => id),
      [highlight.id],
    );
    await api.removeHighlight(paper.id, highlight.id);
    assert.deepEqual((await api.note(paper.id))?.highlights, []);
  });
});
