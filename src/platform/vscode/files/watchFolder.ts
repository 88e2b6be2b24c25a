import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import type { FolderPlace } from './folderPlace';
import { baseName } from '../../common/uriPath';

/**
 * Calls back for changes in a folder that may not exist: with the name of the file, or without one if any may have
 * changed. On a local disk `watchLocally` is used, which throws if the system has no watchers left; otherwise VS Code's.
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

/** Moving or deleting a folder above this one changes its content without an event for its files. */
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
