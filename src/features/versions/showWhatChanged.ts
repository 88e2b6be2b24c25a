import * as vscode from 'vscode';
import type { PaperId } from '../../core/library/paper';
import type { PaperState } from '../../core/state/paperState';
import { titleSegment } from '../../core/library/titleSegment';
import { annotatedVersionName, currentVersionName } from '../../core/versions/updateMessages';
import type { VersionUpdate } from '../../core/versions/findVersionUpdate';
import type { VersionUpdates } from '../../core/versions/versionUpdates';
import { showInformation } from '../../platform/vscode/ui/messages';
import { plainTitle } from '../../services/search/plainText';
import { versionUri } from './versionDocuments';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { l10n } from '../../platform/vscode/ui/l10n';

/** A newer version of a paper, and the two documents that are compared. */
interface Comparison {
  readonly id: PaperId;
  readonly update: VersionUpdate;
  readonly title: string;
  readonly before: vscode.Uri;
  readonly now: vscode.Uri;
  /** `v1 ↔ v3` */
  readonly names: string;
}

/** Compares the version that each paper's note was written on with the newest one, and marks the newest one as seen. */
export async function showWhatChanged(
  versions: VersionUpdates,
  state: PaperState,
  ids: readonly PaperId[],
): Promise<void> {
  const comparisons = ids.flatMap((id) => compare(versions, state, id) ?? []);
  if (comparisons.length === 0) {
    void showInformation(
      l10n.t(
        'No version is known that is newer than the one your note was written on. Choose Refresh Details to ask arXiv.',
      ),
    );
    return;
  }
  const changed = comparisons.filter(({ update }) => update.isChanged);
  // One diff editor each: the multi-file diff editor does not wrap long lines on both sides.
  const preview = changed.length === 1;
  for (const { before, now, title, names } of changed)
    await vscode.commands.executeCommand('vscode.diff', before, now, `${title} (${names})`, { preview });
  for (const { update, title } of comparisons.filter(({ update }) => !update.isChanged))
    void showInformation(
      l10n.t(
        'Title and abstract of “{0}” are the same in v{1} as in v{2}.',
        title,
        String(update.to),
        String(update.from ?? 1),
      ),
    );
  await versions.markSeen(comparisons.map(({ id }) => id));
}

/** Undefined if the paper has no note or no newer version. */
function compare(versions: VersionUpdates, state: PaperState, id: PaperId): Comparison | undefined {
  const [paper, note, update] = [state.paper(id), state.note(id), versions.get(id)];
  if (!paper || !note || !update) return undefined;
  const title = plainTitle(paper);
  const segment = titleSegment(title);
  const [earlier, later] = [shownMessage(annotatedVersionName(update, note)), currentVersionName(update)];
  return {
    id: paper.id,
    update,
    title,
    names: `${earlier} ↔ ${later}`,
    before: versionUri(paper.id, segment, 'before', earlier),
    now: versionUri(paper.id, segment, 'now', later),
  };
}
