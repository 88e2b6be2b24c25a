import * as vscode from 'vscode';
import { notLogged } from '../../core/assistants/activity';
import type { ToolLibrary } from '../../core/assistants/toolLibrary';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { memoizeSuccess } from '../../core/base/memoizeSuccess';
import { UserFacingError } from '../../core/base/userFacingError';
import type { RecordsSteps } from '../../core/history/historyStep';
import { registerCommands } from '../../platform/vscode/ui/commands';
import { l10n } from '../../platform/vscode/ui/l10n';
import { ActivityLog } from '../../services/assistants/activityLog';
import { assistantFiles } from '../../services/assistants/assistantFiles';
import { AssistantTools } from '../../services/assistants/assistantTools';
import type { McpServerHost } from '../../services/assistants/mcpServerHost';
import type { Services } from '../../services/services';
import { AccessWriter, permissionsInWindow } from './access';
import { showActivity } from './activityList';
import { plainTitle } from '../../services/search/plainText';
import { addToChat, quoteInChat } from './addToChat';
import { registerChatParticipant } from './chatParticipant';
import { registerLanguageModelTools } from './languageModelTools';
import { mcpConfiguration, openFolder, registerMcpServer } from './mcpServer';

/**
 * Registers the tools for language models, the MCP server and the list of their activity. `library` creates the library for
 * the tools, whose changes are recorded in a history.
 */
export function registerAssistants(
  context: vscode.ExtensionContext,
  services: Services,
  library: (history: RecordsSteps) => ToolLibrary,
): Disposable {
  const own = new DisposableStore();
  const { history, host, log, reporter } = services;
  const activity = new ActivityLog(host.storage.log(assistantFiles.activity), (cause) =>
    log.error('Calls of tools were not logged:', cause),
  );
  const tools = new AssistantTools({
    history,
    library,
    activity,
    permissions: permissionsInWindow,
    l10n,
    folder: openFolder,
    newId: () => crypto.randomUUID(),
    now: () => Date.now(),
    notLogged: notLogged.inWindow,
    report: (cause) => log.error('A call of a tool failed:', cause),
  });
  const paperLibrary = library(history);
  own.add(registerLanguageModelTools(tools, paperLibrary));
  own.add(
    registerChatParticipant({
      run: (name, input) => tools.run(name, input, l10n.t('VS Code chat')),
      title: async (id) => {
        const paper = await paperLibrary.paper(id);
        return paper && plainTitle(paper);
      },
      inFront: () => services.reader.activePaper,
      selection: selectedText,
      report: (cause) => log.error('A question in the chat failed:', cause),
    }),
  );
  const copyConfiguration = host.mcpServer ? serveOthers(context, services, host.mcpServer, own) : noOthers;
  own.add(
    registerCommands(
      {
        showAssistantActivity: () => showActivity(activity, services),
        addToChat: (...args) => addToChat(services, args),
        copyMcpConfiguration: copyConfiguration,
      },
      reporter,
    ),
  );
  own.add(
    services.reader.onDidRequest((request) => {
      if (request.type === 'quoteInChat')
        reporter.watch(quoteInChat(services, request.paperId, request.quote));
    }),
  );
  return own;
}

/** The selection of the active text editor. */
function selectedText(): string {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.getText(editor.selection) ?? '';
}

/** Lets other programs use the library. Returns the command that copies the configuration for them. */
function serveOthers(
  context: vscode.ExtensionContext,
  services: Services,
  server: McpServerHost,
  own: DisposableStore,
): () => Promise<void> {
  const { version } = context.extension.packageJSON as { readonly version?: unknown };
  const access = own.add(new AccessWriter(context, services, server));
  const installed = memoizeSuccess(async () => {
    await access.write();
    await server.install();
  });
  // Delayed so that the start of the window takes no longer; calls that need it await it.
  const begin = setTimeout(() => services.reporter.watch(installed()), 1000);
  own.add({ dispose: () => clearTimeout(begin) });
  const provider = registerMcpServer(server, String(version), installed);
  if (provider) own.add(provider);
  return async () => {
    await installed();
    await vscode.env.clipboard.writeText(await mcpConfiguration(server));
    vscode.window.setStatusBarMessage(l10n.t('Copied the MCP configuration'), 4000);
  };
}

function noOthers(): never {
  throw new UserFacingError(
    l10n.t('Other programs cannot be started from a browser. Use VS Code on a desktop.'),
  );
}
