import * as vscode from 'vscode';
import { isTexts } from '../../core/base/guards';
import { registerCommands } from '../../platform/vscode/ui/commands';
import type { Services } from '../../services/services';
import { showWhatChanged } from './showWhatChanged';
import { registerVersionDocuments } from './versionDocuments';

type VersionServices = Pick<Services, 'versions' | 'seen' | 'reporter' | 'ready' | 'state' | 'views'>;

/** Registers the comparison of annotated papers with their newer versions. */
export function registerVersions(
  _context: vscode.ExtensionContext,
  services: VersionServices,
): vscode.Disposable {
  const { versions, seen, reporter, ready, state, views } = services;
  return vscode.Disposable.from(
    // Versions may have been shown in another window while this one was in the background.
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) seen.refresh().catch((error: unknown) => reporter.report(error));
    }),
    registerVersionDocuments(async (id) => {
      await ready();
      return versions.texts(id);
    }),
    registerCommands(
      {
        showWhatChanged: async (...args) => {
          await ready();
          const [ids] = args;
          await showWhatChanged(versions, state, isTexts(ids) ? ids : (await views.resolve(args)).papers);
        },
      },
      reporter,
    ),
  );
}
