import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { ErrorCode } from '@modelcontextprotocol/sdk/types.js';
import { AssistantFolders, ServerClient } from '../../support/assistantServer';

const ssm = 'robustifying-state-space-models-for-long-sequences-via-appro-45bf8eb6';

suite('Requests to the MCP server', () => {
  let folders: AssistantFolders;
  let server: ServerClient | undefined;
  const start = async (): Promise<Client> => (server = await ServerClient.start(folders)).client;
  setup(async () => {
    folders = await AssistantFolders.prepared();
  });
  teardown(async () => {
    await server?.stop();
    server = undefined;
    folders.dispose();
  });

  test('completes what the reference names, and says whether there is more', async () => {
    await folders.allow({ readNotes: true });
    const notes = join(folders.workspace, '.papers', 'notes');
    mkdirSync(notes, { recursive: true });
    writeFileSync(join(notes, `${ssm}.md`), `---\npaper: ${ssm}\n---\n\nA note.\n`);
    const client = await start();
    const complete = async (
      ref: { type: 'ref/resource'; uri: string } | { type: 'ref/prompt'; name: string },
      name: string,
      value: string,
    ): Promise<readonly [number, boolean | undefined]> => {
      const { completion } = await client.complete({ ref, argument: { name, value } });
      assert.equal(new Set(completion.values).size, completion.values.length);
      return [completion.values.length, completion.hasMore];
    };
    const paper = { type: 'ref/resource', uri: 'paper:/{id}' } as const;
    assert.deepEqual(await complete(paper, 'id', ''), [20, true]);
    assert.deepEqual(await complete(paper, 'id', 'zzzz'), [0, false]);
    assert.deepEqual(await complete(paper, 'section', 'I'), [0, false]);
    const note = { type: 'ref/resource', uri: 'note:/{id}' } as const;
    assert.deepEqual(await complete(note, 'id', ''), [1, false]);
    const prompt = { type: 'ref/prompt', name: 'summarise-marked' } as const;
    assert.deepEqual(await complete(prompt, 'topic', 'state'), [0, false]);
    const invalid = { code: ErrorCode.InvalidParams };
    await assert.rejects(complete({ type: 'ref/prompt', name: 'none' }, 'topic', 'state'), invalid);
    await assert.rejects(complete({ type: 'ref/resource', uri: 'file:///{id}' }, 'id', 'x'), invalid);
  });

  test('what is missing or wrong is refused with the code of the protocol', async () => {
    const client = await start();
    const notFound = -32002;
    for (const uri of ['paper:/nosuch', 'note:/nosuch', 'foo:/nosuch'])
      await assert.rejects(client.readResource({ uri }), { code: notFound }, uri);
    const invalid = (message: RegExp): object => ({ code: ErrorCode.InvalidParams, message });
    await assert.rejects(
      client.readResource({ uri: `paper:/${ssm}?section=nosuch` }),
      invalid(/section|whole paper/u),
    );
    for (const given of [undefined, {}, { topic: ' ' }])
      await assert.rejects(
        client.getPrompt({ name: 'summarise-marked', ...(given && { arguments: given }) }),
        invalid(/needs a topic/u),
      );
    await assert.rejects(
      client.callTool({ name: 'search', arguments: ['x'] as unknown as Record<string, unknown> }),
      invalid(/The request is not valid: params\.arguments: [^{]*\.$/u),
    );
  });
});
