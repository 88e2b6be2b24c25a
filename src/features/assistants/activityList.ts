import * as vscode from 'vscode';
import type { AssistantActivity } from '../../core/assistants/activity';
import type { ToolName } from '../../core/assistants/toolSchemas';
import { toolTitle } from '../../core/assistants/toolTitles';
import { UserFacingError } from '../../core/base/userFacingError';
import { showInformation } from '../../platform/vscode/ui/messages';
import type { StepChange } from '../../core/history/historyStep';
import { inverse, restoreChange } from '../../core/history/storeChanges';
import { truncate } from '../../core/text/truncate';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { shownTime } from '../../platform/vscode/ui/shownNumber';
import { paperCount } from '../../platform/vscode/ui/counts';
import { l10n } from '../../platform/vscode/ui/l10n';
import type { ActivityLog } from '../../services/assistants/activityLog';
import { plainTitle } from '../../services/search/plainText';
import type { Services } from '../../services/services';

type ActivityServices = Pick<Services, 'history' | 'notes' | 'triage' | 'state' | 'ready' | 'reader'>;

type Row = vscode.QuickPickItem & { readonly activity: AssistantActivity };

const icons: Readonly<Partial<Record<ToolName, string>>> = { annotate: 'edit', search: 'search' };
const longestTitle = 80;

/** Lists what assistants read and changed, newest first. Choosing a change reverts it; choosing another row opens its paper. */
export async function showActivity(log: ActivityLog, services: ActivityServices): Promise<void> {
  await services.ready();
  const activities = (await log.read()).toReversed();
  if (activities.length === 0) {
    void showInformation(l10n.t('No assistant has read or changed anything yet.'));
    return;
  }
  const rows = activities.map((activity): Row => rowOf(activity, services));
  const chosen = await vscode.window.showQuickPick(rows, {
    title: l10n.t('Activity of Assistants'),
    placeHolder: l10n.t('Choose a change to revert it, or anything else to open its paper'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!chosen) return;
  const { activity } = chosen;
  if (activity.changes) await revert(activity, services);
  else if (activity.papers[0] !== undefined) await services.reader.open(activity.papers[0]);
}

/**
 * Reverts what one call of a tool changed, as a step of this window's history.
 *
 * @throws UserFacingError if something was changed since, or the notes are of another folder
 */
async function revert(activity: AssistantActivity, services: ActivityServices): Promise<void> {
  const { history } = services;
  const changes = (activity.changes ?? []).flatMap((change) => restoreChange(change, services) ?? []);
  await checkUnchanged(activity, changes);
  const title = l10n.t('Revert {0}', toolTitle(activity.tool, l10n));
  const { step } = await history.record(title, async (record) => {
    for (const change of changes.toReversed()) {
      if (!(await change.apply('undo'))) throw changedSince(activity);
      record(inverse(change));
    }
  });
  history.offerUndo(l10n.t('Reverted what the assistant changed.'), step);
}

/** Checks by the last change of each target that the target has not changed since. */
async function checkUnchanged(activity: AssistantActivity, changes: readonly StepChange[]): Promise<void> {
  const last = new Map(changes.flatMap((change) => change.targets.map(({ key }) => [key, change] as const)));
  for (const change of new Set(last.values()))
    if ((await change.changedTargets('undo')).length > 0) throw changedSince(activity);
}

function changedSince({ folder }: AssistantActivity): UserFacingError {
  const isElsewhere =
    folder !== undefined &&
    !(vscode.workspace.workspaceFolders ?? []).some(({ uri }) => uri.fsPath === folder);
  return new UserFacingError(
    isElsewhere
      ? l10n.t('This was changed in the folder {0}. Open that folder to revert it.', folder)
      : l10n.t(
          'The note or the mark has changed since, or was reverted. Revert later changes first, or change it by hand.',
        ),
  );
}

function rowOf(activity: AssistantActivity, { state }: ActivityServices): Row {
  const { tool, at, client, papers, request, changes } = activity;
  const [paper] = papers.flatMap((id) => state.paper(id) ?? []);
  const which =
    papers.length > 1
      ? paperCount(papers.length)
      : truncate(paper ? plainTitle(paper) : (papers[0] ?? ''), longestTitle);
  const title = toolTitle(tool, l10n);
  const time = shownTime(at);
  const row = {
    label: which === '' ? title : l10n.t('{0}: {1}', title, which),
    description: changes
      ? l10n.t('{0}, {1}, choose to revert', time, client)
      : l10n.t('{0}, {1}', time, client),
    detail: request,
    activity,
  };
  return plainRow(row, icons[tool] ?? 'book');
}
