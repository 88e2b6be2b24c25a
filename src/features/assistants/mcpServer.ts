import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import { overwriteFile } from '../../platform/node/files/atomicFile';
import { assistantFiles } from '../../services/assistants/assistantFiles';

/** How the server is started. */
interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The part of VS Code 1.101 that 1.100 lacks. */
interface McpApi {
  readonly McpStdioServerDefinition?: new (
    label: string,
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    version: string,
  ) => object;
}

interface McpProvider {
  readonly onDidChangeMcpServerDefinitions: (listener: () => void) => Disposable;
  provideMcpServerDefinitions(): Promise<readonly object[]>;
}

interface McpRegistry {
  registerMcpServerDefinitionProvider?(id: string, provider: McpProvider): Disposable;
}

/** The command that starts a script with the Node that runs this extension, which on a desktop is Electron's. */
function serverCommand({ globalStorageUri }: vscode.ExtensionContext, script: string): ServerCommand {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const workspace = folder?.uri.scheme === 'file' ? ['--workspace', folder.uri.fsPath] : [];
  return {
    command: process.execPath,
    args: [script, '--storage', globalStorageUri.fsPath, ...workspace],
    env: process.versions['electron'] === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' },
  };
}

/**
 * Lets VS Code find the server, from 1.101 on: before, the function is missing or throws.
 *
 * @param ready resolves once the server may be started
 */
export function registerMcpServer(
  context: vscode.ExtensionContext,
  ready: () => Promise<void>,
): Disposable | undefined {
  const { McpStdioServerDefinition } = vscode as McpApi;
  const registry = vscode.lm as McpRegistry;
  if (!McpStdioServerDefinition) return undefined;
  const { version } = context.extension.packageJSON as { readonly version?: unknown };
  const own = new DisposableStore();
  const changed = own.add(new Emitter<void>());
  own.add(vscode.workspace.onDidChangeWorkspaceFolders(() => changed.fire()));
  try {
    const provider = registry.registerMcpServerDefinitionProvider?.('dailyPapers.server', {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: async () => {
        await ready();
        const { command, args, env } = serverCommand(context, join(context.extensionPath, 'dist', 'mcp.cjs'));
        return [new McpStdioServerDefinition('Daily Papers', command, args, env, String(version))];
      },
    });
    if (provider) own.add(provider);
  } catch {
    // VS Code 1.100 has the function without the service behind it. Other clients can be configured by hand.
  }
  return own;
}

/** The configuration of the server for other clients, with a path that stays the same when the extension is updated. */
export async function mcpConfiguration(context: vscode.ExtensionContext): Promise<string> {
  await installLauncher(context);
  const { launcher } = assistantFiles(context.globalStorageUri.fsPath);
  const { command, args, env } = serverCommand(context, launcher);
  const server = { command, args, ...(Object.keys(env).length > 0 && { env }) };
  return `${JSON.stringify({ mcpServers: { 'daily-papers': server } }, undefined, 2)}\n`;
}

/** Puts the launcher into global storage, and the path of this version's server beside it. */
export async function installLauncher({
  extensionPath,
  globalStorageUri,
}: vscode.ExtensionContext): Promise<void> {
  const { launcher, server } = assistantFiles(globalStorageUri.fsPath);
  await mkdir(dirname(launcher), { recursive: true });
  await copyFile(join(extensionPath, 'dist', 'mcpLauncher.cjs'), launcher);
  const script = join(extensionPath, 'dist', 'mcp.cjs');
  await overwriteFile(server, new TextEncoder().encode(JSON.stringify({ script })));
}
