import * as vscode from 'vscode';
import type { NoteErrorKind } from '../../core/notes/noteError';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { showLeftOut } from './leftOutPick';
import { registerCommands } from '../../platform/vscode/ui/commands';
import type { Services } from '../../services/services';

/** Registers what says what went wrong: the list of the digests and notes that were not read, and the log. */
export function registerLeftOut(
  _context: vscode.ExtensionContext,
  { leftOut, linked, log, noteFiles, notes, service, reporter }: Services,
): Disposable {
  const own = new DisposableStore();
  own.add(
    registerCommands(
      { showLeftOut: () => showLeftOut(leftOut.all(), linked), showLog: () => log.show() },
      reporter,
    ),
  );
  own.add(
    notes.onDidChange(() =>
      leftOut.set(
        'notes',
        notes.faults().map(({ name, fault }) => ({
          uri: vscode.Uri.joinPath(noteFiles.folder, name),
          reason: fault.message,
          isPlain: !isSpecial(fault.kind),
        })),
      ),
    ),
  );
  own.add(
    linked.onDidAllow(() => {
      void notes.ready().then(() => notes.refresh());
      service.refresh('workspace');
    }),
  );
  return own;
}

/** Whether the file may be a link or a device, which an editor must not open. */
function isSpecial(kind: NoteErrorKind): boolean {
  return kind === 'storage' || kind === 'not-a-note' || kind === 'outside';
}
