import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { build } from 'esbuild';
import type { ToolPermissions } from '../../src/core/assistants/permissions';
import { LocalStoreFolder } from '../../src/platform/node/files/localStoreFolder';
import { type PreparedPart, preparedParts } from '../../src/server/preparation';
import { AccessFile, type FolderAccess } from '../../src/services/assistants/accessFile';
import { mustRun } from './command';
import { root } from './paths';

let built: Promise<string> | undefined;

/**
 * Builds the server and the programs that it starts, and copies the seeds, once per process. Resolves to the server's
 * script, which is deleted when the process exits. Each program contains all of its modules; the tests in the extension
 * host run the programs that share layers.
 */
export function builtServer(): Promise<string> {
  return (built ??= buildServer());
}

async function buildServer(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'daily-papers-server-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const source = (name: string): string => join(root, 'src', name);
  const programs = [
    { entry: source('server/main.ts'), file: 'mcp.cjs' },
    { entry: source('server/launcher.ts'), file: 'mcpLauncher.cjs' },
    { entry: source('services/node/isolatedMain.ts'), file: 'isolated.js' },
    { entry: source('services/node/indexProcess.ts'), file: 'indexProcess.js' },
    { entry: source('services/node/referenceProcess.ts'), file: 'referenceProcess.js' },
  ];
  await Promise.all(
    programs.map(({ entry, file }) =>
      build({
        entryPoints: [entry],
        outfile: join(folder, 'dist', file),
        bundle: true,
        platform: 'node',
        target: 'node20',
        format: 'cjs',
        logLevel: 'error',
      }),
    ),
  );
  // The version of the parsers is that of these files: without them nothing that was parsed is cached.
  mkdirSync(join(folder, 'dist', 'web'));
  for (const name of ['extension.js', 'parsers.js']) writeFileSync(join(folder, 'dist', 'web', name), '');
  cpSync(join(root, 'seeds'), join(folder, 'seeds'), { recursive: true });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  return join(folder, 'dist', 'mcp.cjs');
}

/** Runs the server as it prepares part of a library. */
export async function prepare(folders: Folders, part: PreparedPart): Promise<void> {
  await mustRun(process.execPath, [await builtServer(), ...folderArguments(folders), '--prepare', part]);
}

/** The files of a storage where the packaged papers are parsed and indexed, as after a start of the extension. Made once. */
async function preparedStorage(): Promise<string> {
  return (prepared ??= (async () => {
    const folders = new AssistantFolders();
    process.once('exit', () => folders.dispose());
    for (const part of preparedParts) await prepare(folders, part);
    return folders.storage;
  })());
}

let prepared: Promise<string> | undefined;

type Folders = Pick<AssistantFolders, 'storage' | 'workspace'>;

const folderArguments = ({ storage, workspace }: Folders): readonly string[] => [
  ...['--storage', storage, '--workspace', workspace],
];

/** The folders of the extension: its global storage, and a workspace folder. */
export class AssistantFolders {
  readonly #folder = realpathSync(mkdtempSync(join(tmpdir(), 'daily-papers-assistants-')));
  readonly storage = join(this.#folder, 'storage');
  readonly workspace = join(this.#folder, 'workspace');

  constructor() {
    mkdirSync(this.storage);
    mkdirSync(this.workspace);
  }

  /** Folders in whose storage the packaged papers are parsed and indexed. */
  static async prepared(): Promise<AssistantFolders> {
    const folders = new AssistantFolders();
    cpSync(await preparedStorage(), folders.storage, { recursive: true });
    return folders;
  }

  /**
   * Writes the access file as the extension does when the folder is open and trusted.
   *
   * @param unicode `ProgramHost.unicode` of the extension
   */
  async allow(
    permissions: Partial<ToolPermissions>,
    settings: Record<string, unknown> = {},
    unicode?: string,
  ): Promise<void> {
    const access: FolderAccess = {
      notes: { base: this.workspace, segments: ['.papers', 'notes'] },
      linked: [],
      storage: join(this.#folder, 'workspaceStorage'),
    };
    await new AccessFile(new LocalStoreFolder(this.storage)).update((before) => ({
      ...before,
      permissions: { readNotes: false, write: false, fetch: false, ...permissions },
      folders: { [this.workspace]: access },
      settings,
      ...(unicode !== undefined && { unicode }),
    }));
  }

  /** Revokes the trust in the folder. */
  async distrust(): Promise<void> {
    await new AccessFile(new LocalStoreFolder(this.storage)).update((before) => ({
      ...before,
      folders: {},
    }));
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A client with its own server process: of `script`, or else {@link builtServer}. */
export class ServerClient {
  private constructor(
    readonly client: Client,
    readonly transport: StdioClientTransport,
  ) {}

  static async start(folders: Folders, name = 'test client', script?: string): Promise<ServerClient> {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [script ?? (await builtServer()), ...folderArguments(folders)],
      stderr: 'ignore',
    });
    const client = new Client({ name, version: '1' });
    await client.connect(transport);
    return new ServerClient(client, transport);
  }

  /** Calls a tool, and returns the text of its result or error. */
  async call(name: string, input: Record<string, unknown>): Promise<string> {
    const { content } = (await this.client.callTool({ name, arguments: input })) as CallToolResult;
    return content.map((part) => (part.type === 'text' ? part.text : '')).join('');
  }

  async stop(): Promise<void> {
    await this.client.close();
  }
}
