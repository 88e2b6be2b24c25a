// Before any other code is loaded.
import './saveMemory';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createMcpServer } from './mcpServer';
import { errorOutput, PaperServer } from './paperServer';
import { type PreparedPart, preparedParts } from './preparation';
import { StdioTransport } from './stdioTransport';

// The server for assistants, built as a file of its own: node dist/mcp.cjs --storage <folder> [--workspace <folder>]

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
  const transport = new StdioTransport(process.stdin, process.stdout);
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
