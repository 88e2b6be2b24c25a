import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually';
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
      assert.match(await call('annotate', { id, addTags: ['by-assistant'] }), /The user can undo each step/u);
      assert.deepEqual((await api.note(id))?.tags, ['by-assistant']);
      await vscode.commands.executeCommand('dailyPapers.undo');
      assert.deepEqual((await api.note(id))?.tags ?? [], []);
    } finally {
      await settings.update('assistants.allowChanges', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

suite('The MCP server beside the window', () => {
  let client: Client;

  suiteSetup(async () => {
    await activated();
    await vscode.commands.executeCommand('dailyPapers.copyMcpConfiguration');
    const { mcpServers } = JSON.parse(await vscode.env.clipboard.readText()) as {
      mcpServers: Record<string, { command: string; args: string[]; env?: Record<string, string> }>;
    };
    const { command, args, env } = mcpServers['daily-papers'] ?? assert.fail('It names no server.');
    client = new Client({ name: 'host test', version: '1' });
    const known = Object.fromEntries(
      Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    await client.connect(new StdioClientTransport({ command, args, env: { ...known, ...env } }));
  });
  suiteTeardown(() => client.close());

  const ask = async (name: string, input: Record<string, unknown>): Promise<string> => {
    const { content } = (await client.callTool({ name, arguments: input })) as CallToolResult;
    return content.map((part) => (part.type === 'text' ? part.text : '')).join('');
  };

  test('starts by the copied configuration, and reads what the window reads', async () => {
    const api = await activated();
    const [id = ''] = (await api.days())[1]?.paperIds ?? [];
    await api.updateNote(id, { append: 'Written in the window.', addTags: ['from-window'] });
    try {
      await eventually(async () =>
        assert.match(await ask('readNote', { id }), /from-window[^]*Written in the window/u),
      );
      assert.match(await ask('search', { query: 'tag:from-window' }), new RegExp(id, 'u'));
    } finally {
      await vscode.commands.executeCommand('dailyPapers.undo');
    }
  });

  test('changes only what the settings allow; the window sees the change, and reverts it', async () => {
    const api = await activated();
    const [id = ''] = (await api.days())[1]?.paperIds ?? [];
    const before = await api.note(id);
    assert.match(await ask('annotate', { id, addTags: ['from-server'] }), /has not allowed changes/u);
    const settings = vscode.workspace.getConfiguration('dailyPapers');
    await settings.update('assistants.allowChanges', true, vscode.ConfigurationTarget.Global);
    try {
      await eventually(async () =>
        assert.match(await ask('annotate', { id, addTags: ['from-server'], state: 'later' }), /can undo/u),
      );
      await eventually(async () => {
        assert.ok((await api.note(id))?.tags.includes('from-server'));
        assert.equal(await api.triage(id), 'later');
      });
      await acceptFirst(() => vscode.commands.executeCommand('dailyPapers.showAssistantActivity'));
      await eventually(async () => {
        assert.equal(await api.triage(id), 'unread');
        assert.deepEqual((await api.note(id))?.tags ?? [], before?.tags ?? []);
      });
      // The revert is a step of the window.
      await vscode.commands.executeCommand('dailyPapers.undo');
      assert.ok((await api.note(id))?.tags.includes('from-server'));
      await vscode.commands.executeCommand('dailyPapers.redo');
      assert.deepEqual((await api.note(id))?.tags ?? [], before?.tags ?? []);
    } finally {
      await settings.update('assistants.allowChanges', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

/** Opens a quick pick and takes its first row, as a person does with Enter. Resolves when the command has ended. */
async function acceptFirst(open: () => Thenable<unknown>): Promise<void> {
  const closed = Promise.resolve(open()).then(() => true);
  const soon = (): Promise<boolean> => new Promise((resolve) => setTimeout(() => resolve(false), 100));
  while (!(await Promise.race([closed, soon()])))
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
}
