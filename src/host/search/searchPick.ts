import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposable';
import type { PaperId } from '../../core/papers/paper';
import type { SearchHit } from '../../core/search/searchDocument';
import { keepOrder } from '../ui/keepOrder';
import type { SearchFacts, SearchRow } from './searchRows';
import { hitRow, keepOpenButton, messageRow, openToSideButton, paperRow, separator } from './searchRows';

/** How a paper is opened from a search. `terms` are the words that matched, for the reader to mark. */
export interface OpenChoice {
  readonly toSide: boolean;
  readonly keep: boolean;
  /** Leaves the keyboard where it is. */
  readonly background: boolean;
  readonly terms: readonly string[];
}

export interface SearchPickDeps {
  search(query: string, limit: number): Promise<readonly SearchHit[]>;
  facts(id: PaperId): SearchFacts | undefined;
  /** Papers for an empty query, under a heading. */
  suggestions(): Promise<readonly { readonly heading: string; readonly ids: readonly PaperId[] }[]>;
  open(id: PaperId, choice: OpenChoice): Promise<void>;
  report(error: unknown): void;
}

const shown = 50;
const searchingKey = 'dailyPapers.searching';

/** The quick pick of Papers: Search. One instance serves one showing. */
export class SearchPick implements vscode.Disposable {
  readonly #own = new DisposableStore();
  readonly #pick = this.#own.add(vscode.window.createQuickPick<SearchRow>());
  #asked = 0;

  constructor(private readonly deps: SearchPickDeps) {
    this.#pick.placeholder = 'Search papers by title, tag, note or abstract';
    keepOrder(this.#pick);
    this.#own.add(this.#pick.onDidChangeValue((value) => this.#run(() => this.#answer(value))));
    this.#own.add(this.#pick.onDidAccept(() => this.#run(() => this.openActive({}))));
    this.#own.add(
      this.#pick.onDidTriggerItemButton(({ item, button }) => {
        this.#run(() =>
          this.#open(item, { toSide: button === openToSideButton, keep: button === keepOpenButton }),
        );
      }),
    );
    this.#own.add(this.#pick.onDidHide(() => this.dispose()));
  }

  show(value = ''): void {
    void vscode.commands.executeCommand('setContext', searchingKey, true);
    this.#pick.value = value;
    this.#pick.show();
    this.#run(() => this.#answer(value));
  }

  /** Opens the row that has the focus. */
  async openActive(how: Partial<OpenChoice>): Promise<void> {
    const [item] = this.#pick.activeItems;
    if (item) await this.#open(item, how);
  }

  dispose(): void {
    this.#asked = -1;
    void vscode.commands.executeCommand('setContext', searchingKey, false);
    this.#own.dispose();
  }

  async #answer(value: string): Promise<void> {
    const asked = ++this.#asked;
    this.#pick.busy = true;
    const rows = value.trim() === '' ? await this.#suggest() : await this.#find(value);
    // A later keystroke has asked anew, or the pick is gone.
    if (asked !== this.#asked) return;
    this.#pick.busy = false;
    this.#pick.items = rows;
    const first = rows.find((row) => row.paperId !== undefined);
    if (first) this.#pick.activeItems = [first];
  }

  async #suggest(): Promise<readonly SearchRow[]> {
    const groups = await this.deps.suggestions();
    return groups.flatMap(({ heading, ids }) => {
      const rows = ids.flatMap((id) => this.deps.facts(id) ?? []).map(paperRow);
      return rows.length === 0 ? [] : [separator(heading), ...rows];
    });
  }

  async #find(value: string): Promise<readonly SearchRow[]> {
    const hits = await this.deps.search(value, shown);
    const rows = hits.flatMap((hit) => {
      const facts = this.deps.facts(hit.id);
      return facts ? [hitRow(facts, hit)] : [];
    });
    if (rows.length > 0) return rows;
    return [messageRow(`No paper matches “${value.trim()}”`, 'Check the spelling, or try fewer words.')];
  }

  async #open(item: SearchRow, how: Partial<OpenChoice>): Promise<void> {
    if (item.paperId === undefined) return;
    const choice = { toSide: false, keep: false, background: false, terms: item.terms ?? [], ...how };
    if (!choice.background) this.#pick.hide();
    await this.deps.open(item.paperId, choice);
  }

  #run(step: () => Promise<void>): void {
    step().catch((error: unknown) => this.deps.report(error));
  }
}
