import * as vscode from 'vscode';
import { type Direction, type StepChange, changeOf } from '../../core/history/historyStep';
import { readText } from '../../core/notes/noteEntry';
import {
  type MergedNote,
  type MovedNotes,
  type NoteFolderFiles,
  mergeNotesInto,
  moveNotes,
  unmergeNotes,
} from '../../core/notes/moveNotes';
import type { NoteCodec } from '../../core/notes/noteFunctions';
import { notePaper } from '../../core/notes/noteName';
import { nameIn, type NoteFolders } from './noteFiles';
import type { UndoHistory } from '../history/undoHistory';
import { shownFolder } from './shownFolder';
import { showInformation, showWarning } from '../../platform/vscode/ui/messages';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { l10n } from '../../platform/vscode/ui/l10n';

interface NotesMove {
  readonly from: vscode.Uri;
  readonly to: vscode.Uri;
  readonly open: NoteFolders['open'];
  readonly codec: NoteCodec;
  /** The question about a number of notes. */
  readonly question: (notes: number) => string;
  readonly history: UndoHistory;
  /** Makes `from` the notes folder again (undo), or `to` (redo). */
  readonly choose: (direction: Direction) => Promise<void>;
}

/**
 * Offers to move the notes of a folder to where notes are kept now. Undo moves them back. Where both places have a note
 * of one paper, both stay and merging them is offered.
 */
export async function offerMove(move: NotesMove): Promise<void> {
  const { from, to, history } = move;
  const listed = await move.open(from).list();
  const names = listed.ok ? listed.value.map(({ name }) => name).filter(notePaper) : [];
  if (names.length === 0) return;
  const moveThem = l10n.t('Move');
  const leaveThem = l10n.t('Leave Them');
  const choice = await showInformation(move.question(names.length), moveThem, leaveThem);
  if (choice !== moveThem) return;
  const { result, step } = await history.record(
    l10n.t('Move Notes to {0}', shownFolder(to)),
    async (record) => {
      const done = await moveFiles(from, to, names, move.open);
      if (done.moved.length > 0) record(moveChange(move, done.moved));
      return done;
    },
  );
  const { moved, stayed } = result;
  const said = [
    moved.length === 1
      ? l10n.t('Moved 1 note to {0}.', shownFolder(to))
      : l10n.t('Moved {0} notes to {1}.', moved.length, shownFolder(to)),
  ];
  if (stayed.length > 0) said.push(stayedMessage(stayed, from));
  const taken = stayed.filter(({ reason }) => reason === 'taken').map(({ name }) => name);
  const others = taken.length > 0 ? { [l10n.t('Merge')]: () => mergeTaken(move, taken) } : undefined;
  history.offerUndo(said.join(' '), step, others, stayed.length > 0 ? showWarning : showInformation);
}

/**
 * Moves the notes back, with what was written in them since. Notes that cannot be moved stay where they are, and a
 * message says so.
 */
function moveChange({ from, to, open, choose }: NotesMove, moved: readonly string[]): StepChange {
  let names = moved;
  return changeOf(
    { key: 'notes-folder', name: l10n.t('the notes folder') },
    {
      isAsExpected: () => Promise.resolve(true),
      apply: async (direction) => {
        const [source, target] = direction === 'undo' ? [to, from] : [from, to];
        const done = await moveFiles(source, target, names, open);
        await choose(direction);
        names = done.moved;
        if (done.stayed.length > 0) void showWarning(stayedMessage(done.stayed, source));
        return true;
      },
    },
  );
}

/** Merges the notes of which both places have one. */
async function mergeTaken(move: NotesMove, names: readonly string[]): Promise<void> {
  const { history, codec } = move;
  const folders = foldersOf(move);
  const { result, step } = await history.record(
    l10n.t('Merge Notes into {0}', shownFolder(move.to)),
    async (record) => {
      const done = await mergeNotesInto(folders.from, folders.to, names, codec, removeFrom(move.from));
      for (const note of done.merged) record(mergeChange(move, note));
      return done;
    },
  );
  const { merged, stayed } = result;
  const said = [
    merged.length === 1
      ? l10n.t('Merged 1 note into the one in {0}.', shownFolder(move.to))
      : l10n.t('Merged {0} notes into those in {1}.', merged.length, shownFolder(move.to)),
  ];
  if (stayed.length > 0) said.push(stayedMessage(stayed, move.from));
  history.offerUndo(said.join(' '), step, {}, stayed.length > 0 ? showWarning : showInformation);
}

/** The notes of both folders are as before the merge, if neither has changed since. */
function mergeChange(move: NotesMove, merged: MergedNote): StepChange {
  const { from, to } = foldersOf(move);
  const { name } = merged;
  const paperId = notePaper(name) ?? name;
  let note = merged;
  const hasText = async (files: NoteFolderFiles, text: string | undefined): Promise<boolean> => {
    const read = await readText(files, name);
    return read.ok && read.value?.text === text;
  };
  const isAsExpected = async (direction: Direction): Promise<boolean> =>
    direction === 'undo'
      ? (await hasText(to, note.after)) && (await hasText(from, undefined))
      : (await hasText(to, note.before)) && (await hasText(from, note.other));
  return changeOf(
    { key: `note:${paperId}`, paperId, name: l10n.t('the note') },
    {
      isAsExpected,
      apply: async (direction) => {
        if (!(await isAsExpected(direction))) return false;
        if (direction === 'undo') return (await unmergeNotes(from, to, [note])).length === 0;
        const again = await mergeNotesInto(from, to, [name], move.codec, removeFrom(move.from));
        note = again.merged[0] ?? note;
        return again.merged.length > 0;
      },
    },
  );
}

function foldersOf({ from, to, open }: NotesMove): Readonly<Record<'from' | 'to', NoteFolderFiles>> {
  return { from: open(from), to: open(to) };
}

function removeFrom(folder: vscode.Uri): (name: string) => Promise<void> {
  return async (name) => vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, name));
}

async function moveFiles(
  from: vscode.Uri,
  to: vscode.Uri,
  names: readonly string[],
  open: NoteFolders['open'],
): Promise<MovedNotes> {
  const unsaved = vscode.workspace.textDocuments.filter(
    (document) => document.isDirty && nameIn(from, document.uri) !== undefined,
  );
  for (const document of unsaved) await document.save();
  const outcome = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: l10n.t('Moving notes') },
    () => moveNotes(open(from), open(to), names, removeFrom(from)),
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
  const failed = stayed.flatMap(({ reason }) => (reason === 'taken' ? [] : [shownMessage(reason.message)]));
  const parts = [...(taken > 0 ? [takenMessage(taken, shownFolder(where))] : []), ...new Set(failed)];
  return parts.join(' ');
}

function takenMessage(count: number, where: string): string {
  return count === 1
    ? l10n.t('1 note stayed in {0}: there is another of the name.', where)
    : l10n.t('{0} notes stayed in {1}: there are others of the names.', count, where);
}
