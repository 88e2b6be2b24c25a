import type * as vscode from 'vscode';
import type { Services } from '../../services/services';
import { LaterTreeModel } from './laterTreeModel';

/** Registers the view Later. */
export function registerLater(
  _context: vscode.ExtensionContext,
  { libraryService, state, views }: Services,
): vscode.Disposable {
  return views.create(new LaterTreeModel(libraryService.library, state, views.onDidChange));
}
