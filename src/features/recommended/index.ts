import * as vscode from 'vscode';
import { isolateDirection, withoutIsolate } from '../../core/text/isolateDirection';
import { truncate } from '../../core/text/truncate';
import type { PaperId } from '../../core/library/paper';
import { registerCommands } from '../../platform/vscode/ui/commands';
import { l10n } from '../../platform/vscode/ui/l10n';
import type { Services } from '../../services/services';
import { type PaperNode, paperNode } from '../../services/views/treeNodes';
import type { Recommendation } from '../../core/search/recommend';
import type { Recommendations } from '../../services/recommendations/recommendations';
import type { PaperTree, TreeModel } from '../../services/views/paperTree';
import { spokenLabel } from '../../services/views/spokenLabel';

/** Registers the view Recommended and its reset. */
export function registerRecommended(
  _context: vscode.ExtensionContext,
  { views, recommendations, history, reporter }: Services,
): vscode.Disposable {
  const model = new RecommendedTreeModel(recommendations);
  const tree = views.create(model);
  return vscode.Disposable.from(
    recommendations.onDidChange(() => {
      if (tree.view.visible) reporter.watch(refreshIfChanged(model, tree));
      else tree.refresh();
    }),
    registerCommands(
      {
        resetRecommendations: async () => {
          const { step } = await history.record(l10n.t('Reset Recommendations'), async (record) =>
            record(await recommendations.reset()),
          );
          history.offerUndo(l10n.t('Recommendations start anew with what you mark from now on.'), step);
        },
      },
      reporter,
    ),
  );
}

/** Redraws the view if its rows differ: most marks change the ranking and not the rows that are listed. */
async function refreshIfChanged(model: RecommendedTreeModel, tree: PaperTree): Promise<void> {
  if (!(await model.isCurrent())) tree.refresh();
}

const mostListed = 100;
const namedTerms = 4;
/** In characters: how much of a title a sidebar of 300 pixels shows beside the words that recommend the paper. */
const titleLength = 26;

/** The view Recommended: unread papers, those that are most like what the person kept first. */
class RecommendedTreeModel implements TreeModel {
  readonly viewId = 'dailyPapers.recommended';
  #listed: readonly Recommendation[] = [];

  constructor(private readonly recommendations: Recommendations) {}

  async prepare(): Promise<void> {
    this.#listed = await this.recommendations.ranked(mostListed);
  }

  /** Whether the list is the one that {@link prepare} would find. */
  async isCurrent(): Promise<boolean> {
    const ranked = await this.recommendations.ranked(mostListed);
    const keyOf = (all: readonly Recommendation[]): string =>
      JSON.stringify(all.map(({ id, terms }) => [id, terms.slice(0, namedTerms)]));
    return keyOf(ranked) === keyOf(this.#listed);
  }

  /** A listed paper that was marked is removed at once; the effect of its mark on the ranking of others comes later. */
  rowsOf(ids: readonly PaperId[]): readonly PaperNode[] | undefined {
    this.recommendations.renew();
    return this.#listed.some(({ id }) => ids.includes(id)) ? undefined : [];
  }

  roots(): readonly PaperNode[] {
    return this.#listed.map(({ id }) => paperNode(id));
  }

  reason({ paperId }: PaperNode): string | undefined {
    const terms = this.#listed.find(({ id }) => id === paperId)?.terms ?? [];
    return terms.length === 0 ? undefined : l10n.t('Recommended for {0}', terms.join(', '));
  }

  /** Shows the words that recommend a paper beside its title. */
  paperItem(node: PaperNode, item: vscode.TreeItem): void {
    const place = this.#listed.findIndex(({ id }) => id === node.paperId);
    const terms = this.#listed[place]?.terms.slice(0, namedTerms) ?? [];
    item.description = terms.join(', ');
    const title = typeof item.label === 'string' ? withoutIsolate(item.label) : '';
    // The view is there for the words that recommend a paper, and a whole title would leave no room for them.
    if (terms.length > 0) item.label = isolateDirection(truncate(title, titleLength));
    const reason = terms.length > 0 ? l10n.t('for {0}', terms.join(', ')) : undefined;
    item.accessibilityInformation = { label: spokenLabel(String(place + 1), title, reason) };
  }
}
