import * as vscode from 'vscode';
import type { NoteErrorKind } from '../../core/notes/noteError';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import type { CooperativeTask } from '../../core/base/cooperativeTask';
import { CoalescedTask } from '../../platform/common/coalescedTask';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { registerCommands } from '../../platform/vscode/ui/commands';
import { showInformation } from '../../platform/vscode/ui/messages';
import type { Services } from '../../services/services';
import type { LinkedFolders } from '../../services/notes/linkedFolders';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import type { LeftOutFile } from '../../services/library/leftOutFiles';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';

/** How soon the notes are looked at after one has changed, and for how long in one turn; milliseconds. */
const settleFor = 100;
const turnMs = 3;

/** Registers the commands that list the digests and notes that were not read, and show the log. */
export function registerLeftOut(
  _context: vscode.ExtensionContext,
  { leftOut, linked, log, noteFiles, notes, state, service, reporter }: Services,
): Disposable {
  const own = new DisposableStore();
  const update = own.add(
    new CoalescedTask(
      async () => {
        const files = await runInTimeSlices(notesLeftOut({ notes, noteFiles, state }), undefined, turnMs);
        leftOut.set('notes', files);
      },
      { delay: settleFor, report: (error) => reporter.report(error) },
    ),
  );
  own.add(
    registerCommands(
      {
        showLeftOut: async () => {
          await update.settled();
          await showLeftOut(leftOut.all(), linked);
        },
        showLog: () => log.show(),
      },
      reporter,
    ),
  );
  own.add(notes.onDidChange(() => update.request()));
  // Two notes belong to one paper if the library has merged their papers, so its changes count too.
  own.add(service.library.onDidChange(() => update.request()));
  own.add(
    linked.onDidAllow(() => {
      reporter.watch(notes.ready().then(() => notes.refresh()));
      service.refresh('workspace');
    }),
  );
  return own;
}

/** Files that cannot be read, and notes of papers that have another note. */
function* notesLeftOut({
  notes,
  noteFiles,
  state,
}: Pick<Services, 'notes' | 'noteFiles' | 'state'>): CooperativeTask<readonly LeftOutFile[]> {
  const fileOf = (name: string): string => vscode.Uri.joinPath(noteFiles.folder, name).toString();
  const faulty = notes.errors().map(({ name, error }) => ({
    uri: fileOf(name),
    reason: error.message,
    isPlain: !isSpecial(error.kind),
  }));
  const shadowed = (yield* state.shadowedNotes()).flatMap(({ paperId, used }) => {
    const [name, other] = [notes.fileName(paperId), notes.fileName(used)];
    if (name === undefined || other === undefined || notes.error(paperId)) return [];
    const reason = vscode.l10n.t(
      '“{0}” and “{1}” are notes of one paper; only the second is used. Run Papers: Merge Conflicting Note in the first, or put what you want of both in the second.',
      name,
      other,
    );
    return [{ uri: fileOf(name), reason, isPlain: true }];
  });
  return [...faulty, ...shadowed];
}

/** Whether the file may be a link or a device, which an editor must not open. */
function isSpecial(kind: NoteErrorKind): boolean {
  return kind === 'storage' || kind === 'not-a-note' || kind === 'outside';
}

/** Lists the files that were left out, each with the reason. A plain file opens as text, anything else in the Explorer. */
async function showLeftOut(files: readonly LeftOutFile[], linked: LinkedFolders): Promise<void> {
  const links = linked.refused().map(({ path, realPath }) =>
    plainRow(
      {
        label: vscode.workspace.asRelativePath(path),
        detail: vscode.l10n.t(
          'It is a link to {0}, outside of this folder. Choose it to use that place.',
          realPath,
        ),
        open: () => {
          linked.ask(path, realPath);
          return Promise.resolve();
        },
      },
      'link-external',
    ),
  );
  const rows = files.map((file) =>
    plainRow(
      {
        label: vscode.workspace.asRelativePath(vscode.Uri.parse(file.uri)),
        detail: shownMessage(file.reason),
        open: () => open(file),
      },
      'warning',
    ),
  );
  if (links.length + rows.length === 0) {
    void showInformation(vscode.l10n.t('Every file was read: nothing was left out.'));
    return;
  }
  const choice = await vscode.window.showQuickPick([...links, ...rows], {
    title: vscode.l10n.t('What Was Left Out'),
    placeHolder: vscode.l10n.t('Choose a file to look at it'),
    matchOnDetail: true,
  });
  await choice?.open();
}

async function open({ uri: address, isPlain }: LeftOutFile): Promise<void> {
  const uri = vscode.Uri.parse(address);
  if (isPlain) await vscode.window.showTextDocument(uri);
  else if (vscode.workspace.getWorkspaceFolder(uri))
    await vscode.commands.executeCommand('revealInExplorer', uri);
  else await vscode.commands.executeCommand('revealFileInOS', uri);
}
