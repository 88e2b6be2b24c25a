import * as vscode from 'vscode';
import { pluralize } from '../../core/text/pluralize';
import { DisposableStore } from '../../core/base/disposable';
import type { Result } from '../../core/base/result';
import { keepOrder } from '../../platform/vscode/ui/keepOrder';
import { plainRow } from '../../platform/vscode/ui/plainRow';

interface TagChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

interface TagPickInput {
  /** Shown above the list. */
  readonly title: string;
  /** The tags of each paper that is edited. */
  readonly papers: readonly (readonly string[])[];
  /** Every tag in use with the number of its papers. */
  readonly inUse: ReadonlyMap<string, number>;
  /** A typed text as a tag, or one sentence that says why it cannot be one. */
  parse(text: string): Result<string, string>;
}

interface TagRow extends vscode.QuickPickItem {
  /** Absent on the row that says why the typed text is no tag. */
  readonly tag?: string;
  readonly fresh?: boolean;
}

/** Asks for the tags of some papers: a multi-select list that also makes new tags. Undefined when cancelled. */
export function pickTags(input: TagPickInput): Promise<TagChange | undefined> {
  return new Promise((resolve) => {
    new TagPick(input, resolve).show();
  });
}

class TagPick {
  readonly #own = new DisposableStore();
  readonly #pick = this.#own.add(vscode.window.createQuickPick<TagRow>());
  readonly #rows: TagRow[];
  readonly #before: ReadonlySet<string>;

  constructor(
    private readonly input: TagPickInput,
    private readonly resolve: (change: TagChange | undefined) => void,
  ) {
    this.#before = new Set(
      input.papers[0]?.filter((tag) => input.papers.every((tags) => tags.includes(tag))),
    );
    this.#rows = this.#tagsInUse().map((tag) => this.#row(tag));
    this.#pick.title = input.title;
    this.#pick.placeholder = 'Choose tags, or type a new one (nest with /)';
    this.#pick.canSelectMany = true;
    keepOrder(this.#pick);
    this.#pick.items = this.#rows;
    this.#pick.selectedItems = this.#rows.filter((row) => this.#before.has(row.tag ?? ''));
    this.#own.add(this.#pick.onDidChangeValue((value) => this.#offer(value)));
    this.#own.add(this.#pick.onDidAccept(() => this.#accept()));
    this.#own.add(this.#pick.onDidHide(() => this.#finish(undefined)));
  }

  show(): void {
    this.#pick.show();
  }

  /** The papers' own tags first, then the most used. */
  #tagsInUse(): readonly string[] {
    const own = new Set(this.input.papers.flat());
    const count = (tag: string): number => this.input.inUse.get(tag) ?? 0;
    const rank = (tag: string): number => (own.has(tag) ? 0 : 1);
    return [...new Set([...own, ...this.input.inUse.keys()])].sort(
      (a, b) => rank(a) - rank(b) || count(b) - count(a) || (a < b ? -1 : 1),
    );
  }

  #row(tag: string): TagRow {
    const count = this.input.inUse.get(tag) ?? 0;
    const on = this.input.papers.filter((tags) => tags.includes(tag)).length;
    const some =
      on > 0 && on < this.input.papers.length ? `, on ${on} of ${this.input.papers.length} selected` : '';
    return plainRow({ label: tag, description: pluralize(count, 'paper') + some, tag });
  }

  /** Puts a row for the typed text under the tags that match it; tags made before stay. */
  #offer(value: string): void {
    const chosen = this.#pick.selectedItems;
    const made = chosen.filter((row) => row.fresh);
    const known = new Set([...this.#rows, ...made].map((row) => row.tag));
    const extra = this.#typed(value.trim(), known);
    this.#pick.items = [...this.#rows, ...made, ...extra];
    this.#pick.selectedItems = chosen;
  }

  #typed(text: string, known: ReadonlySet<string | undefined>): readonly TagRow[] {
    if (text === '') return [];
    const parsed = this.input.parse(text);
    if (!parsed.ok) return [plainRow({ label: text, description: parsed.error, alwaysShow: true })];
    if (known.has(parsed.value)) return [];
    const row = { label: parsed.value, description: 'new tag', alwaysShow: true };
    return [plainRow({ ...row, tag: parsed.value, fresh: true })];
  }

  /** Enter also takes a new tag that is not ticked, when it has the focus or stands alone in the list. */
  #accept(): void {
    const chosen = this.#pick.selectedItems.flatMap((row) => row.tag ?? []);
    const meant = this.#pick.items.filter(
      (row) => row.fresh && (this.#isAlone() || this.#pick.activeItems.includes(row)),
    );
    const picked = new Set([...chosen, ...meant.flatMap((row) => row.tag ?? [])]);
    this.#finish({
      add: [...picked].filter((tag) => !this.#before.has(tag)),
      remove: [...this.#before].filter((tag) => !picked.has(tag)),
    });
  }

  #isAlone(): boolean {
    const typed = this.#pick.value.trim().toLowerCase();
    return !this.#rows.some(({ label }) => label.toLowerCase().includes(typed));
  }

  #finish(change: TagChange | undefined): void {
    this.resolve(change);
    this.#own.dispose();
  }
}
