import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DailyPapersApi, Paper } from '../../src/publicApi';
import { activated, firstPaper, noteFile, until, workspaceFolder } from './extension';
import { files } from './files';

suite('The editor of a note', () => {
  let api: DailyPapersApi;
  let one: Paper;
  let other: Paper;

  suiteSetup(async () => {
    api = await activated();
    one = await firstPaper(api, 'Mar 14', 40);
    other = await firstPaper(api, 'Mar 14', 41);
    await api.updateNote(other.id, { addTags: ['language/known'] });
  });
  suiteTeardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const note = (front: string, body = ''): string => `---\npaper: ${one.id}\n${front}\n---\n\n${body}`;
  const open = async (text: string): Promise<vscode.TextEditor> => {
    const file = noteFile(one.id);
    await files.writeText(file, text);
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
    // VS Code's own watcher would bring it in too, but not on every machine that is busy.
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await until('the document is as the file is', () => editor.document.getText() === text);
    return editor;
  };
  const place = ({ document }: vscode.TextEditor, after: string): vscode.Position =>
    document.positionAt(document.getText().indexOf(after) + after.length);
  const complete = async (editor: vscode.TextEditor, after: string): Promise<vscode.CompletionItem[]> => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      editor.document.uri,
      place(editor, after),
    );
    return list.items;
  };
  const diagnostics = ({ document }: vscode.TextEditor): vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Daily Papers');
  const fixes = async ({ document }: vscode.TextEditor): Promise<vscode.CodeAction[]> => {
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    return vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, whole);
  };

  test('tags in use are offered in the front matter, papers after two brackets', async () => {
    const words = other.title.split(/\W+/).slice(0, 2).join(' ');
    const editor = await open(note('tags:\n  - lang', `See [[${words}`));
    const tag = (await complete(editor, '- lang')).find(({ label }) =>
      (typeof label === 'string' ? label : label.label).startsWith('language/known'),
    );
    assert.ok(tag, 'the tag is offered');
    const paper = (await complete(editor, `[[${words}`)).find(({ detail }) => detail === other.id);
    assert.equal(paper?.insertText, `${other.id}]]`);
  });

  test('a paper’s id is a link to the reader, and shows title and abstract as text', async () => {
    const editor = await open(note('tags:', `See [[${other.id}]].`));
    const { uri } = editor.document;
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      uri,
    );
    const targets = links.flatMap(({ target }) => (target?.scheme === 'paper' ? [target.query] : []));
    assert.deepEqual(targets, [one.id, other.id]);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      place(editor, `[[${other.id.slice(0, 8)}`),
    );
    const texts = hovers.flatMap(({ contents }) => contents);
    const hover = texts.find((text) => text instanceof vscode.MarkdownString && text.value.startsWith('**'));
    assert.ok(hover instanceof vscode.MarkdownString, 'the paper is shown');
    assert.ok(hover.isTrusted !== true && hover.supportHtml !== true);
    await vscode.commands.executeCommand(
      'vscode.open',
      links.find(({ target }) => target?.query === other.id)?.target,
    );
    await until('the reader shows it', () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputCustom && input.uri.query === other.id;
    });
  });

  test('errors are reported at their place, and corrected by a quick fix', async () => {
    const editor = await open(note('version: one\ntags: [a]'));
    const [found] = await until('a diagnostic', () => {
      const all = diagnostics(editor);
      return all.length > 0 && all;
    });
    assert.equal(editor.document.getText(found?.range), 'one');
    const [fix] = (await fixes(editor)).filter(({ title }) => title.startsWith('Set the version'));
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.ok(editor.document.getText().includes('version: 1\n'));
    await until('nothing is wrong any more', () => diagnostics(editor).length === 0);
    await editor.document.save();
  });

  test('a note with conflict markers is merged, by quick fix or command', async () => {
    const sides = '<<<<<<< HEAD\n  - ours\n=======\n  - theirs\n>>>>>>> branch';
    const editor = await open(note(`version: 1\ntags:\n${sides}`, 'Mine.\n'));
    await until('the conflict is said', () =>
      diagnostics(editor).some(({ code }) => code === 'conflict-markers'),
    );
    const [fix] = (await fixes(editor)).filter(({ command }) =>
      command?.command.endsWith('mergeConflictingNote'),
    );
    assert.deepEqual(fix?.command?.arguments, [editor.document.uri]);
    await vscode.commands.executeCommand('dailyPapers.mergeConflictingNote');
    assert.equal(editor.document.getText(), note('version: 1\ntags:\n  - ours\n  - theirs', 'Mine.\n'));
    await vscode.commands.executeCommand('undo');
    assert.ok(editor.document.getText().includes('<<<<<<<'), 'it can be undone');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  test('a note without a file has links, and no problems', async () => {
    const fresh = await firstPaper(api, 'Mar 14', 42);
    await vscode.commands.executeCommand('dailyPapers.openNote', fresh.id);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.scheme, 'papers-note');
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      editor.document.uri,
    );
    assert.ok(links.some(({ target }) => target?.query === fresh.id));
    assert.deepEqual(diagnostics(editor), []);
  });

  test('other Markdown has links to papers, and no problems', async () => {
    const file = vscode.Uri.joinPath(workspaceFolder(), 'other.md');
    await files.writeText(file, `---\nversion: one\n---\n[[${other.id}]]\n`);
    const document = await vscode.workspace.openTextDocument(file);
    await until('a link to the paper', async () => {
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
        'vscode.executeLinkProvider',
        document.uri,
      );
      return links.some(({ target }) => target?.scheme === 'paper');
    });
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });
}).timeout(60_000);
