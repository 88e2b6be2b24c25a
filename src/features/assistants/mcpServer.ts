import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import type { McpServerHost } from '../../services/assistants/mcpServerHost';
import { l10n } from '../../platform/vscode/ui/l10n';

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

/**
 * Lets VS Code find the server, from 1.101 on: before, the function is missing or throws.
 *
 * @param ready resolves once the server may be started
 */
export function registerMcpServer(
  server: McpServerHost,
  version: string,
  ready: () => Promise<void>,
): Disposable | undefined {
  const { McpStdioServerDefinition } = vscode as McpApi;
  const registry = vscode.lm as McpRegistry;
  if (!McpStdioServerDefinition) return undefined;
  const own = new DisposableStore();
  const changed = own.add(new Emitter<void>());
  own.add(vscode.workspace.onDidChangeWorkspaceFolders(() => changed.fire()));
  try {
    const provider = registry.registerMcpServerDefinitionProvider?.('dailyPapers.server', {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: async () => {
        await ready();
        const { command, args, env } = server.command(openFolder());
        return [new McpStdioServerDefinition(l10n.t('Daily Papers'), command, args, env, version)];
      },
    });
    if (provider) own.add(provider);
  } catch {
    // VS Code 1.100 has the function without the service behind it. Other clients can be configured by hand.
  }
  return own;
}

/** The configuration of the server for other clients, with a path that stays the same when the extension is updated. */
export async function mcpConfiguration(server: McpServerHost): Promise<string> {
  await server.install();
  const { command, args, env } = server.installedCommand(openFolder());
  const entry = { command, args, ...(Object.keys(env).length > 0 && { env }) };
  return `${JSON.stringify({ mcpServers: { 'daily-papers': entry } }, undefined, 2)}\n`;
}

/** The path of the first folder of the window; undefined without one on this machine. */
export function openFolder(): string | undefined {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder?.uri.scheme === 'file' ? folder.uri.fsPath : undefined;
}
