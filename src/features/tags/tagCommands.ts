import * as vscode from 'vscode';
import type { Note } from '../../core/notes/note';
import { hasTag } from '../../core/notes/retag';
import type { NoteCodec } from '../../core/notes/noteFunctions';
import { parseTag, tagKey } from '../../core/notes/tag';
import { type TextEdit, applyEdits, editBetween } from '../../core/notes/textEdit';
import { pluralize } from '../../core/text/pluralize';
import type { Disposable } from '../../core/base/disposable';
import type { PaperId } from '../../core/library/paper';
import { type Progress, withCancellableProgress } from '../../platform/vscode/ui/cancellableProgress';
import { askText } from '../../platform/vscode/ui/askText';
import { UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { showInformation } from '../../platform/vscode/ui/messages';
import { noteUri } from '../../services/notes/noteUri';
import type { Services } from '../../services/services';
import { plainRow } from '../../platform/vscode/ui/plainRow';

/** One note and what is done to it. */
interface NoteEdit {
  readonly uri: vscode.Uri;
  readonly before: string;
  readonly edits: readonly TextEdit[];
}

const editedAtOnce = 50;

/** Renames and deletes tags across all notes, each as one workspace edit that can be undone. */
export function registerTagCommands(services: Services): Disposable {
  return registerCommands(
    {
      renameTag: (...args) => rename(services, args),
      deleteTag: (...args) => remove(services, args),
    },
    services.reporter,
  );
}

async function rename(services: Services, args: readonly unknown[]): Promise<void> {
  const from = await chosenTag(services, args);
  if (from === undefined) return;
  const known = new Set([...services.state.tagCounts().keys()].map(tagKey));
  const typed = await askText({
    title: `Rename the tag “${from}”`,
    prompt: 'Tags below it are renamed with it.',
    value: from,
    validateInput: (value) => {
      const parsed = parseTag(value);
      if (!parsed.ok) return parsed.error;
      const key = tagKey(parsed.value);
      if (key === tagKey(from) || !known.has(key)) return undefined;
      const message = `“${parsed.value}” is in use: the two become one.`;
      return { message, severity: vscode.InputBoxValidationSeverity.Warning };
    },
  });
  const parsed = typed === undefined ? undefined : parseTag(typed);
  if (!parsed?.ok || parsed.value === from) return;
  await apply(services, from, parsed.value);
}

async function remove(services: Services, args: readonly unknown[]): Promise<void> {
  const tag = await chosenTag(services, args);
  if (tag !== undefined) await apply(services, tag, undefined);
}

async function chosenTag(services: Services, args: readonly unknown[]): Promise<string | undefined> {
  const { nodes } = await services.views.resolve(args);
  const given = nodes.find((node) => node.kind === 'tag')?.tag;
  if (given !== undefined) return given;
  // A key in the view that was pressed on a paper is not meant for some tag.
  if (args[0] !== undefined) throw new UserFacingError('Choose a tag in the view Tags first.');
  const counts = [...services.state.tagCounts()].sort(([a], [b]) => (a < b ? -1 : 1));
  if (counts.length === 0) throw new UserFacingError('There are no tags yet. Give a paper a tag first.');
  const rows = counts.map(([tag, count]) => plainRow({ label: tag, description: `${count}`, tag }));
  return (await vscode.window.showQuickPick(rows, { placeHolder: 'Which tag?' }))?.tag;
}

async function apply(services: Services, from: string, to: string | undefined): Promise<void> {
  const tagged = services.notes.all().filter((note) => hasTag(note, from));
  const title = to === undefined ? `Deleting the tag “${from}”` : `Renaming the tag “${from}”`;
  const work = async (progress?: Progress, signal?: AbortSignal): Promise<readonly NoteEdit[]> => {
    const edits = await editsOf(services, tagged, from, to, (done) => {
      progress?.report({ increment: (100 * done) / tagged.length });
      signal?.throwIfAborted();
    });
    await applyToDocuments(edits);
    return edits;
  };
  const edits = await (tagged.length > editedAtOnce ? withCancellableProgress(title, work) : work());
  const many = pluralize(edits.length, 'note');
  const said =
    to === undefined ? `Deleted the tag “${from}” from ${many}.` : `Renamed “${from}” to “${to}” in ${many}.`;
  // Not awaited: the toast may stand for a long time.
  services.reporter.watch(
    showInformation(said, 'Undo').then(async (choice) => {
      if (choice === 'Undo') await takeBack(edits);
    }),
  );
}

/** Changes nothing. `report` is called after each part, with the number of notes in it. */
async function editsOf(
  services: Services,
  tagged: readonly Note[],
  from: string,
  to: string | undefined,
  report: (done: number) => void,
): Promise<readonly NoteEdit[]> {
  const edits: NoteEdit[] = [];
  for (let at = 0; at < tagged.length; at += editedAtOnce) {
    const some = tagged.slice(at, at + editedAtOnce);
    const edited = some.map(({ paperId }) =>
      editOf(services.codec, noteUri(services, paperId), paperId, from, to),
    );
    for (const one of await Promise.all(edited)) edits.push(one);
    report(some.length);
  }
  return edits;
}

async function editOf(
  codec: NoteCodec,
  uri: vscode.Uri,
  paperId: PaperId,
  from: string,
  to: string | undefined,
): Promise<NoteEdit> {
  const before = (await vscode.workspace.openTextDocument(uri)).getText();
  const edits = await codec.retag(before, paperId, from, to);
  if (!edits.ok)
    throw new UserFacingError(`Nothing was changed. ${edits.error.message}`, { cause: uri.toString() });
  return { uri, before, edits: edits.value };
}

/** Puts every note back as it was; one that was edited since is left alone. */
async function takeBack(edits: readonly NoteEdit[]): Promise<void> {
  const reverse: NoteEdit[] = [];
  for (const { uri, before, edits: done } of edits) {
    const now = (await vscode.workspace.openTextDocument(uri)).getText();
    if (now !== applyEdits(before, done)) continue;
    reverse.push({ uri, before: now, edits: editBetween(now, before) });
  }
  await applyToDocuments(reverse);
  const left = edits.length - reverse.length;
  if (left === 0) return;
  throw new UserFacingError(
    `${pluralize(left, 'note was', 'notes were')} edited since. Change the tag there by hand.`,
  );
}

/** Documents that were saved before are saved again; one with unsaved changes keeps them unsaved. */
async function applyToDocuments(edits: readonly NoteEdit[]): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  const clean: vscode.TextDocument[] = [];
  for (const { uri, edits: ofNote } of edits) {
    const document = await vscode.workspace.openTextDocument(uri);
    if (!document.isDirty) clean.push(document);
    for (const { start, end, text } of ofNote) {
      change.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
    }
  }
  if (!(await vscode.workspace.applyEdit(change, { isRefactoring: true }))) {
    throw new UserFacingError(
      'The notes could not be changed. Save or close those that are open and try again.',
    );
  }
  await Promise.all(clean.map((document) => document.save()));
}
