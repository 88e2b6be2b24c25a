import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { DailyPapersApi } from './publicApi';
import { Api } from './publicApiObject';
import { registerFeatures } from './features/registerFeatures';
import { createStores } from './services/services';

export function activate(context: vscode.ExtensionContext): DailyPapersApi {
  const started = performance.now();
  const stores = createStores(context);
  registerFeatures(context, stores);
  // Reads the library when everything is set up, for the badge; nobody waits for it.
  setImmediate(() => void stores.ready());
  stores.log.info(`Activated in ${(performance.now() - started).toFixed(1)} ms.`);
  return new Api({
    ...stores,
    noteUri: (id) => vscode.Uri.joinPath(stores.notesFolder, `${id}.md`).toString(),
    newId: randomUUID,
    now: () => new Date(),
  });
}
