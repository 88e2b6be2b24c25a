import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioTransport } from '../../../src/server/stdioTransport';
import { eventually } from '../../support/eventually';

/** Answers of a server to lines, until the answer to a ping that is sent behind them. */
async function answers(version: string, ...lines: readonly string[]): Promise<readonly unknown[]> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const transport = new StdioTransport(input, output);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- as in mcpServer.ts
  const server = new Server({ name: 'test', version: '1' }, { capabilities: {} });
  const written: unknown[] = [];
  output.on('data', (text: Buffer) => {
    for (const line of text.toString().trimEnd().split('\n')) written.push(JSON.parse(line));
  });
  await server.connect(transport);
  const params = { protocolVersion: version, capabilities: {}, clientInfo: { name: 'test', version: '1' } };
  input.write(`${JSON.stringify({ jsonrpc: '2.0', id: 'start', method: 'initialize', params })}\n`);
  await eventually(() => assert.equal(written.length, 1));
  for (const line of lines) input.write(`${line}\n`);
  input.write(`${JSON.stringify(ping('end'))}\n`);
  await eventually(() => assert.ok(written.some((each) => (each as { id?: unknown }).id === 'end')));
  await transport.settled();
  await server.close();
  return written.slice(1).filter((each) => (each as { id?: unknown }).id !== 'end');
}

const ping = (id: unknown): object => ({ jsonrpc: '2.0', id, method: 'ping' });
const pong = (id: unknown): object => ({ jsonrpc: '2.0', id, result: {} });
const refused = (code: number, message: string, id: unknown = null): object => ({
  jsonrpc: '2.0',
  id,
  error: { code, message },
});
const newest = '2025-11-25';

suite('StdioTransport', () => {
  test('answers a batch at once where the protocol has batches, and else says that it has none', async () => {
    const notification = { jsonrpc: '2.0', method: 'notifications/none' };
    const batch = JSON.stringify([ping(1), notification, 7, { ...ping(2), jsonrpc: '1.0' }, ping(3)]);
    const old = '2025-03-26';
    const invalid = refused(-32600, 'The request is not one of JSON-RPC 2.0.', 2);
    assert.deepEqual(await answers(old, batch), [[invalid, pong(1), pong(3)]]);
    assert.deepEqual(await answers(old, JSON.stringify([notification])), []);
    const none = refused(
      -32600,
      'This version of the protocol has no batches: send each message in a line of its own.',
    );
    assert.deepEqual(await answers(newest, batch), [none]);
    assert.deepEqual(await answers(old, '[]'), [none]);
  });

  test('refuses a line that is no request with a sentence, and goes on', async () => {
    assert.deepEqual(await answers(newest, '{"jsonrpc":', '', ' \r'), [
      refused(-32700, 'The message is not JSON.'),
    ]);
    assert.deepEqual(await answers(newest, '{"jsonrpc":"2.0","id":{},"method":"ping"}'), [
      refused(-32600, 'The request is not one of JSON-RPC 2.0.'),
    ]);
    // What may be an answer is not answered.
    assert.deepEqual(await answers(newest, '7', '{"jsonrpc":"2.0","id":null,"error":{}}', '{}'), []);
  });

  test('refuses a message that is too long, and goes on', async () => {
    const long = `{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":"${'a'.repeat(5_000_000)}"}}`;
    assert.deepEqual(await answers(newest, long), [refused(-32600, 'A message may have at most 4 MB.')]);
  });

  test('names the parameter that does not match the protocol', async () => {
    const start = JSON.stringify({ ...ping(1), method: 'initialize', params: { capabilities: 1 } });
    const [answer] = (await answers(newest, start)) as readonly {
      error: { code: number; message: string };
    }[];
    assert.equal(answer?.error.code, -32602);
    assert.match(answer.error.message, /^The request is not valid: params\.\w+: [^{]*\.$/u);
  });
});
