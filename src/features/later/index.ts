import type * as vscode from 'vscode';
import type { Services } from '../../services/services';
import { LaterTreeModel } from './laterTreeModel';

/** Registers the view Later. */
export function registerLater(
  _context: vscode.ExtensionContext,
  { service, state, views }: Services,
): vscode.Disposable {
  return views.create(new LaterTreeModel(service.library, state, views.onDidChange));
}
