import * as vscode from 'vscode';
import { type CooperativeTask, finish } from '../../core/base/cooperativeTask';
import type { Day } from '../../core/library/day';
import type { PaperId } from '../../core/library/paper';
import { serviceNames } from '../../core/remote/service';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { type DayCounts, dayCounts } from './dayCounts';
import type { DayGroupNode, DayNode, NoticeNode, PaperNode, ViewNode } from '../../services/views/treeNodes';
import { dayGroupNode, dayNode, paperNode } from '../../services/views/treeNodes';
import { dayNames } from '../../services/views/dayNames';
import { type DayGroup, type DayGroupMember, daysIn, groupDays, groupsOf, isGroup } from './dayGroups';
import type { TreeModel } from '../../services/views/paperTree';
import { countingTurn } from '../../services/views/preparedList';
import { viewNotices } from '../../services/views/viewNotices';
import type { Services } from '../../services/services';
import type { Library } from '../../core/library/library';
import type { PaperState } from '../../core/state/paperState';
import { isPackaged } from '../../services/library/packagedDigests';
import { isFetched } from '../../services/sources/fetchedDayLibrary';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { l10n } from '../../platform/vscode/ui/l10n';

export type DigestFilter = 'all' | 'unread' | 'later';

/** The papers of a day are in the digest's order, or sorted by recommendation. */
export type DigestSort = 'digest' | 'recommended';

export function isDigestFilter(value: unknown): value is DigestFilter {
  return value === 'all' || value === 'unread' || value === 'later';
}

type DigestServices = Pick<
  Services,
  'libraryService' | 'fetched' | 'state' | 'recommendations' | 'leftOut' | 'linked' | 'views'
>;

/** The view Digests: days, newest first, and the papers of each in the digest's order. */
export class DigestTreeModel implements TreeModel {
  readonly viewId = 'dailyPapers.digests';
  filter: DigestFilter = 'all';
  sort: DigestSort = 'digest';
  /** Whether papers that triage rules hide are listed nevertheless. */
  showHidden = false;
  /** The rank of recommended papers, by id. */
  #places: ReadonlyMap<PaperId, number> = new Map();

  /** The papers of days, with and without hidden ones, cached until something of the day changes. */
  readonly #counts = { shown: new Map<string, DayCounts>(), hidden: new Map<string, DayCounts>() };
  #changes = 0;

  readonly #library: Library;
  readonly #state: PaperState;

  constructor(private readonly services: DigestServices) {
    this.#library = services.libraryService.library;
    this.#state = services.state;
    services.views.onDidChange((change) => {
      this.#changes += 1;
      for (const counts of Object.values(this.#counts)) {
        if (change === 'all') counts.clear();
        else for (const id of change) for (const day of this.#library.daysOf(id)) counts.delete(day.id);
      }
    });
  }

  /** Changes of a paper do not change its place under its days, unless these are filtered or sorted. */
  rowsOf(ids: readonly PaperId[]): readonly ViewNode[] | undefined {
    if (this.filter !== 'all' || this.sort !== 'digest') return undefined;
    const days = new Set(ids.flatMap((id) => this.#library.daysOf(id)).map(({ id }) => id));
    return [...days].flatMap((id) => {
      const row = this.#dayNode(id);
      return row.parent ? [row.parent, row] : [row];
    });
  }

  async prepare(node?: ViewNode): Promise<void> {
    if (!node) await runInTimeSlices(this.#counting(), undefined, countingTurn);
    if (this.sort !== 'recommended') return;
    const recommended = await this.services.recommendations.ranked();
    this.#places = new Map(recommended.map(({ id }, place) => [id, place]));
  }

  rowOfDay(dayId: string): DayNode | undefined {
    return this.#library.day(dayId) && this.#dayNode(dayId);
  }

  notices(): readonly NoticeNode[] {
    return viewNotices(this.services, 'digests');
  }

  roots(): readonly ViewNode[] {
    return this.#memberNodes(this.#groups(), undefined);
  }

  children(node: ViewNode): readonly ViewNode[] {
    if (node.kind === 'group') return this.#memberNodes(this.#group(node)?.members ?? [], node);
    return node.kind === 'day' ? this.#paperNodes(node) : [];
  }

  #paperNodes(node: DayNode): readonly PaperNode[] {
    const ids = this.#library.day(node.dayId)?.paperIds ?? [];
    const shown = ids.filter((id) => this.#shown(id));
    return (this.sort === 'digest' ? shown : this.#bestFirst(shown)).map((id) => paperNode(id, node));
  }

  groupItem(node: ViewNode): vscode.TreeItem {
    if (node.kind === 'group') return this.#groupItem(node);
    const day = node.kind === 'day' ? this.#library.day(node.dayId) : undefined;
    if (node.kind !== 'day' || !day)
      return new vscode.TreeItem(l10n.t('This day is no longer in the library'));
    const counts = this.#countsOf(day);
    const name = dayNames.shortName(day, node.parent !== undefined);
    const item = new vscode.TreeItem(name, stateOf(counts.shown));
    const missing = this.services.fetched.missing(day.id);
    item.id = node.key;
    const source = day.source === 'digest' ? undefined : serviceNames[day.source];
    // The count first: where space is short, the end is cut.
    item.description = [counts.short, missing && l10n.t('partial'), source].filter(Boolean).join(' · ');
    const details = [
      counts.long,
      source && l10n.t('From {0}', source),
      missing && l10n.t('Not complete: {0}', shownMessage(missing)),
    ];
    item.tooltip = [dayNames.longName(day), ...details].filter(Boolean).join('\n');
    item.contextValue = contextOf(counts, this.#library.batchesOf(day.id));
    item.accessibilityInformation = {
      label: [dayNames.longName(day), ...details.filter(Boolean)].join(', '),
    };
    return item;
  }

  #groupItem(node: DayGroupNode): vscode.TreeItem {
    const group = this.#group(node);
    if (!group) return new vscode.TreeItem(l10n.t('These days are no longer in the library'));
    const { year, month } = group;
    const name = month === undefined ? String(year) : dayNames.month(year, month);
    const label = month === undefined ? name : dayNames.shortMonth(year, month);
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
    const days = daysIn(group);
    const unread = days.reduce((sum, day) => sum + this.#countsOf(day).unread, 0);
    item.id = node.key;
    item.description = unread > 0 ? l10n.t('{0} unread', unread) : '';
    item.contextValue = 'group';
    const counts = daysText(days.length, unread);
    item.tooltip = `${name}\n${counts}`;
    item.accessibilityInformation = { label: `${name}, ${counts}` };
    return item;
  }

  description(): string | undefined {
    const sorted = this.sort === 'recommended' ? l10n.t('Recommended first') : undefined;
    return [filterName(this.filter), sorted].filter((name) => name !== undefined).join(', ') || undefined;
  }

  async badge(): Promise<vscode.ViewBadge | undefined> {
    const counted = vscode.workspace.getConfiguration('dailyPapers').get<unknown>('digests.badge');
    if (counted === 'none') return undefined;
    const ids = counted === 'all' ? this.#library.paperIds() : newestPapers(this.#library);
    const value = await runInTimeSlices(countingUnread(ids, this.#state), undefined, countingTurn);
    return value === 0 ? undefined : { value, tooltip: unreadText(value) };
  }

  /** The row for a paper: under `dayId` if that day lists it, else under the newest day that does. */
  nodeFor(id: PaperId, dayId?: string): PaperNode | undefined {
    const days = this.#library.daysOf(id);
    const day = days.find((candidate) => candidate.id === dayId) ?? days[0];
    if (!day || !this.#shown(id)) return undefined;
    return paperNode(id, this.#dayNode(day.id));
  }

  /** The days that are listed, in their groups. */
  #groups(): readonly DayGroupMember[] {
    const now = new Date();
    const today = { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
    // Includes a day whose papers are all hidden; its row says so.
    const listed = this.#library.days.filter(
      (day) => this.filter === 'all' || day.paperIds.some((id) => this.#shown(id)),
    );
    return groupDays(listed, today);
  }

  #group({ groupId, parent }: DayGroupNode): DayGroup | undefined {
    const members = parent ? (this.#group(parent)?.members ?? []) : this.#groups();
    return members.filter(isGroup).find(({ id }) => id === groupId);
  }

  #memberNodes(members: readonly DayGroupMember[], parent: DayGroupNode | undefined): readonly ViewNode[] {
    return members.map((member) =>
      isGroup(member) ? dayGroupNode(member.id, parent) : dayNode(member.id, parent),
    );
  }

  /** The row of a day, below those of its groups. */
  #dayNode(dayId: string): DayNode {
    const groups = groupsOf(this.#groups(), dayId);
    const parent = groups.reduce<DayGroupNode | undefined>(
      (outer, { id }) => dayGroupNode(id, outer),
      undefined,
    );
    return dayNode(dayId, parent);
  }

  *#counting(): CooperativeTask<void> {
    for (const day of this.#library.days) {
      yield* this.#count(day);
      yield;
    }
  }

  #countsOf(day: Day): DayCounts {
    return finish(this.#count(day));
  }

  *#count(day: Day): CooperativeTask<DayCounts> {
    const known = this.showHidden ? this.#counts.hidden : this.#counts.shown;
    const before = known.get(day.id);
    if (before) return before;
    const changes = this.#changes;
    const counts = yield* dayCounts(this.#state, day, this.showHidden, l10n);
    // Papers that were counted already may have changed meanwhile.
    if (changes === this.#changes) known.set(day.id, counts);
    return counts;
  }

  /** Papers without a rank, such as those that were read, come last. */
  #bestFirst(ids: readonly PaperId[]): readonly PaperId[] {
    const place = (id: PaperId): number => this.#places.get(id) ?? Number.MAX_SAFE_INTEGER;
    return ids.toSorted((a, b) => place(a) - place(b));
  }

  #shown(id: PaperId): boolean {
    if (!this.showHidden && this.#state.ruleResult(id).hiddenBy !== undefined) return false;
    return this.filter === 'all' || this.#state.triage(id) === this.filter;
  }
}

function filterName(filter: DigestFilter): string | undefined {
  if (filter === 'all') return undefined;
  return filter === 'unread' ? l10n.t('Unread') : l10n.t('For later');
}

function unreadText(papers: number): string {
  return papers === 1 ? l10n.t('1 unread paper') : l10n.t('{0} unread papers', papers);
}

/** The days of a group, and how many of their papers are unread. */
function daysText(days: number, unread: number): string {
  if (unread === 0) return days === 1 ? l10n.t('1 day, none unread') : l10n.t('{0} days, none unread', days);
  return days === 1 ? l10n.t('1 day, {0} unread', unread) : l10n.t('{0} days, {1} unread', days, unread);
}

/** Whether a day's papers of this batch were imported and can be removed. */
function isImported(batch: string): boolean {
  return !isPackaged(batch) && !isFetched(batch);
}

/** The context value of a day's row: `day.unread.marked.imported`. */
function contextOf({ unread, hasDone }: DayCounts, batches: readonly string[]): string {
  const marks = [
    unread > 0 ? 'unread' : 'done',
    hasDone && 'marked',
    batches.some(isImported) && 'imported',
    batches.some(isFetched) && 'fetched',
    batches.some(isPackaged) && 'packaged',
  ];
  return ['day', ...marks].filter(Boolean).join('.');
}

function stateOf(papers: number): vscode.TreeItemCollapsibleState {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  return papers > 0 ? Collapsed : None;
}

/** The papers of the newest day, from all sources that have it. */
function newestPapers({ days: [newest, ...others] }: Pick<Library, 'days'>): ReadonlySet<PaperId> {
  if (!newest) return new Set();
  const { year, month, day } = newest;
  const same = others.filter(
    (one) => month !== undefined && one.year === year && one.month === month && one.day === day,
  );
  return new Set([newest, ...same].flatMap(({ paperIds }) => paperIds));
}

function* countingUnread(ids: Iterable<PaperId>, state: PaperState): CooperativeTask<number> {
  let unread = 0;
  for (const id of ids) {
    if (state.needsTriage(id)) unread++;
    yield;
  }
  return unread;
}
