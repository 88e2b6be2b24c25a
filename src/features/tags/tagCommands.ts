import * as vscode from 'vscode';
import { parseTag, tagKey } from '../../core/notes/tag';
import type { Disposable } from '../../core/base/disposable';
import { type Progress, withCancellableProgress } from '../../platform/vscode/ui/cancellableProgress';
import { askText } from '../../platform/vscode/ui/askText';
import { UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { showInformation, showWarning } from '../../platform/vscode/ui/messages';
import { shownNumber } from '../../platform/vscode/ui/shownNumber';
import type { Services } from '../../services/services';
import type { ViewNode } from '../../services/views/treeNodes';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { makeEdits, planEdits, type Retagging, taggings } from './retagNotes';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { l10n } from '../../platform/vscode/ui/l10n';

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
  const { nodes, node } = await services.views.resolve(args);
  const from = await chosenTag(services, args, node?.kind === 'tag' ? node.tag : tagsOf(nodes)[0]);
  if (from === undefined) return;
  const known = new Set([...services.state.tagCounts().keys()].map(tagKey));
  const typed = await askText({
    title: l10n.t('Rename the tag “{0}”', from),
    prompt: l10n.t('Tags below it are renamed with it.'),
    value: from,
    validateInput: (value) => {
      const parsed = parseTag(value);
      if (!parsed.ok) return shownMessage(parsed.error);
      const key = tagKey(parsed.value);
      if (key === tagKey(from) || !known.has(key)) return undefined;
      const message = l10n.t('“{0}” is in use: the two become one.', parsed.value);
      return { message, severity: vscode.InputBoxValidationSeverity.Warning };
    },
  });
  const parsed = typed === undefined ? undefined : parseTag(typed);
  if (!parsed?.ok || parsed.value === from) return;
  await apply(services, [from], parsed.value);
}

async function remove(services: Services, args: readonly unknown[]): Promise<void> {
  const tags = tagsOf((await services.views.resolve(args)).nodes);
  const tag = await chosenTag(services, args, tags[0]);
  if (tag !== undefined) await apply(services, tags.length > 1 ? tags : [tag], undefined);
}

function tagsOf(nodes: readonly ViewNode[]): readonly string[] {
  return nodes.flatMap((node) => (node.kind === 'tag' ? [node.tag] : []));
}

/** The tag of a row; without one a person chooses. */
async function chosenTag(
  services: Services,
  args: readonly unknown[],
  given: string | undefined,
): Promise<string | undefined> {
  if (given !== undefined) return given;
  // A key in the view that was pressed on a paper is not meant for some tag.
  if (args[0] !== undefined) throw new UserFacingError(l10n.t('Choose a tag in the view Tags first.'));
  const counts = [...services.state.tagCounts()].sort(([a], [b]) => (a < b ? -1 : 1));
  if (counts.length === 0)
    throw new UserFacingError(l10n.t('There are no tags yet. Give a paper a tag first.'));
  const rows = counts.map(([tag, count]) => plainRow({ label: tag, description: shownNumber(count), tag }));
  return (await vscode.window.showQuickPick(rows, { placeHolder: l10n.t('Which tag?') }))?.tag;
}

/**
 * Renames tags, or deletes them if `to` is undefined, in all notes, as one step of the history. Changes nothing if one note
 * cannot be edited. A cancellation leaves the notes that are not changed yet as they are.
 */
async function apply(services: Services, tags: readonly string[], to: string | undefined): Promise<void> {
  const { notes, history } = services;
  const tagged = await runInTimeSlices(taggings(notes.all(), tags));
  const all = new Set(tagged.map(({ paperId }) => paperId)).size;
  const { result, step } = await history.record(stepLabel(tags, to), async (record) => {
    const work = async (progress?: Progress, signal?: AbortSignal): Promise<Retagging> => {
      const report = (): void => progress?.report({ increment: 50 / tagged.length });
      const planned = await planEdits(services, tagged, to, report, signal);
      return makeEdits(services, planned, to, report, signal, record);
    };
    return tagged.length > withProgressFrom ? withCancellableProgress(progressTitle(tags, to), work) : work();
  });
  const { changed, failures, isCancelled } = result;
  const isInAll = failures.length === 0 && !isCancelled;
  const done = isInAll ? doneInAll(tags, to, changed) : doneInSome(tags, to, changed, all);
  const message = [done, ...failures.slice(0, 1).map(shownMessage)].join(' ');
  history.offerUndo(message, step, {}, failures.length > 0 ? showWarning : showInformation);
}

function stepLabel([tag = '', ...others]: readonly string[], to: string | undefined): string {
  if (to !== undefined) return l10n.t('Rename Tag “{0}” to “{1}”', tag, to);
  return others.length === 0 ? l10n.t('Delete Tag “{0}”', tag) : l10n.t('Delete {0} Tags', others.length + 1);
}

function progressTitle([tag = '', ...others]: readonly string[], to: string | undefined): string {
  if (to !== undefined) return l10n.t('Renaming the tag “{0}”', tag);
  return others.length === 0
    ? l10n.t('Deleting the tag “{0}”', tag)
    : l10n.t('Deleting {0} tags', others.length + 1);
}

function doneInAll([tag = '', ...others]: readonly string[], to: string | undefined, notes: number): string {
  if (to !== undefined)
    return notes === 1
      ? l10n.t('Renamed “{0}” to “{1}” in 1 note.', tag, to)
      : l10n.t('Renamed “{0}” to “{1}” in {2} notes.', tag, to, notes);
  if (others.length === 0)
    return notes === 1
      ? l10n.t('Deleted the tag “{0}” from 1 note.', tag)
      : l10n.t('Deleted the tag “{0}” from {1} notes.', tag, notes);
  const tags = others.length + 1;
  return notes === 1
    ? l10n.t('Deleted {0} tags from 1 note.', tags)
    : l10n.t('Deleted {0} tags from {1} notes.', tags, notes);
}

function doneInSome(
  [tag = '', ...others]: readonly string[],
  to: string | undefined,
  some: number,
  all: number,
): string {
  if (to !== undefined)
    return all === 1
      ? l10n.t('Renamed “{0}” to “{1}” in {2} of 1 note.', tag, to, some)
      : l10n.t('Renamed “{0}” to “{1}” in {2} of {3} notes.', tag, to, some, all);
  if (others.length === 0)
    return all === 1
      ? l10n.t('Deleted the tag “{0}” from {1} of 1 note.', tag, some)
      : l10n.t('Deleted the tag “{0}” from {1} of {2} notes.', tag, some, all);
  const tags = others.length + 1;
  return all === 1
    ? l10n.t('Deleted {0} tags from {1} of 1 note.', tags, some)
    : l10n.t('Deleted {0} tags from {1} of {2} notes.', tags, some, all);
}
