import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposable';
import { distinctTags, parseTag, tagKey } from '../../core/notes/tag';
import { acceptTags, tagChange, tagsWithout } from '../../core/notes/tagChoice';
import { keepOrder } from '../../platform/vscode/ui/keepOrder';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { paperCount } from '../../platform/vscode/ui/counts';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { l10n } from '../../platform/vscode/ui/l10n';

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
  /** The tags that all papers have. */
  readonly #before: readonly string[];
  /** Those that were ticked when the last letter was typed. */
  #tickedWhenTyping: readonly string[];

  constructor(
    private readonly input: TagPickInput,
    private readonly resolve: (change: TagChange | undefined) => void,
  ) {
    const [first = [], ...others] = input.papers;
    this.#before = first.filter((tag) => others.every((tags) => hasTag(tags, tag)));
    this.#tickedWhenTyping = this.#before;
    this.#rows = this.#tagsInUse().map((tag) => this.#row(tag));
    this.#pick.title = input.title;
    this.#pick.placeholder = l10n.t('Choose tags, or type a new one (nest with /)');
    this.#pick.canSelectMany = true;
    keepOrder(this.#pick);
    this.#pick.items = this.#rows;
    this.#pick.selectedItems = this.#rows.filter(({ tag = '' }) => hasTag(this.#before, tag));
    this.#own.add(this.#pick.onDidChangeValue((value) => this.#offer(value)));
    this.#own.add(this.#pick.onDidAccept(() => this.#accept()));
    this.#own.add(this.#pick.onDidHide(() => this.#finish(undefined)));
  }

  show(): void {
    this.#pick.show();
  }

  /** The papers' own tags first, then the most used. */
  #tagsInUse(): readonly string[] {
    const own = distinctTags(this.input.papers.flat());
    const { inUse } = this.input;
    const count = (tag: string): number => inUse.get(tag) ?? 0;
    const rank = (tag: string): number => (own.includes(tag) ? 0 : 1);
    return [...own, ...tagsWithout([...inUse.keys()], own)].sort(
      (a, b) => rank(a) - rank(b) || count(b) - count(a) || (a < b ? -1 : 1),
    );
  }

  #row(tag: string): TagRow {
    const count = this.input.inUse.get(tag) ?? 0;
    const on = this.input.papers.filter((tags) => hasTag(tags, tag)).length;
    const all = this.input.papers.length;
    const description =
      on > 0 && on < all
        ? l10n.t('{0}, on {1} of {2} selected', paperCount(count), on, all)
        : paperCount(count);
    return plainRow({ label: tag, description, tag });
  }

  /** Puts a row for the typed text under the tags that match it; tags made before stay. */
  #offer(value: string): void {
    const chosen = this.#pick.selectedItems;
    const made = chosen.filter((row) => row.fresh);
    this.#tickedWhenTyping = chosen.flatMap((row) => row.tag ?? []);
    this.#pick.title = this.input.title;
    this.#pick.items = [...this.#rows, ...made, ...this.#typed(value, tagsOf([...this.#rows, ...made]))];
    this.#pick.selectedItems = chosen;
  }

  #typed(text: string, known: readonly string[]): readonly TagRow[] {
    if (text.trim() === '') return [];
    const parsed = parseTag(text);
    if (!parsed.ok)
      return [plainRow({ label: text.trim(), description: shownMessage(parsed.error), alwaysShow: true })];
    if (hasTag(known, parsed.value)) return [];
    const row = { label: parsed.value, description: l10n.t('new tag'), alwaysShow: true };
    return [plainRow({ ...row, tag: parsed.value, fresh: true })];
  }

  /** Stays open, and says why, where the typed text is no tag. */
  #accept(): void {
    const { value, items, selectedItems, activeItems } = this.#pick;
    const ticked = tagsOf(selectedItems);
    const focused = activeItems[0]?.tag;
    const accepted = acceptTags({
      typed: value,
      listed: tagsOf(items.filter((row) => !row.fresh)),
      ticked,
      ...(focused !== undefined && { focused }),
      tickedSinceTyping: !isSameList(ticked, this.#tickedWhenTyping),
    });
    if (accepted.ok) this.#finish(tagChange(this.#before, accepted.value));
    else this.#pick.title = `${this.input.title} – ${shownMessage(accepted.error)}`;
  }

  #finish(change: TagChange | undefined): void {
    this.resolve(change);
    this.#own.dispose();
  }
}

function tagsOf(rows: readonly TagRow[]): readonly string[] {
  return rows.flatMap((row) => row.tag ?? []);
}

function hasTag(tags: readonly string[], tag: string): boolean {
  return tags.some((one) => tagKey(one) === tagKey(tag));
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return tagsWithout(a, b).length + tagsWithout(b, a).length === 0;
}
