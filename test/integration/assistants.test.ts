import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated } from './extension';

suite('Tools for language models', () => {
  const call = async (name: string, input: object): Promise<string> => {
    const { content } = await vscode.lm.invokeTool(`dailyPapers_${name}`, {
      input,
      toolInvocationToken: undefined,
    });
    return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
  };

  test('are listed with what they take', async () => {
    await activated();
    // Newer versions of VS Code list a tool whose condition does not hold, too.
    const names = vscode.lm.tools
      .map(({ name }) => name)
      .filter((name) => name.startsWith('dailyPapers_') && name !== 'dailyPapers_annotate');
    assert.deepEqual(names.toSorted(), [
      'dailyPapers_cite',
      'dailyPapers_days',
      'dailyPapers_readNote',
      'dailyPapers_readPaper',
      'dailyPapers_references',
      'dailyPapers_related',
      'dailyPapers_search',
    ]);
  });

  test('find a paper of the library from a question in plain words, and read it', async () => {
    await activated();
    const found = await call('search', {
      query: 'Which paper robustifies state-space models for long sequences?',
    });
    const id = /paper:\/([a-z0-9-]+)/u.exec(found)?.[1];
    assert.ok(id, found);
    assert.match(id, /^robustifying-state-space-models/u);
    assert.match(await call('readPaper', { id }), /# Robustifying State-space Models[^]*state: unread/u);
    assert.match(await call('readNote', { id }), /no note/u);
    assert.match(await call('cite', { ids: [id] }), /@misc\{/u);
    assert.match(await call('related', { id }), /paper:\//u);
    assert.match(await call('days', {}), /58 papers/u);
    assert.match(await call('references', { id }), /in the workspace/u);
  });

  test('say what is wrong with an input, and change nothing without permission', async () => {
    const api = await activated();
    assert.match(await call('readPaper', { id: 'no-such-paper' }), /Search for it first/u);
    assert.match(await call('search', { path: '/etc/passwd' }), /There is no “path”/u);
    const [id = ''] = (await api.days())[0]?.paperIds ?? [];
    assert.match(await call('annotate', { id, addTags: ['x'] }), /has not allowed changes/u);
    assert.equal(await api.note(id), undefined);
    const settings = vscode.workspace.getConfiguration('dailyPapers');
    await settings.update('assistants.allowChanges', true, vscode.ConfigurationTarget.Global);
    try {
      assert.match(
        await call('annotate', { id, addTags: ['by-assistant'] }),
        /The user can take it back with the command Show Activity of Assistants/u,
      );
      assert.deepEqual((await api.note(id))?.tags, ['by-assistant']);
      await vscode.commands.executeCommand('dailyPapers.undo');
      assert.deepEqual((await api.note(id))?.tags ?? [], []);
    } finally {
      await settings.update('assistants.allowChanges', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
