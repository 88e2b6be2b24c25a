import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import * as vscode from 'vscode';
import { toolNames } from '../../src/core/assistants/toolSchemas';
import { eventually } from '../support/eventually';
import { activated } from './extension';

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
        assert.match(
          await ask('annotate', { id, addTags: ['from-server'], state: 'later' }),
          /can take it back/u,
        ),
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

suite('The MCP server in VS Code 1.100', () => {
  if (Number(vscode.version.split('.')[1]) > 100) return;

  test('cannot be registered, since the function throws, and the extension starts all the same', async () => {
    await activated();
    const { registerMcpServerDefinitionProvider: register } = vscode.lm as {
      readonly registerMcpServerDefinitionProvider?: (id: string, provider: object) => vscode.Disposable;
    };
    assert.equal(typeof register, 'function');
    assert.throws(() => register?.('dailyPapers.server', { provideMcpServerDefinitions: () => [] }));
    assert.equal(vscode.extensions.getExtension('daily-papers.daily-papers')?.isActive, true);
  });
});

suite('The MCP server as VS Code finds it', () => {
  if (Number(vscode.version.split('.')[1]) <= 100) return;

  test('is started by VS Code, and its tools answer', async () => {
    await activated();
    const ofServer = (name: string): string | undefined =>
      vscode.lm.tools.find((tool) => new RegExp(`^mcp_.*_${name}$`, 'u').test(tool.name))?.name;
    await eventually(async () => {
      await vscode.commands.executeCommand('workbench.mcp.startServer', '*', { waitForLiveTools: true });
      assert.deepEqual(
        toolNames.filter((name) => ofServer(name) === undefined),
        [],
        vscode.lm.tools.map(({ name }) => name).join(),
      );
    });
    const { content } = await vscode.lm.invokeTool(ofServer('search') ?? '', {
      input: { query: 'scaling laws' },
      toolInvocationToken: undefined,
    });
    const [answer] = content;
    assert.ok(answer instanceof vscode.LanguageModelTextPart);
    assert.match(answer.value, /paper:\/scaling-laws-for-autoregressive/u);
  });
});

/** Opens a quick pick and takes its first row, as a person does with Enter. Resolves when the command has ended. */
async function acceptFirst(open: () => Thenable<unknown>): Promise<void> {
  const closed = Promise.resolve(open()).then(() => true);
  const soon = (): Promise<boolean> => new Promise((resolve) => setTimeout(() => resolve(false), 100));
  while (!(await Promise.race([closed, soon()])))
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
}
