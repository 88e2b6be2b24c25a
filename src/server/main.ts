// Before any other code is loaded.
import './saveMemory';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { createMcpServer } from './mcpServer';
import { errorOutput, PaperServer } from './paperServer';
import { type PreparedPart, preparedParts } from './preparation';

// The server for assistants, built as a file of its own: node dist/mcp.cjs --storage <folder> [--workspace <folder>]

/** In bytes. A client that sends more than this in one message is not answered any more. */
const longestMessage = 64 * 1024 * 1024;
/** Calls may continue for this time after the client has closed the input, in milliseconds. */
const lastCalls = 10_000;

async function main(): Promise<void> {
  const { storage, workspace, part } = readArguments();
  if (storage === undefined) {
    process.stderr.write('Usage: mcp.cjs --storage <folder> [--workspace <folder>]\n');
    process.exitCode = 2;
    return;
  }
  // The standard output is used by the protocol, so lines must not be written to it.
  for (const name of ['log', 'info', 'debug'] as const) console[name] = console.error;
  process.on('uncaughtException', (error) => errorOutput.error('Nothing caught an error:', error));
  process.on('unhandledRejection', (reason) => errorOutput.error('Nothing handled a rejection:', reason));
  const extensionPath = join(__dirname, '..');
  const version = versionIn(extensionPath);
  const own = { extensionPath, version, storage, workspace, log: errorOutput };
  if (part !== undefined) {
    await prepare(new PaperServer(own), part);
    return;
  }
  const papers = new PaperServer({ ...own, start: { script: __filename, args: process.argv.slice(2) } });
  process.once('exit', () => papers.dispose());
  const server = createMcpServer(papers, version);
  server.onerror = (error) => errorOutput.warn(error.message.slice(0, 500));
  const transport = new AnsweringTransport(process.stdin, process.stdout, { maxBufferSize: longestMessage });
  process.stdout.on('error', () => process.exit());
  process.stdin.on('end', () => {
    void transport
      .settled()
      .then(() => papers.flush())
      .finally(() => process.exit());
  });
  server.onclose = () => process.exit();
  server.oninitialized = () => {
    // In a turn of its own, so that the first call does not wait for it.
    setImmediate(
      () =>
        void papers
          .prepare()
          .catch((error: unknown) => errorOutput.error('The library was not prepared:', error)),
    );
  };
  await server.connect(transport);
}

/** Prepares part of a large library for the server that has started this process, and ends with it. */
async function prepare(papers: PaperServer, part: PreparedPart): Promise<void> {
  process.once('disconnect', () => process.exit(1));
  try {
    await papers.store(part);
    process.exit(0);
  } catch (error) {
    errorOutput.error('The library was not prepared:', error);
    process.exit(1);
  }
}

/** Keeps track of the requests that have not been answered. */
class AnsweringTransport extends StdioServerTransport {
  readonly #pending = new Set<unknown>();
  #settled: () => void = () => undefined;

  override async start(): Promise<void> {
    const handle = this.onmessage;
    this.onmessage = (message) => {
      if ('method' in message && 'id' in message) this.#pending.add(message.id);
      // A cancelled request gets no answer.
      if ('method' in message && message.method === 'notifications/cancelled')
        this.#answered(message.params?.['requestId']);
      handle?.(message);
    };
    await super.start();
  }

  override async send(message: JSONRPCMessage): Promise<void> {
    await super.send(message);
    if (!('method' in message)) this.#answered(message.id);
  }

  /** Resolves when every request was answered, or after {@link lastCalls}. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.#settled = resolve;
      if (this.#pending.size === 0) resolve();
      setTimeout(resolve, lastCalls).unref();
    });
  }

  #answered(id: unknown): void {
    this.#pending.delete(id);
    if (this.#pending.size === 0) this.#settled();
  }
}

function readArguments(): {
  readonly storage: string | undefined;
  readonly workspace: string | undefined;
  readonly part: PreparedPart | undefined;
} {
  const { values } = parseArgs({
    options: { storage: { type: 'string' }, workspace: { type: 'string' }, prepare: { type: 'string' } },
    strict: false,
  });
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' && value !== '' ? value : undefined;
  return {
    storage: text(values.storage),
    workspace: text(values.workspace),
    part: preparedParts.find((part) => part === values.prepare),
  };
}

function versionIn(extensionPath: string): string {
  const manifest = JSON.parse(readFileSync(join(extensionPath, 'package.json'), 'utf8')) as {
    readonly version?: unknown;
  };
  return String(manifest.version);
}

void main();
