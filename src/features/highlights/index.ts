import * as vscode from 'vscode';
import { type HighlightFilter, supportedColor, noFilter } from '../../core/highlights/highlightFilter';
import { highlightColors } from '../../core/notes/note';
import { compareTags, distinctTags } from '../../core/notes/tag';
import type { Disposable } from '../../core/base/disposable';
import { plainText } from '../../services/reader/copyText';
import type { Reader } from '../../services/reader/reader';
import type { HighlightActions } from '../../services/reader/readerView';
import { UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import type { HighlightNode } from '../../services/views/treeNodes';
import type { PaperViews } from '../../services/views/paperViews';
import { render } from '../../core/tex/render';
import type { Stores } from '../../services/services';

const filterKey = 'highlights.filter';

/** Registers what is done to rows of the view Highlights. */
export function registerHighlightCommands(
  stores: Stores,
  views: PaperViews,
  reader: Reader,
  actions: HighlightActions,
  memory: vscode.Memento,
): Disposable {
  const rows = async (args: readonly unknown[]): Promise<readonly HighlightNode[]> => {
    const { nodes } = await views.resolve(args);
    const highlights = nodes.flatMap((node) => (node.kind === 'highlight' ? [node] : []));
    if (highlights.length === 0)
      throw new UserFacingError('Choose a highlight in the view Highlights first.');
    return highlights;
  };
  const filter = async (wanted: HighlightFilter): Promise<void> => {
    views.setHighlightFilter(wanted);
    await memory.update(filterKey, wanted);
  };
  views.setHighlightFilter(storedFilter(memory.get<unknown>(filterKey)));
  return registerCommands(
    {
      showHighlight: async (...args) => {
        const [row] = await rows(args);
        if (row) await reader.open(row.parent.paperId, { highlight: row.highlightId });
      },
      copyHighlight: async (...args) => {
        const quotes = (await rows(args)).map((row) => views.highlightOf(row)?.quote ?? '');
        await vscode.env.clipboard.writeText(quotes.map((quote) => plainText(render(quote))).join('\n\n'));
        vscode.window.setStatusBarMessage('Copied', 2000);
      },
      deleteHighlight: async (...args) => {
        for (const row of await rows(args)) await actions.remove(row.parent.paperId, row.highlightId);
      },
      filterHighlights: async () => {
        const wanted = await askFilter(stores, views.highlightFilter);
        if (wanted) await filter(wanted);
      },
      clearHighlightFilter: () => filter(noFilter),
    },
    stores.reporter,
  );
}

/** A state of the workspace may have been written by another release. */
function storedFilter(stored: unknown): HighlightFilter {
  const texts = (key: string): readonly string[] => {
    const list: unknown =
      typeof stored === 'object' && stored !== null ? Reflect.get(stored, key) : undefined;
    return Array.isArray(list) ? list.filter((text) => typeof text === 'string') : [];
  };
  return { colors: texts('colors'), tags: texts('tags') };
}

type FilterItem = vscode.QuickPickItem & { readonly color?: string; readonly tag?: string };

/** Undefined when the person leaves it. */
async function askFilter({ state }: Stores, now: HighlightFilter): Promise<HighlightFilter | undefined> {
  const highlights = [...state.annotated()].flatMap(([, ofPaper]) => ofPaper);
  const count = (has: (highlight: (typeof highlights)[number]) => boolean): string =>
    String(highlights.filter((highlight) => has(highlight)).length);
  const colors = highlightColors.map((color) => ({
    ...{ label: `${color.charAt(0).toUpperCase()}${color.slice(1)}`, color },
    description: count((highlight) => supportedColor(highlight.color) === color),
    picked: now.colors.includes(color),
  }));
  const tags = distinctTags([...highlights.flatMap((highlight) => highlight.tags), ...now.tags])
    .toSorted(compareTags)
    .map((tag) =>
      plainRow({
        ...{ label: `#${tag}`, tag },
        description: count((highlight) => highlight.tags.includes(tag)),
        picked: now.tags.includes(tag),
      }),
    );
  const separator = (label: string): FilterItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const items: FilterItem[] = [
    separator('Colours'),
    ...colors,
    ...(tags.length > 0 ? [separator('Tags'), ...tags] : []),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: 'Filter Highlights',
    placeHolder: 'Choose colours and tags; none shows all highlights',
  });
  if (!chosen) return undefined;
  return {
    colors: chosen.flatMap(({ color }) => (color === undefined ? [] : [color])),
    tags: chosen.flatMap(({ tag }) => (tag === undefined ? [] : [tag])),
  };
}
