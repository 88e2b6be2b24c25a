import * as vscode from 'vscode';
import { type MovedNotes, moveNotes } from '../../core/annotations/moveNotes';
import { notePaper } from '../../core/annotations/noteName';
import { counted } from '../../core/base/counted';
import { nameIn, noteFolderAt } from '../storage/noteFiles';
import { PlainError } from '../ui/commands';
import { showInformation, showWarning } from '../ui/messages';

/**
 * Offers to move the notes in `from` to `to`, where notes are kept now. Undo moves them back and calls `takeBack`, which
 * makes `from` the notes folder again.
 */
export async function offerMove(
  from: vscode.Uri,
  to: vscode.Uri,
  takeBack: () => Promise<void>,
): Promise<void> {
  const listed = await noteFolderAt(from).list();
  const names = listed.ok ? listed.value.map(({ name }) => name).filter(notePaper) : [];
  if (names.length === 0) return;
  const there = shown(to);
  const choice = await showInformation(
    `Notes are now kept in ${there}. Move ${counted(names.length, 'note')} there from ${shown(from)}?`,
    'Move',
    'Leave Them',
  );
  if (choice !== 'Move') return;
  const { moved, stayed } = await move(from, to, names);
  const undo = async (): Promise<void> => {
    const back = await move(to, from, moved);
    await takeBack();
    if (back.stayed.length > 0) throw new PlainError(stayedMessage(back.stayed, to));
  };
  const show = stayed.length > 0 ? showWarning : showInformation;
  const said = [`Moved ${counted(moved.length, 'note')} to ${there}.`];
  if (stayed.length > 0) said.push(stayedMessage(stayed, from));
  if ((await show(said.join(' '), 'Undo')) === 'Undo') await undo();
}

async function move(from: vscode.Uri, to: vscode.Uri, names: readonly string[]): Promise<MovedNotes> {
  const unsaved = vscode.workspace.textDocuments.filter(
    (document) => document.isDirty && nameIn(from, document.uri) !== undefined,
  );
  for (const document of unsaved) await document.save();
  const outcome = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: 'Moving notes' },
    () =>
      moveNotes(noteFolderAt(from), noteFolderAt(to), names, async (name) =>
        vscode.workspace.fs.delete(vscode.Uri.joinPath(from, name)),
      ),
  );
  await reopen(from, to, new Set(outcome.moved));
  return outcome;
}

/** Editors follow their notes. */
async function reopen(from: vscode.Uri, to: vscode.Uri, moved: ReadonlySet<string>): Promise<void> {
  for (const tab of vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)) {
    const name = tab.input instanceof vscode.TabInputText ? nameIn(from, tab.input.uri) : undefined;
    if (name === undefined || !moved.has(name)) continue;
    await vscode.window.showTextDocument(vscode.Uri.joinPath(to, name), {
      viewColumn: tab.group.viewColumn,
      preserveFocus: true,
      preview: false,
    });
    await vscode.window.tabGroups.close(tab, true);
  }
}

function stayedMessage(stayed: MovedNotes['stayed'], where: vscode.Uri): string {
  const taken = stayed.filter(({ reason }) => reason === 'taken').length;
  const failed = stayed.flatMap(({ reason }) => (reason === 'taken' ? [] : [reason.message]));
  const parts = [
    ...(taken > 0
      ? [`${counted(taken, 'note')} stayed in ${shown(where)}: there is another of the name.`]
      : []),
    ...new Set(failed),
  ];
  return parts.join(' ');
}

/** As people know a folder: below its workspace folder, else its path. */
function shown(folder: vscode.Uri): string {
  const inside = vscode.workspace.getWorkspaceFolder(folder) !== undefined;
  return inside ? vscode.workspace.asRelativePath(folder) : folder.fsPath;
}
