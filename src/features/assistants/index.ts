import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { ToolLibrary } from '../../core/assistants/toolLibrary';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { memoizeSuccess } from '../../core/base/memoizeSuccess';
import type { RecordsSteps } from '../../core/history/historyStep';
import { registerCommands } from '../../platform/vscode/ui/commands';
import { AccessFile } from '../../services/assistants/accessFile';
import { ActivityLog } from '../../services/assistants/activityLog';
import { assistantFiles } from '../../services/assistants/assistantFiles';
import { AssistantTools } from '../../services/assistants/assistantTools';
import type { Services } from '../../services/services';
import { AccessWriter, permissionsInWindow } from './access';
import { showActivity } from './activityList';
import { addToChat } from './addToChat';
import { registerLanguageModelTools } from './languageModelTools';
import { installLauncher, mcpConfiguration, registerMcpServer } from './mcpServer';

/**
 * Registers the tools for language models, the MCP server and what shows what they did. `library` gives what the tools
 * read and change, recorded in a history.
 */
export function registerAssistants(
  context: vscode.ExtensionContext,
  services: Services,
  library: (history: RecordsSteps) => ToolLibrary,
): Disposable {
  const own = new DisposableStore();
  const { history, log, reporter } = services;
  const files = assistantFiles(context.globalStorageUri.fsPath);
  const activity = new ActivityLog(files.activity);
  const tools = new AssistantTools({
    ...{ history, library, activity, permissions: permissionsInWindow },
    folder: () => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
    newId: randomUUID,
    now: () => Date.now(),
    report: (cause) => log.error(String(cause)),
  });
  const access = own.add(new AccessWriter(context, services, new AccessFile(files.access)));
  const installed = memoizeSuccess(async () => {
    await access.write();
    await installLauncher(context);
  });
  // Not while the window starts; who needs it waits for it.
  const begin = setTimeout(() => reporter.watch(installed()), 1000);
  own.add({ dispose: () => clearTimeout(begin) });
  own.add(registerLanguageModelTools(tools, library(history)));
  const server = registerMcpServer(context, installed);
  if (server) own.add(server);
  own.add(
    registerCommands(
      {
        showAssistantActivity: () => showActivity(activity, services),
        addToChat: (...args) => addToChat(services, args),
        copyMcpConfiguration: async () => {
          await installed();
          await vscode.env.clipboard.writeText(await mcpConfiguration(context));
          vscode.window.setStatusBarMessage('Copied the MCP configuration', 4000);
        },
      },
      reporter,
    ),
  );
  return own;
}
