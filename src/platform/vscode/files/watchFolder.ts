import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import type { FolderPlace } from './folderPlace';
import { baseName } from '../../common/uriPath';

/**
 * Tells of changes in a folder that need not be there: the name of what changed, or nothing where anything may have.
 * On a local disk with `watchLocally`, which throws where the system has no watchers left; else with VS Code's.
 */
export function watchFolder(
  place: FolderPlace,
  changed: (name?: string) => void,
  watchLocally?: (base: string, segments: readonly string[]) => Disposable,
): Disposable {
  const own = new DisposableStore();
  own.add(
    // A watcher may miss something, on a network disk or while the machine slept.
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) changed();
    }),
  );
  own.add(localWatcher(place, watchLocally) ?? workspaceWatcher(place, changed));
  return own;
}

function localWatcher(
  { base, segments }: FolderPlace,
  watchLocally: ((base: string, segments: readonly string[]) => Disposable) | undefined,
): Disposable | undefined {
  if (base.scheme !== 'file') return undefined;
  try {
    return watchLocally?.(base.fsPath, segments);
  } catch {
    return undefined;
  }
}

/** The folders above the folder take it along without a word of what is in it. */
function workspaceWatcher({ base, segments }: FolderPlace, changed: (name?: string) => void): Disposable {
  const own = new DisposableStore();
  const watch = (glob: string): vscode.FileSystemWatcher =>
    own.add(vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(base, glob)));
  for (const [index] of segments.entries()) {
    const above = watch(segments.slice(0, index + 1).join('/'));
    own.add(above.onDidCreate(() => changed()));
    own.add(above.onDidDelete(() => changed()));
  }
  const inside = watch(`${segments.join('/')}/*`);
  for (const event of [inside.onDidCreate, inside.onDidChange, inside.onDidDelete])
    own.add(event((uri) => changed(baseName(uri.path))));
  return own;
}
