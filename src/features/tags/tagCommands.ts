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
import { pluralize } from '../../core/text/pluralize';
import type { Disposable } from '../../core/base/disposable';
import type { PaperId } from '../../core/library/paper';
import { type Progress, withCancellableProgress } from '../../platform/vscode/ui/cancellableProgress';
import { askText } from '../../platform/vscode/ui/askText';
import { UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { showInformation, showWarning } from '../../platform/vscode/ui/messages';
import type { Services } from '../../services/services';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';

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
  const label = to === undefined ? `Delete Tag “${from}”` : `Rename Tag “${from}” to “${to}”`;
  const title = to === undefined ? `Deleting the tag “${from}”` : `Renaming the tag “${from}”`;
  const { result, step } = await history.record(label, async (record) => {
    const work = async (progress?: Progress, signal?: AbortSignal): Promise<Retagging> => {
      const report = (): void => progress?.report({ increment: 50 / tagged.length });
      const planned = await planEdits(services, tagged, { from, to }, report, signal);
      return makeEdits(services, planned, { from, to }, report, record);
    };
    return tagged.length > withProgressFrom ? withCancellableProgress(title, work) : work();
  });
  const { changed, failures } = result;
  const done = to === undefined ? `Deleted the tag “${from}” from` : `Renamed “${from}” to “${to}” in`;
  const many =
    failures.length === 0 ? pluralize(changed, 'note') : `${changed} of ${pluralize(tagged.length, 'note')}`;
  const message = [`${done} ${many}.`, ...failures.slice(0, 1)].join(' ');
  history.offerUndo(message, step, {}, failures.length > 0 ? showWarning : showInformation);
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
      throw new UserFacingError(`Nothing was changed. ${read.error.message}`, { cause: read.error.cause });
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
    if (!written.ok) failures.push(written.error.message);
    else if (written.value) {
      record(noteChange(notes, written.value));
      changed += 1;
    }
    report();
  });
  return { changed, failures };
}
