import * as vscode from 'vscode';
import { isolateDirection, withoutIsolate } from '../../core/text/isolateDirection';
import { truncate } from '../../core/text/truncate';
import { registerCommands } from '../../platform/vscode/ui/commands';
import type { Services } from '../../services/services';
import { type PaperNode, paperNode } from '../../services/views/treeNodes';
import type { Recommendation } from '../../core/search/recommend';
import type { Recommendations } from '../../services/recommendations/recommendations';
import type { TreeModel } from '../../services/views/paperTree';
import { spokenLabel } from '../../services/views/spokenLabel';

/** Registers the view Recommended and its reset. */
export function registerRecommended(
  _context: vscode.ExtensionContext,
  { views, recommendations, history, reporter }: Services,
): vscode.Disposable {
  const tree = views.create(new RecommendedTreeModel(recommendations));
  return vscode.Disposable.from(
    recommendations.onDidChange(() => tree.refresh()),
    registerCommands(
      {
        resetRecommendations: async () => {
          const { step } = await history.record(vscode.l10n.t('Reset Recommendations'), async (record) =>
            record(await recommendations.reset()),
          );
          history.offerUndo(
            vscode.l10n.t('Recommendations start anew with what you mark from now on.'),
            step,
          );
        },
      },
      reporter,
    ),
  );
}

const mostListed = 100;
const namedTerms = 4;
/** In characters: the first words that speak for a paper stand beside so much of a title in a sidebar of 300 pixels. */
const titleLength = 26;

/** The view Recommended: unread papers, those that are most like what the person kept first. */
class RecommendedTreeModel implements TreeModel {
  readonly viewId = 'dailyPapers.recommended';
  #listed: readonly Recommendation[] = [];

  constructor(private readonly recommendations: Recommendations) {}

  async prepare(): Promise<void> {
    this.#listed = await this.recommendations.ranked(mostListed);
  }

  roots(): readonly PaperNode[] {
    return this.#listed.map(({ id }) => paperNode(id));
  }

  reason({ paperId }: PaperNode): string | undefined {
    const terms = this.#listed.find(({ id }) => id === paperId)?.terms ?? [];
    return terms.length === 0 ? undefined : vscode.l10n.t('Recommended for {0}', terms.join(', '));
  }

  /** The words that speak for a paper stand beside its title. */
  paperItem(node: PaperNode, item: vscode.TreeItem): void {
    const place = this.#listed.findIndex(({ id }) => id === node.paperId);
    const terms = this.#listed[place]?.terms.slice(0, namedTerms) ?? [];
    item.description = terms.join(', ');
    const title = typeof item.label === 'string' ? withoutIsolate(item.label) : '';
    // The words are what the view is for: a whole title would leave them no room.
    if (terms.length > 0) item.label = isolateDirection(truncate(title, titleLength));
    const reason = terms.length > 0 ? vscode.l10n.t('for {0}', terms.join(', ')) : undefined;
    item.accessibilityInformation = { label: spokenLabel(String(place + 1), title, reason) };
  }
}
