// Runs in the worker host of a browser's tab, for `npm run bench -- web`.
import * as vscode from 'vscode';
import type { DailyPapersApi } from '../../../src/publicApi';
import { report } from '../../support/workerReport';
import { measureHost } from '../hostFigures';

/** Imports the papers of a file in the folder of the extension. */
export async function importPapers(path: string): Promise<void> {
  const extension = vscode.extensions.getExtension<DailyPapersApi>('daily-papers.daily-papers');
  if (!extension) throw new Error('The extension is not installed.');
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension.extensionUri, path));
  const api = await extension.activate();
  const text = new TextDecoder().decode(bytes);
  report(await api.importDigest(text, { name: 'made.json' }));
}

export async function measureTab(): Promise<void> {
  report(await measureHost());
}
