import * as vscode from 'vscode';
import { dynamicViewType } from '../../services/reader/dynamicReader';
import { readerViewType } from '../../services/reader/reader';
import { isViewNode } from '../../services/views/treeNodes';
import type { Services } from '../../services/services';
import { registerPaperFileSystem } from './paperFileSystem';
import type { Disposable } from '../../core/base/disposable';
import { pageActions } from '../../protocol/messages';
import { type CommandMap, mapCommands, registerCommands } from '../../platform/vscode/ui/commands';
import type { ReaderPanel } from '../../services/reader/readerPanel';
import type { CommandTarget, ViewRegistry } from '../../services/views/viewRegistry';

/** Registers the reader, as an editor of `paper:` resources too, their text, and the commands that open and step papers. */
export function registerReader(_context: vscode.ExtensionContext, services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    registerPaperFileSystem(services.readerModel),
    vscode.window.registerCustomEditorProvider(readerViewType, services.reader, {
      supportsMultipleEditorsPerDocument: true,
    }),
    vscode.window.registerWebviewPanelSerializer(dynamicViewType, services.reader),
    registerReaderCommands(services),
  );
}

/** Registers the commands that open papers, those that go to the next one, and those of the reader in front. */
function registerReaderCommands(services: Services): Disposable {
  const { reader, turns } = services;
  const clicks = new DoubleClicks();
  const queued = turns.inOrder({
    openPaper: (...args) => open(services, args, false),
    openToSide: (...args) => open(services, args, true),
    openRow: (...args) => openRow(services, args, clicks),
    openFocused: (...args) => openFocused(services, args),
    ...mapCommands(
      steps,
      (to) =>
        (...args) =>
          step(services, args, to),
    ),
    'reader.keep': () => reader.keepActive(),
    'reader.back': () => reader.travel(-1),
    'reader.forward': () => reader.travel(1),
    ...Object.fromEntries(
      pageActions.map((action) => [`reader.${action}`, () => reader.activePanel?.perform(action)]),
    ),
  });
  return registerCommands(queued, services.reporter);
}

async function open({ views, reader }: Services, args: readonly unknown[], toSide: boolean): Promise<void> {
  const { papers } = await views.resolve(args);
  const preview = papers.length === 1;
  // The first one opens in the group beside, which is active then, so the others join it.
  for (const [at, id] of papers.entries()) await reader.open(id, { toSide: toSide && at === 0, preview });
}

/** A click shows a row's paper and leaves the keyboard in the view; a double click opens it in a tab that stays. */
async function openRow({ reader }: Services, [row]: readonly unknown[], clicks: DoubleClicks): Promise<void> {
  if (!isViewNode(row) || row.kind !== 'paper') return;
  // Between the clicks of a double click the reader shows no other paper.
  const isDouble = clicks.isSecond(row.key) && reader.activePaper === row.paperId;
  const dayId = row.parent?.kind === 'day' ? row.parent.dayId : undefined;
  await reader.open(row.paperId, {
    preview: !isDouble,
    preserveFocus: !isDouble,
    ...(dayId !== undefined && { dayId }),
  });
}

/** Opens the papers of the focused rows in tabs that stay; a row of another kind does what Enter does in any list. */
async function openFocused(services: Services, args: readonly unknown[]): Promise<void> {
  const { views, reader } = services;
  const { nodes } = await views.resolve(args);
  const papers = nodes.flatMap((node) => (node.kind === 'paper' ? [node.paperId] : []));
  if (papers.length === 0) await vscode.commands.executeCommand('list.select');
  for (const id of papers) await reader.open(id, { preview: false });
}

/** The longest time between the clicks of a double click, in milliseconds; systems have half a second or a little more. */
const doubleClickTime = 700;

/** VS Code runs the command of a row for each click, and does not say which one is the second of a double click. */
class DoubleClicks {
  #last: { readonly key: string; readonly at: number } | undefined;

  isSecond(key: string): boolean {
    const now = performance.now();
    const isSecond = this.#last?.key === key && now - this.#last.at < doubleClickTime;
    this.#last = isSecond ? undefined : { key, at: now };
    return isSecond;
  }
}

interface Steps {
  /** Where to go in a view. */
  readonly inView: (views: ViewRegistry, target: CommandTarget) => ReturnType<ViewRegistry['step']>;
  /** The same in the reader in front. */
  readonly inReader: (panel: ReaderPanel) => Promise<void>;
}

const steps = {
  nextPaper: {
    inView: (views, target) => views.step(target, 1),
    inReader: (panel) => panel.step(1),
  },
  previousPaper: {
    inView: (views, target) => views.step(target, -1),
    inReader: (panel) => panel.step(-1),
  },
  nextDay: {
    inView: (views, target) => views.stepGroup(target, 1),
    inReader: (panel) => panel.stepDay(1),
  },
  previousDay: {
    inView: (views, target) => views.stepGroup(target, -1),
    inReader: (panel) => panel.stepDay(-1),
  },
  nextUnread: {
    inView: (views, target) => views.stepUnread(target),
    inReader: (panel) => panel.stepUnread(),
  },
} as const satisfies CommandMap<Steps>;

/** In a view, shows another row's paper and leaves the keyboard there; in the reader, takes its place. */
async function step({ views, reader }: Services, args: readonly unknown[], to: Steps): Promise<void> {
  const target = await views.resolve(args);
  if (!target.tree) {
    if (reader.activePanel) await to.inReader(reader.activePanel);
    return;
  }
  const next = to.inView(views, target);
  if (!next) return;
  await Promise.all([next.reveal(), reader.browse(next.paperId, { preserveFocus: true, ...next.focus })]);
}
