import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { registerCommands } from '../../platform/vscode/ui/commands';
import { l10n } from '../../platform/vscode/ui/l10n';
import type { Services } from '../../services/services';
import { paperScope } from '../../services/views/paperScope';
import { isTableViewState } from '../../protocol/literatureTable';
import { TablePanel, tableViewType } from './tablePanel';

/** Registers the command that shows papers as a table; tables come back when the window is opened again. */
export function registerTable(context: vscode.ExtensionContext, services: Services): Disposable {
  const own = new DisposableStore();
  own.add(
    registerCommands(
      {
        showTable: async (...args) => {
          await services.ready();
          const scope = await paperScope(services, args, l10n.t('Show as Table'));
          if (scope) own.add(new TablePanel(context, services, scope));
        },
      },
      services.reporter,
    ),
  );
  own.add(
    vscode.window.registerWebviewPanelSerializer(tableViewType, {
      deserializeWebviewPanel: (panel, state: unknown) => {
        if (isTableViewState(state) && state.scope)
          own.add(new TablePanel(context, services, state.scope, panel));
        else panel.dispose();
        return Promise.resolve();
      },
    }),
  );
  return own;
}
