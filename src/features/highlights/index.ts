import * as vscode from 'vscode';
import { hasFields } from '../../core/base/guards';
import {
  type HighlightFilter,
  isFilterEmpty,
  supportedColor,
  noFilter,
} from '../../core/highlights/highlightFilter';
import { highlightColors } from '../../core/notes/note';
import { compareTags, distinctTags, tagKey } from '../../core/notes/tag';
import type { Disposable } from '../../core/base/disposable';
import { UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import type { HighlightNode } from '../../services/views/treeNodes';
import type { PaperTree } from '../../services/views/paperTree';
import { plain } from '../../core/tex/plain';
import { HighlightTreeModel } from './highlightTreeModel';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import { l10n } from '../../platform/vscode/ui/l10n';
import type { Services } from '../../services/services';
import { trackNotes } from '../../services/views/trackNotes';

const filterKey = 'highlights.filter';

/** The highlights that a command is about, and the one of a command that is about one only. */
interface HighlightTarget {
  readonly rows: readonly HighlightNode[];
  readonly row: HighlightNode;
}

/** Registers the view Highlights, its filter, and what is done to its rows. */
export function registerHighlights(
  { workspaceState: memory }: vscode.ExtensionContext,
  services: Services,
): Disposable {
  const { views, reader, highlights, notes, reporter } = services;
  const model = new HighlightTreeModel(services);
  const tree = views.create(model);
  const target = async (args: readonly unknown[]): Promise<HighlightTarget> => {
    const { nodes, node } = await views.resolve(args);
    const rows = nodes.flatMap((one) => (one.kind === 'highlight' ? [one] : []));
    const row = node?.kind === 'highlight' ? node : rows[0];
    if (!row) throw new UserFacingError(l10n.t('Choose a highlight in the view Highlights first.'));
    return { rows, row };
  };
  const filter = async (wanted: HighlightFilter): Promise<void> => {
    applyFilter(model, tree, wanted);
    await memory.update(filterKey, wanted);
  };
  applyFilter(model, tree, storedFilter(memory.get<unknown>(filterKey)));
  const context = trackNotes(
    notes,
    (note) => note.highlights.length > 0,
    (isAny) => void contextKeys.hasHighlights.set(isAny),
  );
  const commands = registerCommands(
    {
      showHighlight: async (...args) => {
        const { row } = await target(args);
        await reader.open(row.parent.paperId, { highlight: row.highlightId });
      },
      copyHighlight: async (...args) => {
        const quotes = (await target(args)).rows.map((row) => plain(model.highlight(row)?.quote ?? ''));
        await vscode.env.clipboard.writeText(quotes.join('\n\n'));
        vscode.window.setStatusBarMessage(l10n.t('Copied'), 2000);
      },
      deleteHighlight: async (...args) => {
        const { rows } = await target(args);
        await highlights.remove(
          rows.map(({ parent, highlightId }) => ({ paperId: parent.paperId, highlightId })),
        );
      },
      filterHighlights: async () => {
        const wanted = await askFilter(services, model.filter);
        if (wanted) await filter(wanted);
      },
      clearHighlightFilter: () => filter(noFilter),
    },
    reporter,
  );
  return vscode.Disposable.from(context, commands);
}

/** Lists only the highlights of some colours and tags. */
function applyFilter(model: HighlightTreeModel, tree: PaperTree, filter: HighlightFilter): void {
  model.filter = filter;
  tree.refresh();
  void contextKeys['highlights.filtered'].set(!isFilterEmpty(filter));
}

/** A state of the workspace may have been written by another release. */
function storedFilter(stored: unknown): HighlightFilter {
  const texts = (key: string): readonly string[] => {
    const list = hasFields(stored) ? stored[key] : undefined;
    return Array.isArray(list) ? list.filter((text) => typeof text === 'string') : [];
  };
  return { colors: texts('colors'), tags: texts('tags') };
}

type FilterItem = vscode.QuickPickItem & { readonly color?: string; readonly tag?: string };

/** Undefined when the person leaves it. */
async function askFilter({ state }: Services, now: HighlightFilter): Promise<HighlightFilter | undefined> {
  const highlights = (await runInTimeSlices(state.annotated())).flatMap(([, ofPaper]) => ofPaper);
  const count = (has: (highlight: (typeof highlights)[number]) => boolean): string =>
    String(highlights.filter((highlight) => has(highlight)).length);
  const colors = highlightColors.map((color) => ({
    label: colorLabels()[color],
    color,
    description: count((highlight) => supportedColor(highlight.color) === color),
    picked: now.colors.includes(color),
  }));
  const had = new Set(now.tags.map(tagKey));
  const tags = distinctTags([...highlights.flatMap((highlight) => highlight.tags), ...now.tags])
    .toSorted(compareTags)
    .map((tag) =>
      plainRow({
        label: `#${state.shownTag(tag)}`,
        tag,
        description: count(({ tags: own }) => own.some((one) => tagKey(one) === tagKey(tag))),
        picked: had.has(tagKey(tag)),
      }),
    );
  const separator = (label: string): FilterItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const items: FilterItem[] = [
    separator(l10n.t('Colours')),
    ...colors,
    ...(tags.length > 0 ? [separator(l10n.t('Tags')), ...tags] : []),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: l10n.t('Filter Highlights'),
    placeHolder: l10n.t('Choose colours and tags; none shows all highlights'),
  });
  if (!chosen) return undefined;
  return {
    colors: chosen.flatMap(({ color }) => (color === undefined ? [] : [color])),
    tags: chosen.flatMap(({ tag }) => (tag === undefined ? [] : [tag])),
  };
}

function colorLabels(): Readonly<Record<(typeof highlightColors)[number], string>> {
  return {
    yellow: l10n.t('Yellow'),
    green: l10n.t('Green'),
    blue: l10n.t('Blue'),
    pink: l10n.t('Pink'),
  };
}
