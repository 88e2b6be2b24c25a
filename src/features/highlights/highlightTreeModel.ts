import * as vscode from 'vscode';
import {
  type HighlightFilter,
  isFilterEmpty,
  supportedColor,
  noFilter,
  passesFilter,
} from '../../core/highlights/highlightFilter';
import type { CooperativeTask } from '../../core/base/cooperativeTask';
import { compareHighlights, type Highlight } from '../../core/notes/note';
import { isolateDirection, withoutIsolate } from '../../core/text/isolateDirection';
import type { PaperId } from '../../core/library/paper';
import { commandId } from '../../platform/vscode/ui/commands';
import {
  highlightNode,
  type HighlightNode,
  type NoticeNode,
  type PaperNode,
  paperNode,
  type ViewNode,
} from '../../services/views/treeNodes';
import { highlightCount } from '../../platform/vscode/ui/counts';
import { l10n } from '../../platform/vscode/ui/l10n';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { plainQuote } from '../../services/search/plainText';
import type { Services } from '../../services/services';
import { viewNotices } from '../../services/views/viewNotices';
import type { TreeModel } from '../../services/views/paperTree';
import { PreparedList } from '../../services/views/preparedList';
import { spokenLabel } from '../../services/views/spokenLabel';

/** With more papers than this, they are listed closed. */
const openPapers = 20;

const icons = {
  yellow: 'dailyPapers.highlightYellow',
  green: 'dailyPapers.highlightGreen',
  blue: 'dailyPapers.highlightBlue',
  pink: 'dailyPapers.highlightPink',
} as const;

type HighlightServices = Pick<
  Services,
  'state' | 'notes' | 'libraryService' | 'views' | 'leftOut' | 'linked'
>;

/** The view Highlights: papers, and the highlights on each as they follow one another in its text. */
export class HighlightTreeModel implements TreeModel {
  readonly viewId = 'dailyPapers.highlights';
  #filter = noFilter;
  /** The highlights that pass the filter, by paper. */
  readonly #listed = new PreparedList(() => this.#listing());
  /** The notes that had highlights when they were listed last. */
  #annotated: ReadonlySet<PaperId> = new Set();
  /** The highlights of papers, with their places in the current texts. */
  readonly #placed = new Map<PaperId, readonly Highlight[]>();

  constructor(private readonly services: HighlightServices) {
    const { views, notes, libraryService } = services;
    // Places of highlights can change with anything; the list of highlights only with the notes and the library.
    views.onDidChange((change) => {
      if (change === 'all') this.#placed.clear();
      else for (const id of change) this.#placed.delete(libraryService.library.idOf(id));
    });
    notes.onDidChange((ids) => {
      const isAnnotated = (id: PaperId): boolean => (notes.get(id)?.highlights.length ?? 0) > 0;
      if (ids.some((id) => isAnnotated(id) || this.#annotated.has(id))) this.#forget();
    });
    libraryService.library.onDidChange(() => this.#forget());
  }

  get filter(): HighlightFilter {
    return this.#filter;
  }

  set filter(filter: HighlightFilter) {
    this.#filter = filter;
    this.#forget();
  }

  drawn(): void {
    this.#listed.drawn();
  }

  /** A mark changes the row of its paper, and neither which papers nor which highlights there are. */
  rowsOf(ids: readonly PaperId[]): readonly PaperNode[] | undefined {
    if (this.#listed.takeChanged()) return undefined;
    const papers = ids.map((id) => this.services.libraryService.library.idOf(id));
    return papers.filter((id) => this.#papers().has(id)).map((id) => paperNode(id));
  }

  notices(): readonly NoticeNode[] {
    return viewNotices(this.services, 'notes');
  }

  roots(): readonly PaperNode[] {
    return [...this.#papers().keys()].map((id) => paperNode(id));
  }

  async prepare(node?: ViewNode): Promise<void> {
    await this.#listed.prepare();
    if (node?.kind !== 'paper') return;
    await this.services.state.placeHighlights(node.paperId);
    await runInTimeSlices(this.services.state.highlightsInSteps(node.paperId));
  }

  children(node: ViewNode): readonly HighlightNode[] {
    return node.kind === 'paper'
      ? this.#highlightsOf(node.paperId).map(({ id }) => highlightNode(id, node))
      : [];
  }

  highlight({ parent, highlightId }: HighlightNode): Highlight | undefined {
    return this.#highlightsOf(parent.paperId).find(({ id }) => id === highlightId);
  }

  paperItem(node: PaperNode, item: vscode.TreeItem): void {
    const count = this.#papers().get(node.paperId)?.length ?? 0;
    item.description = String(count);
    item.collapsibleState =
      this.#papers().size > openPapers
        ? vscode.TreeItemCollapsibleState.Collapsed
        : vscode.TreeItemCollapsibleState.Expanded;
    const title = typeof item.label === 'string' ? withoutIsolate(item.label) : '';
    item.accessibilityInformation = { label: spokenLabel(title, highlightCount(count)) };
  }

  groupItem(node: ViewNode): vscode.TreeItem {
    const highlight = node.kind === 'highlight' ? this.highlight(node) : undefined;
    if (node.kind !== 'highlight' || !highlight)
      return new vscode.TreeItem(l10n.t('This highlight is no longer there'));
    const quote = plainQuote(highlight.quote);
    const item = new vscode.TreeItem(isolateDirection(quote));
    const color = supportedColor(highlight.color);
    const isOrphan = highlight.state === 'orphaned';
    item.id = node.key;
    item.iconPath = isOrphan
      ? new vscode.ThemeIcon('debug-disconnect', new vscode.ThemeColor('descriptionForeground'))
      : new vscode.ThemeIcon('primitive-square', new vscode.ThemeColor(icons[color]));
    item.description = isolateDirection(highlight.comment.replace(/\s+/g, ' '));
    item.tooltip = tooltip(quote, highlight);
    item.contextValue = isOrphan ? 'highlight.orphaned' : 'highlight';
    item.command = {
      command: commandId('showHighlight'),
      title: l10n.t('Show in Reader'),
      arguments: [node],
    };
    item.accessibilityInformation = { label: spoken(quote, highlight) };
    return item;
  }

  description(): string | undefined {
    let count = 0;
    for (const highlights of this.#papers().values()) count += highlights.length;
    return count === 0 ? undefined : String(count);
  }

  message(): string | undefined {
    if (isFilterEmpty(this.#filter)) return undefined;
    const { colors, tags } = this.#filter;
    return l10n.t(
      'Only {0}',
      [...colors.map((color) => colorName(color)), ...tags.map((tag) => `#${tag}`)].join(', '),
    );
  }

  #forget(): void {
    this.#listed.invalidate();
    this.#placed.clear();
  }

  #papers(): ReadonlyMap<PaperId, readonly Highlight[]> {
    return this.#listed.current;
  }

  *#listing(): CooperativeTask<ReadonlyMap<PaperId, readonly Highlight[]>> {
    const { state, notes } = this.services;
    this.#annotated = new Set(
      notes.all().flatMap(({ paperId, highlights }) => (highlights.length > 0 ? [paperId] : [])),
    );
    const listed = new Map<PaperId, readonly Highlight[]>();
    for (const [id, highlights] of yield* state.annotated()) {
      const passing = highlights.filter((highlight) => passesFilter(highlight, this.#filter));
      if (passing.length > 0) listed.set(id, passing);
      yield;
    }
    return listed;
  }

  #highlightsOf(id: PaperId): readonly Highlight[] {
    const known = this.#placed.get(id);
    if (known) return known;
    const placed = this.services.state
      .highlights(id)
      .filter((highlight) => passesFilter(highlight, this.#filter))
      .toSorted(compareHighlights);
    this.#placed.set(id, placed);
    return placed;
  }
}

function tooltip(quote: string, { comment, tags, created, state }: Highlight): string {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(created)?.[0];
  return [
    quote,
    comment,
    tags.map((tag) => `#${tag}`).join(' '),
    state === 'orphaned' ? l10n.t('Its words are not in the text any more.') : '',
    day === undefined ? '' : l10n.t('Made on {0}', day),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

function spoken(quote: string, { color, comment, tags, state }: Highlight): string {
  return spokenLabel(
    quote,
    state === 'orphaned' ? l10n.t('words no longer in the text') : colorName(supportedColor(color)),
    comment === '' ? undefined : l10n.t('comment: {0}', comment),
    tags.length === 0 ? undefined : l10n.t('tagged {0}', tags.join(', ')),
  );
}

/** The name of a colour within a text; an unknown one, of another release, is shown as stored. */
function colorName(color: string): string {
  switch (color) {
    case 'yellow':
      return l10n.t('yellow');
    case 'green':
      return l10n.t('green');
    case 'blue':
      return l10n.t('blue');
    case 'pink':
      return l10n.t('pink');
    default:
      return color;
  }
}
