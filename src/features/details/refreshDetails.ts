import * as vscode from 'vscode';
import type { Paper, PaperId } from '../../core/library/paper';
import type { VersionUpdates } from '../../core/versions/versionUpdates';
import { withCancellableProgress } from '../../platform/vscode/ui/cancellableProgress';
import type { FailureReporter } from '../../platform/vscode/ui/commands';
import { runCommand } from '../../platform/vscode/ui/commands';
import { showInformation, showWarning } from '../../platform/vscode/ui/messages';
import { showWithActions } from '../../platform/vscode/ui/showWithActions';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { type DetailsRefresher, RefreshResult } from '../../services/sources/detailsRefresher';
import { refreshMessage, unseenVersions } from './refreshMessage';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { l10n } from '../../platform/vscode/ui/l10n';

/** The command Refresh Details. */
export class RefreshDetailsCommand {
  constructor(
    private readonly refresher: DetailsRefresher,
    private readonly versions: VersionUpdates,
    private readonly reporter: FailureReporter,
  ) {}

  /** Requests the details of papers, with progress, and shows the result. Details that came before a cancellation stay. */
  async run(papers: readonly Paper[]): Promise<void> {
    if (papers.length === 0) {
      void showInformation(l10n.t('Select a paper or a day in the Digests view first.'));
      return;
    }
    const result = new RefreshResult();
    const isComplete = await this.#refresh(papers, result);
    await this.#confirm(result);
    // After a cancellation it is not known whether details exist: a message that none were found would be wrong.
    if (isComplete || result.updated.size > 0) this.#show(papers, result);
  }

  async #refresh(papers: readonly Paper[], result: RefreshResult): Promise<boolean> {
    return withCancellableProgress(l10n.t('Refreshing details'), async (progress, signal) => {
      try {
        await this.refresher.refresh(
          papers,
          result,
          (message) => progress.report({ message: shownMessage(message) }),
          signal,
        );
        return true;
      } catch (error) {
        this.reporter.report(error);
        return false;
      }
    });
  }

  #show(papers: readonly Paper[], result: RefreshResult): void {
    const unseen = unseenVersions(this.versions, papers, l10n);
    const message = refreshMessage(papers.length, result, unseen, l10n);
    const found = foundOnArxiv(papers, result);
    const actions = {
      ...(unseen && {
        [l10n.t('Show What Changed')]: () => runCommand('showWhatChanged', unseen.ids),
      }),
      ...(found.length === 1 && {
        [l10n.t('Open on arXiv')]: () => runCommand('openOnArxiv', found[0]),
      }),
    };
    const show = result.failures.length === 0 ? showInformation : showWarning;
    showWithActions(this.reporter, message, actions, show);
  }

  /** No row is ticked beforehand: a wrong match would join two papers. */
  async #confirm(result: RefreshResult): Promise<void> {
    if (result.candidates.length === 0) return;
    const rows = result.candidates.map((candidate) =>
      plainRow({
        label: candidate.found.title,
        description: `arXiv:${candidate.found.arxivId ?? ''}`,
        detail: l10n.t('For: {0}', candidate.paper.title),
        candidate,
      }),
    );
    const chosen = await vscode.window.showQuickPick(rows, {
      canPickMany: true,
      title: l10n.t('Are These the Same Papers?'),
      placeHolder: l10n.t('Tick what is the same paper under a changed title'),
      matchOnDetail: true,
      ignoreFocusOut: true,
    });
    for (const { candidate } of chosen ?? []) await this.refresher.accept(candidate, result);
  }
}

/** The papers of a refresh that had no arXiv identifier, and have one now. */
function foundOnArxiv(before: readonly Paper[], { updated }: RefreshResult): readonly PaperId[] {
  return before.filter(({ id, arxivId }) => arxivId === undefined && updated.has(id)).map(({ id }) => id);
}
