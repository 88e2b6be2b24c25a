import * as vscode from 'vscode';
import type { CooperativeTask } from '../../core/base/cooperativeTask';
import { ok } from '../../core/base/result';
import type { RecordChange } from '../../core/history/historyStep';
import { noteChange } from '../../core/history/storeChanges';
import { forEachLimited } from '../../core/notes/keyedQueue';
import type { Note } from '../../core/notes/note';
import { hasTag } from '../../core/notes/retag';
import { parseTag, tagKey } from '../../core/notes/tag';
import type { TextEdit } from '../../core/notes/textEdit';
import type { Disposable } from '../../core/base/disposable';
import type { PaperId } from '../../core/library/paper';
import { type Progress, withCancellableProgress } from '../../platform/vscode/ui/cancellableProgress';
import { askText } from '../../platform/vscode/ui/askText';
import { UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { showInformation, showWarning } from '../../platform/vscode/ui/messages';
import { shownNumber } from '../../platform/vscode/ui/shownNumber';
import type { Services } from '../../services/services';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';

/** Notes that are read or saved at the same time: each waits for the disk most of its time. */
const notesAtOnce = 8;
/** Work on more notes shows its progress and can be cancelled. */
const withProgressFrom = 50;

/** Renames and deletes tags across all notes, each as one step of the history. */
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
    title: vscode.l10n.t('Rename the tag “{0}”', from),
    prompt: vscode.l10n.t('Tags below it are renamed with it.'),
    value: from,
    validateInput: (value) => {
      const parsed = parseTag(value);
      if (!parsed.ok) return shownMessage(parsed.error);
      const key = tagKey(parsed.value);
      if (key === tagKey(from) || !known.has(key)) return undefined;
      const message = vscode.l10n.t('“{0}” is in use: the two become one.', parsed.value);
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
  if (args[0] !== undefined) throw new UserFacingError(vscode.l10n.t('Choose a tag in the view Tags first.'));
  const counts = [...services.state.tagCounts()].sort(([a], [b]) => (a < b ? -1 : 1));
  if (counts.length === 0)
    throw new UserFacingError(vscode.l10n.t('There are no tags yet. Give a paper a tag first.'));
  const rows = counts.map(([tag, count]) => plainRow({ label: tag, description: shownNumber(count), tag }));
  return (await vscode.window.showQuickPick(rows, { placeHolder: vscode.l10n.t('Which tag?') }))?.tag;
}

interface Retag {
  readonly from: string;
  /** Undefined to delete the tag. */
  readonly to: string | undefined;
}

/** The edits of one note, for the text that it had when they were planned. */
interface PlannedEdit {
  readonly paperId: PaperId;
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

/** What has become of the notes that had a tag. */
interface Retagging {
  readonly changed: number;
  /** Why others could not be changed, one sentence for each. */
  readonly failures: readonly string[];
}

/** Renames or deletes a tag in all notes, as one step of the history. Changes nothing if one cannot be edited. */
async function apply(services: Services, from: string, to: string | undefined): Promise<void> {
  const { notes, history } = services;
  const tagged = await runInTimeSlices(notesWithTag(notes.all(), from));
  const label =
    to === undefined
      ? vscode.l10n.t('Delete Tag “{0}”', from)
      : vscode.l10n.t('Rename Tag “{0}” to “{1}”', from, to);
  const title =
    to === undefined
      ? vscode.l10n.t('Deleting the tag “{0}”', from)
      : vscode.l10n.t('Renaming the tag “{0}”', from);
  const { result, step } = await history.record(label, async (record) => {
    const work = async (progress?: Progress, signal?: AbortSignal): Promise<Retagging> => {
      const report = (): void => progress?.report({ increment: 50 / tagged.length });
      const planned = await planEdits(services, tagged, { from, to }, report, signal);
      return makeEdits(services, planned, { from, to }, report, record);
    };
    return tagged.length > withProgressFrom ? withCancellableProgress(title, work) : work();
  });
  const { changed, failures } = result;
  const done =
    failures.length === 0
      ? doneInAll({ from, to }, changed)
      : doneInSome({ from, to }, changed, tagged.length);
  const message = [done, ...failures.slice(0, 1)].join(' ');
  history.offerUndo(message, step, {}, failures.length > 0 ? showWarning : showInformation);
}

function doneInAll({ from, to }: Retag, notes: number): string {
  const count = shownNumber(notes);
  if (to === undefined)
    return notes === 1
      ? vscode.l10n.t('Deleted the tag “{0}” from 1 note.', from)
      : vscode.l10n.t('Deleted the tag “{0}” from {1} notes.', from, count);
  return notes === 1
    ? vscode.l10n.t('Renamed “{0}” to “{1}” in 1 note.', from, to)
    : vscode.l10n.t('Renamed “{0}” to “{1}” in {2} notes.', from, to, count);
}

function doneInSome({ from, to }: Retag, changed: number, tagged: number): string {
  const [some, all] = [shownNumber(changed), shownNumber(tagged)];
  if (to === undefined)
    return tagged === 1
      ? vscode.l10n.t('Deleted the tag “{0}” from {1} of 1 note.', from, some)
      : vscode.l10n.t('Deleted the tag “{0}” from {1} of {2} notes.', from, some, all);
  return tagged === 1
    ? vscode.l10n.t('Renamed “{0}” to “{1}” in {2} of 1 note.', from, to, some)
    : vscode.l10n.t('Renamed “{0}” to “{1}” in {2} of {3} notes.', from, to, some, all);
}

function* notesWithTag(all: readonly Note[], tag: string): CooperativeTask<readonly Note[]> {
  const tagged: Note[] = [];
  for (const note of all) {
    if (hasTag(note, tag)) tagged.push(note);
    yield;
  }
  return tagged;
}

/** Writes nothing. @throws UserFacingError if a note cannot be edited */
async function planEdits(
  { notes, codec }: Services,
  tagged: readonly Note[],
  { from, to }: Retag,
  report: () => void,
  signal: AbortSignal | undefined,
): Promise<readonly PlannedEdit[]> {
  const planned: PlannedEdit[] = [];
  await forEachLimited(tagged, notesAtOnce, async ({ paperId }) => {
    signal?.throwIfAborted();
    const read = await notes.rewrite(paperId, async (text) => {
      const edits = await codec.retag(text, paperId, from, to);
      if (edits.ok) planned.push({ paperId, text, edits: edits.value });
      return edits.ok ? ok([]) : edits;
    });
    if (!read.ok)
      throw new UserFacingError(vscode.l10n.t('Nothing was changed. {0}', shownMessage(read.error.message)), {
        cause: read.error.cause,
      });
    report();
  });
  return planned;
}

/** Each note is written as a whole; one that has changed since its edits were planned is edited as it is now. */
async function makeEdits(
  { notes, codec }: Services,
  planned: readonly PlannedEdit[],
  { from, to }: Retag,
  report: () => void,
  record: RecordChange,
): Promise<Retagging> {
  let changed = 0;
  const failures: string[] = [];
  await forEachLimited(planned, notesAtOnce, async ({ paperId, text: planText, edits }) => {
    const written = await notes.rewrite(paperId, (text) =>
      text === planText ? Promise.resolve(ok(edits)) : codec.retag(text, paperId, from, to),
    );
    if (!written.ok) failures.push(shownMessage(written.error.message));
    else if (written.value) {
      record(noteChange(notes, written.value));
      changed += 1;
    }
    report();
  });
  return { changed, failures };
}
