import * as vscode from 'vscode';
import type { Paper, PaperId } from '../../core/library/paper';
import { yearOf } from '../../core/citations/keyWords';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import { listAsTyped } from '../../platform/vscode/ui/listAsTyped';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { l10n } from '../../platform/vscode/ui/l10n';
import { plainTitle } from '../../services/search/plainText';
import type { Services } from '../../services/services';

type PaperPickServices = Pick<Services, 'search' | 'state' | 'reporter' | 'reader'>;

/** The papers that were chosen. */
export interface PickedPapers {
  readonly papers: readonly Paper[];
  /** Whether the person wants to say more beside them. */
  readonly withDetails: boolean;
}

interface PaperRow extends vscode.QuickPickItem {
  readonly paper?: Paper;
}

const shown = 50;
const detailsButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('ellipsis'),
  tooltip: l10n.t('Insert with Prefix and Page…'),
};

/** Asks for papers of the library, found by the query language of Papers: Search; several can be ticked. */
export class PaperPick {
  readonly #pick = vscode.window.createQuickPick<PaperRow>();
  #resolve: (picked: PickedPapers | undefined) => void = () => undefined;
  /** Resolves when papers were chosen, or to undefined when the list was closed. */
  readonly picked = new Promise<PickedPapers | undefined>((resolve) => {
    this.#resolve = resolve;
  });

  constructor(
    private readonly services: PaperPickServices,
    title: string,
  ) {
    const pick = this.#pick;
    pick.title = title;
    pick.placeholder = l10n.t('Search papers by words, author or tag:; tick several, then press Enter');
    pick.canSelectMany = true;
    pick.matchOnDescription = true;
    pick.buttons = [detailsButton];
    pick.onDidAccept(() => this.accept(false));
    pick.onDidTriggerButton(() => this.accept(true));
    pick.onDidHide(() => {
      void contextKeys.pickingCitation.set(false);
      this.#resolve(undefined);
      pick.dispose();
    });
    listAsTyped(pick, {
      find: async (value) => this.#rowsOf(await this.#found(value)),
      show: (rows) => this.#list(rows),
      report: (error) => services.reporter.report(error),
    });
    pick.show();
    void contextKeys.pickingCitation.set(true);
  }

  /** If no row is ticked, the focused row is chosen. */
  accept(withDetails: boolean): void {
    const ticked = this.#pick.selectedItems;
    const rows = ticked.length > 0 ? ticked : this.#pick.activeItems.slice(0, 1);
    const papers = rows.flatMap(({ paper }) => paper ?? []);
    if (papers.length === 0) return;
    this.#resolve({ papers, withDetails });
    this.#pick.hide();
  }

  /** Before anything is typed, the paper in the reader is offered. */
  async #found(value: string): Promise<readonly PaperId[]> {
    const { reader, search } = this.services;
    if (value.trim() === '') return reader.activePaper === undefined ? [] : [reader.activePaper];
    const { hits } = await search.search(value, shown);
    return hits.map(({ id }) => id);
  }

  #rowsOf(ids: readonly PaperId[]): readonly PaperRow[] {
    return ids.flatMap((id) => {
      const paper = this.services.state.paper(id);
      return paper ? [rowOf(paper)] : [];
    });
  }

  /** Ticked papers stay in the list, above the search results. */
  #list(found: readonly PaperRow[]): void {
    const ticked = this.#pick.selectedItems;
    const kept = new Set(ticked.map(({ paper }) => paper?.id));
    const rows = found.filter(({ paper }) => !kept.has(paper?.id));
    this.#pick.items = [...ticked, ...rows];
    this.#pick.selectedItems = ticked;
    const [first] = rows;
    if (first) this.#pick.activeItems = [first];
  }
}

function rowOf(paper: Paper): PaperRow {
  const { authors = [], venue } = paper;
  const names = authors.length > 3 ? l10n.t('{0} et al.', authors[0] ?? '') : authors.join(', ');
  const description = [names, yearOf(paper), venue].filter(Boolean).join(' · ');
  return plainRow({ label: plainTitle(paper), description, alwaysShow: true, paper });
}
