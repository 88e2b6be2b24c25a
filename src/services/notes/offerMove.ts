import * as vscode from 'vscode';
import {
  type MergedNote,
  type MovedNotes,
  mergeNotesInto,
  moveNotes,
  unmergeNotes,
} from '../../core/notes/moveNotes';
import type { NoteCodec } from '../../core/notes/noteFunctions';
import { notePaper } from '../../core/notes/noteName';
import { pluralize } from '../../core/text/pluralize';
import type { AllowsPlace } from '../../platform/node/files/confinedFolder';
import { nameIn, noteFolderAt } from './noteFiles';
import { UserFacingError } from '../../platform/vscode/ui/commands';
import { showInformation, showWarning } from '../../platform/vscode/ui/messages';

interface NotesMove {
  readonly from: vscode.Uri;
  readonly to: vscode.Uri;
  /** See `createNoteFiles`. */
  readonly allows: AllowsPlace;
  readonly codec: NoteCodec;
  /** The question, of so many notes as “3 notes”. */
  readonly question: (notes: string) => string;
  /** Makes `from` the notes folder again, for Undo. */
  readonly takeBack: () => Promise<void>;
}

/**
 * Offers to move the notes of a folder to where notes are kept now. Undo moves them back. Where both places have a note
 * of one paper, both stay and merging them is offered.
 */
export async function offerMove(move: NotesMove): Promise<void> {
  const listed = await noteFolderAt(move.from, move.allows).list();
  const names = listed.ok ? listed.value.map(({ name }) => name).filter(notePaper) : [];
  if (names.length === 0) return;
  const choice = await showInformation(move.question(pluralize(names.length, 'note')), 'Move', 'Leave Them');
  if (choice !== 'Move') return;
  const { moved, stayed } = await moveFiles(move.from, move.to, names, move.allows);
  const taken = stayed.filter(({ reason }) => reason === 'taken').map(({ name }) => name);
  const show = stayed.length > 0 ? showWarning : showInformation;
  const said = [`Moved ${pluralize(moved.length, 'note')} to ${shown(move.to)}.`];
  if (stayed.length > 0) said.push(stayedMessage(stayed, move.from));
  const message = said.join(' ');
  const chosen = await (taken.length > 0 ? show(message, 'Undo', 'Merge') : show(message, 'Undo'));
  if (chosen === 'Merge') await mergeTaken(move, taken);
  if (chosen === 'Undo') await takeBack(move, moved);
}

async function takeBack(
  { from, to, allows, takeBack: restore }: NotesMove,
  moved: readonly string[],
): Promise<void> {
  const back = await moveFiles(to, from, moved, allows);
  await restore();
  if (back.stayed.length > 0) throw new UserFacingError(stayedMessage(back.stayed, to));
}

/** Merges the notes of which both places have one. */
async function mergeTaken(move: NotesMove, names: readonly string[]): Promise<void> {
  const [from, to] = [noteFolderAt(move.from, move.allows), noteFolderAt(move.to, move.allows)];
  const { merged, stayed } = await mergeNotesInto(from, to, names, move.codec, removeFrom(move.from));
  const said = [`Merged ${pluralize(merged.length, 'note')} into those in ${shown(move.to)}.`];
  if (stayed.length > 0) said.push(stayedMessage(stayed, move.from));
  const show = stayed.length > 0 ? showWarning : showInformation;
  const message = said.join(' ');
  if (merged.length === 0) void show(message);
  else if ((await show(message, 'Undo')) === 'Undo') await unmerge(move, merged);
}

async function unmerge(move: NotesMove, merged: readonly MergedNote[]): Promise<void> {
  const [from, to] = [noteFolderAt(move.from, move.allows), noteFolderAt(move.to, move.allows)];
  const changed = await unmergeNotes(from, to, merged);
  if (changed.length === 0) return;
  const many = pluralize(changed.length, 'note was', 'notes were');
  throw new UserFacingError(`${many} changed since the merge and stay as they are.`);
}

function removeFrom(folder: vscode.Uri): (name: string) => Promise<void> {
  return async (name) => vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, name));
}

async function moveFiles(
  from: vscode.Uri,
  to: vscode.Uri,
  names: readonly string[],
  allows: AllowsPlace,
): Promise<MovedNotes> {
  const unsaved = vscode.workspace.textDocuments.filter(
    (document) => document.isDirty && nameIn(from, document.uri) !== undefined,
  );
  for (const document of unsaved) await document.save();
  const outcome = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: 'Moving notes' },
    () => moveNotes(noteFolderAt(from, allows), noteFolderAt(to, allows), names, removeFrom(from)),
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
      ? [`${pluralize(taken, 'note')} stayed in ${shown(where)}: there is another of the name.`]
      : []),
    ...new Set(failed),
  ];
  return parts.join(' ');
}

/** As people know a folder: below its workspace folder, else its path. */
export function shown(folder: vscode.Uri): string {
  const inside = vscode.workspace.getWorkspaceFolder(folder) !== undefined;
  return inside ? vscode.workspace.asRelativePath(folder) : folder.fsPath;
}
