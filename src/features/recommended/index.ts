import * as vscode from 'vscode';
import { registerCommands } from '../../platform/vscode/ui/commands';
import { showInformation } from '../../platform/vscode/ui/messages';
import type { Services } from '../../services/services';
import { RecommendedTreeModel } from './recommendedTreeModel';

/** Registers the view Recommended and its reset. */
export function registerRecommended(
  _context: vscode.ExtensionContext,
  { views, recommendations, reporter }: Services,
): vscode.Disposable {
  const tree = views.create(new RecommendedTreeModel(recommendations));
  return vscode.Disposable.from(
    recommendations.onDidChange(() => tree.refresh()),
    registerCommands(
      {
        resetRecommendations: async () => {
          const undo = await recommendations.reset();
          const message = 'Recommendations start anew with what you mark from now on.';
          if ((await showInformation(message, 'Undo')) !== undefined) await undo();
        },
      },
      reporter,
    ),
  );
}
