import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { type AssistantFolders, builtServer } from './assistantServer';

/** A server process without a client of the SDK, for sending it any line and checking every line that it writes. */
export class RawServer {
  readonly impure: string[] = [];
  readonly #waiting = new Map<number, (message: unknown) => void>();
  readonly #exit: Promise<number | null>;
  #id = 1_000_000;

  private constructor(private readonly child: ReturnType<typeof spawn>) {
    this.#exit = new Promise((resolve) => child.once('exit', resolve));
    if (!child.stdout) throw new Error('It has no output.');
    createInterface({ input: child.stdout }).on('line', (line) => this.#received(line));
  }

  static async start({ storage }: AssistantFolders, script?: string): Promise<RawServer> {
    const args = [script ?? (await builtServer()), '--storage', storage];
    return new RawServer(spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] }));
  }

  write(line: string): void {
    this.child.stdin?.write(`${line}\n`);
  }

  notify(method: string): void {
    this.write(JSON.stringify({ jsonrpc: '2.0', method }));
  }

  request(method: string, params: object): Promise<unknown> {
    const id = (this.#id += 1);
    const answer = new Promise<unknown>((resolve) => this.#waiting.set(id, resolve));
    this.write(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    return answer;
  }

  /** Closes its input; resolves to its exit code. */
  end(): Promise<number | null> {
    this.child.stdin?.end();
    return this.#exit;
  }

  #received(line: string): void {
    try {
      const message = JSON.parse(line) as { readonly jsonrpc?: unknown; readonly id?: unknown };
      if (message.jsonrpc !== '2.0') this.impure.push(line);
      this.#waiting.get(Number(message.id))?.(message);
    } catch {
      this.impure.push(line);
    }
  }
}

const methods = [
  'tools/call',
  'tools/list',
  'resources/read',
  'resources/list',
  'completion/complete',
  'prompts/get',
  'ping',
  'initialize',
  'no/such',
];
const names = fc.constantFrom(
  'search',
  'readPaper',
  'readNote',
  'days',
  'related',
  'cite',
  'references',
  'annotate',
  '__proto__',
  '../x',
);
/** A line that may be sent to a server: a text, a JSON value, or a request that is more or less right. */
const message = fc.oneof(
  fc.string(),
  fc.json(),
  fc
    .record({
      jsonrpc: fc.constantFrom('2.0', '1.0', null),
      id: fc.oneof(fc.integer(), fc.string(), fc.constant(null)),
      method: fc.constantFrom(...methods),
      params: fc.oneof(
        fc.jsonValue(),
        fc.record({
          name: names,
          arguments: fc.oneof(
            fc.jsonValue(),
            fc.record({ query: fc.string(), id: fc.string(), cursor: fc.string() }),
            fc.dictionary(
              fc.constantFrom('query', 'id', 'ids', 'day', 'in', 'cursor', 'section', '__proto__'),
              fc.jsonValue(),
            ),
          ),
        }),
        fc.record({
          uri: fc.oneof(fc.string(), fc.constantFrom('paper:/..%2f', 'note:/%', 'file:///etc/passwd')),
          cursor: fc.jsonValue(),
        }),
      ),
    })
    .map((value) => JSON.stringify(value)),
);

/** The number of messages that are sent before a response is awaited. */
const sentAtOnce = 500;

/**
 * Sends random messages to a server, which must answer requests in between and at the end, write only messages of the
 * protocol, and exit as usual.
 *
 * @returns the number of messages that were sent
 */
export async function sendRubbish(folders: AssistantFolders, count: number, seed?: number): Promise<number> {
  const server = await RawServer.start(folders);
  await server.request('initialize', {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'raw', version: '1' },
  });
  server.notify('notifications/initialized');
  const lines = fc.sample(message, { numRuns: count, ...(seed !== undefined && { seed }) });
  for (let from = 0; from < lines.length; from += sentAtOnce) {
    for (const text of lines.slice(from, from + sentAtOnce)) server.write(text.replace(/[\r\n]/gu, ' '));
    const { result } = (await server.request('tools/list', {})) as { result: { tools: readonly unknown[] } };
    assert.equal(result.tools.length, 8);
  }
  assert.deepEqual(server.impure, []);
  assert.equal(await server.end(), 0);
  return lines.length;
}
