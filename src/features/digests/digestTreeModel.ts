import * as vscode from 'vscode';
import { pluralize } from '../../core/text/pluralize';
import type { CooperativeTask } from '../../core/base/cooperativeTask';
import type { Day, SourceId } from '../../core/library/day';
import type { PaperId } from '../../core/library/paper';
import { runInTimeSlices } from '../../platform/node/runInTimeSlices';
import { type DayCounts, dayCounts } from './dayCounts';
import type { DayNode, NoticeNode, PaperNode, ViewNode } from '../../services/views/treeNodes';
import { dayNode, paperNode } from '../../services/views/treeNodes';
import { countingTurn, type TreeModel } from '../../services/views/paperTree';
import { viewNotices } from '../../services/views/viewNotices';
import type { Services } from '../../services/services';
import type { Library } from '../../core/library/library';
import type { PaperState } from '../../core/state/paperState';
import { isFetched } from '../../services/sources/fetchedDayLibrary';

export type DigestFilter = 'all' | 'unread' | 'later';

/** Papers of a day stand in the digest's order, or by how well they are recommended. */
export type DigestSort = 'digest' | 'recommended';

export function isDigestFilter(value: unknown): value is DigestFilter {
  return value === 'all' || value === 'unread' || value === 'later';
}

const filterNames: Readonly<Record<DigestFilter, string | undefined>> = {
  all: undefined,
  unread: 'Unread',
  later: 'For later',
};

const sourceNames: Readonly<Record<SourceId, { readonly short: string; readonly long: string } | undefined>> =
  {
    digest: undefined,
    huggingface: { short: 'HF', long: 'Hugging Face' },
    arxiv: { short: 'arXiv', long: 'arXiv' },
  };

type DigestServices = Pick<
  Services,
  'service' | 'fetched' | 'state' | 'recommendations' | 'leftOut' | 'linked' | 'views'
>;

/** The view Digests: days, newest first, and the papers of each in the digest's order. */
export class DigestTreeModel implements TreeModel {
  readonly viewId = 'dailyPapers.digests';
  filter: DigestFilter = 'all';
  sort: DigestSort = 'digest';
  /** Whether papers that triage rules hide are there all the same. */
  showHidden = false;
  /** By paper, its place among those recommended. */
  #places: ReadonlyMap<PaperId, number> = new Map();

  /** By day, with and without the hidden papers, until something of it changes. */
  readonly #counts = { shown: new Map<string, DayCounts>(), hidden: new Map<string, DayCounts>() };

  readonly #library: Library;
  readonly #state: PaperState;

  constructor(private readonly services: DigestServices) {
    this.#library = services.service.library;
    this.#state = services.state;
    services.views.onDidChange((change) => {
      for (const counts of Object.values(this.#counts)) {
        if (change === 'all') counts.clear();
        else for (const id of change) for (const day of this.#library.daysOf(id)) counts.delete(day.id);
      }
    });
  }

  /** A paper stands under its days whatever becomes of it, unless they are filtered or sorted. */
  rowsOf(ids: readonly PaperId[]): readonly ViewNode[] | undefined {
    if (this.filter !== 'all' || this.sort !== 'digest') return undefined;
    return [...new Set(ids.flatMap((id) => this.#library.daysOf(id)))].map(({ id }) => dayNode(id));
  }

  async prepare(node?: ViewNode): Promise<void> {
    if (!node) await runInTimeSlices(this.#counting(), undefined, countingTurn);
    if (this.sort !== 'recommended') return;
    const recommended = await this.services.recommendations.ranked();
    this.#places = new Map(recommended.map(({ id }, place) => [id, place]));
  }

  notices(): readonly NoticeNode[] {
    return viewNotices(this.services, 'digests');
  }

  roots(): readonly DayNode[] {
    return (
      this.#library.days
        // Also a day all of whose papers are hidden: it says so.
        .filter((day) => this.filter === 'all' || day.paperIds.some((id) => this.#shown(id)))
        .map((day) => dayNode(day.id))
    );
  }

  children(node: ViewNode): readonly PaperNode[] {
    if (node.kind !== 'day') return [];
    const ids = this.#library.day(node.dayId)?.paperIds ?? [];
    const shown = ids.filter((id) => this.#shown(id));
    return (this.sort === 'digest' ? shown : this.#bestFirst(shown)).map((id) => paperNode(id, node));
  }

  groupItem(node: ViewNode): vscode.TreeItem {
    const day = node.kind === 'day' ? this.#library.day(node.dayId) : undefined;
    if (!day) return new vscode.TreeItem('This day is no longer in the library');
    const counts = this.#countsOf(day);
    const item = new vscode.TreeItem(day.label, stateOf(counts.shown));
    const missing = this.services.fetched.missing(day.id);
    item.id = node.key;
    const source = sourceNames[day.source];
    item.description = [missing && 'partial', source?.short, counts.short].filter(Boolean).join(' · ');
    const told = [counts.long, source && `From ${source.long}`, missing && `Not complete: ${missing}`];
    item.tooltip = told.filter(Boolean).join('\n');
    const batches = this.#library.batchesOf(day.id);
    const marks = [batches.some(isImported) && 'imported', batches.some(isFetched) && 'fetched'];
    item.contextValue = ['day', counts.unread > 0 ? 'unread' : 'done', ...marks].filter(Boolean).join('.');
    item.accessibilityInformation = { label: [day.label, ...told.filter(Boolean)].join(', ') };
    return item;
  }

  description(): string | undefined {
    const sorted = this.sort === 'recommended' ? 'Recommended first' : undefined;
    return [filterNames[this.filter], sorted].filter((name) => name !== undefined).join(', ') || undefined;
  }

  async badge(): Promise<vscode.ViewBadge | undefined> {
    const value = await runInTimeSlices(countingUnread(this.#library, this.#state), undefined, countingTurn);
    return value === 0 ? undefined : { value, tooltip: pluralize(value, 'unread paper') };
  }

  /** The row for a paper: under `dayId` when the paper stands there, else under the newest day that lists it. */
  nodeFor(id: PaperId, dayId?: string): PaperNode | undefined {
    const days = this.#library.daysOf(id);
    const day = days.find((candidate) => candidate.id === dayId) ?? days[0];
    if (!day || !this.#shown(id)) return undefined;
    return paperNode(id, dayNode(day.id));
  }

  *#counting(): CooperativeTask<void> {
    for (const day of this.#library.days) {
      this.#countsOf(day);
      yield;
    }
  }

  #countsOf(day: Day): DayCounts {
    const known = this.showHidden ? this.#counts.hidden : this.#counts.shown;
    const counts = known.get(day.id) ?? dayCounts(this.#state, day, this.showHidden);
    known.set(day.id, counts);
    return counts;
  }

  /** Those that are not ranked, as what has been read, come after. */
  #bestFirst(ids: readonly PaperId[]): readonly PaperId[] {
    const place = (id: PaperId): number => this.#places.get(id) ?? Number.MAX_SAFE_INTEGER;
    return ids.toSorted((a, b) => place(a) - place(b));
  }

  #shown(id: PaperId): boolean {
    if (!this.showHidden && this.#state.ruleResult(id).hiddenBy !== undefined) return false;
    return this.filter === 'all' || this.#state.triage(id) === this.filter;
  }
}

/** Whether a day's papers of this batch were imported and can be removed. */
function isImported(batch: string): boolean {
  return !batch.startsWith('seeds/') && !isFetched(batch);
}

function stateOf(papers: number): vscode.TreeItemCollapsibleState {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  return papers > 0 ? Collapsed : None;
}

function* countingUnread(library: Library, state: PaperState): CooperativeTask<number> {
  let unread = 0;
  for (const id of library.paperIds()) {
    if (state.needsTriage(id)) unread++;
    yield;
  }
  return unread;
}
