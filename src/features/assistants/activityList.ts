import * as vscode from 'vscode';
import type { AssistantActivity } from '../../core/assistants/activity';
import { type ToolName, toolSchemas } from '../../core/assistants/toolSchemas';
import { UserFacingError } from '../../core/base/userFacingError';
import type { StepChange } from '../../core/history/historyStep';
import { inverse, restoreChange } from '../../core/history/storeChanges';
import { pluralize } from '../../core/text/pluralize';
import { truncate } from '../../core/text/truncate';
import { plainRow } from '../../platform/vscode/ui/plainRow';
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
  if (activities.length === 0) throw new UserFacingError('No assistant has read or changed anything yet.');
  const rows = activities.map((activity): Row => rowOf(activity, services));
  const chosen = await vscode.window.showQuickPick(rows, {
    title: 'Activity of Assistants',
    placeHolder: 'Choose a change to revert it, or anything else to open its paper',
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
  const { step } = await history.record(`Revert ${toolSchemas[activity.tool].title}`, async (record) => {
    for (const change of changes.toReversed()) {
      if (!(await change.apply('undo'))) throw changedSince(activity);
      record(inverse(change));
    }
  });
  history.offerUndo('Reverted what the assistant changed.', step);
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
      ? `This was changed in the folder ${folder}. Open that folder to revert it.`
      : 'The note or the mark has changed since, or was reverted. Revert later changes first, or change it by hand.',
  );
}

function rowOf(activity: AssistantActivity, { state }: ActivityServices): Row {
  const { tool, at, client, papers, request, changes } = activity;
  const [paper] = papers.flatMap((id) => state.paper(id) ?? []);
  const which =
    papers.length > 1
      ? pluralize(papers.length, 'paper')
      : truncate(paper ? plainTitle(paper) : (papers[0] ?? ''), longestTitle);
  const row = {
    label: `${toolSchemas[tool].title}${which === '' ? '' : `: ${which}`}`,
    description: `${new Date(at).toLocaleString()}, ${client}${changes ? ', choose to revert' : ''}`,
    detail: request,
    activity,
  };
  return plainRow(row, icons[tool] ?? 'book');
}
