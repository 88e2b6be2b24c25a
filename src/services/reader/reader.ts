import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import type { CommandQueue } from '../../platform/vscode/ui/commandQueue';
import type { PaperId } from '../../core/library/paper';
import { paperIdOf, paperUri } from '../library/paperUri';
import type { TriageMarks } from '../triage/triageMarks';
import type { PaperTitle } from '../../protocol/page';
import type { HighlightEditor } from '../highlights/highlightEditor';
import type { ReadingPlace } from '../../protocol/messages';
import type { Figure } from '../fullTexts/figures';
import type { FullText } from '../fullTexts/fullTexts';
import { type PageFiles, showPage } from './showPage';
import { DynamicReader, dynamicViewType } from './dynamicReader';
import type { ReaderModel } from './readerModel';
import { ReaderPages } from './readerPages';
import { type PanelFocus, ReaderPanel } from './readerPanel';
import type { ReaderRequest } from './readerRequest';
import type { SetFormula } from '../parsing/setFormula';
import type { Log } from '../../platform/vscode/ui/log';
import { l10n } from '../../platform/vscode/ui/l10n';

export const readerViewType = 'dailyPapers.reader';

interface ReaderServices extends PageFiles {
  readonly setFormula: SetFormula;
  /** Where whole papers and their figures are stored. */
  readonly fullTextFolder: vscode.Uri;
  /** Keeps the history of the reader over a reload. */
  readonly memory: vscode.Memento;
  readonly model: ReaderModel;
  readonly highlights: HighlightEditor;
  readonly marks: TriageMarks;
  readonly turns: CommandQueue;
  readonly log: Log;
}

interface OpenOptions extends PanelFocus {
  /** In the group beside the active one. */
  readonly toSide?: boolean;
  /** In the reader that shows paper after paper (the default), or in a tab that stays. */
  readonly preview?: boolean;
  readonly preserveFocus?: boolean;
}

interface PaperDocument extends vscode.CustomDocument {
  readonly paperId: PaperId | undefined;
}

/**
 * Opens papers and knows the one in front. One dynamic reader shows paper after paper; tabs that stay are custom
 * editors of `paper:` resources, or a dynamic reader that was kept in place.
 */
export class Reader
  implements vscode.CustomReadonlyEditorProvider<PaperDocument>, vscode.WebviewPanelSerializer
{
  readonly #owned = new DisposableStore();
  readonly #panels = new Set<ReaderPanel>();
  readonly #pages: ReaderPages;
  readonly #dynamic: DynamicReader;
  /** The contents for tabs that are about to open, by address. */
  readonly #awaited = new Map<string, PanelFocus>();
  readonly #activeChanged = this.#owned.add(new Emitter<PaperId | undefined>());
  readonly #requested = this.#owned.add(new Emitter<ReaderRequest>());
  readonly #wholePaperChanged = this.#owned.add(new Emitter<void>());
  #active: ReaderPanel | undefined;
  #activePaper: PaperId | undefined;

  /** Fires with the paper of the reader in front; undefined when none is. */
  readonly onDidChangeActivePaper = this.#activeChanged.event;

  /** Fires when the reader in front may show another whole paper, or none any more. */
  readonly onDidChangeWholePaper = this.#wholePaperChanged.event;

  /** Fires when a person asks a page for what a feature does. */
  readonly onDidRequest = this.#requested.event;

  constructor(private readonly services: ReaderServices) {
    this.#pages = this.#owned.add(new ReaderPages(services.model, services.setFormula, l10n));
    this.#dynamic = new DynamicReader({
      memory: services.memory,
      attach: (panel, paperId) => this.#attach(panel, paperId),
      report: (error) => services.log.error('The history of the reader was not stored:', error),
    });
  }

  get activePanel(): ReaderPanel | undefined {
    return this.#active;
  }

  get activePaper(): PaperId | undefined {
    return this.#active?.paperId;
  }

  /** Opens a paper. False where the library does not hold it. */
  async open(id: PaperId, options: OpenOptions = {}): Promise<boolean> {
    const paper = await this.services.model.title(id);
    if (!paper) return false;
    const { toSide = false, preview = true, preserveFocus = false, ...focus } = options;
    const isHere = this.#dynamic.reader?.panel.visible === true && this.#dynamic.reader.paperId === paper.id;
    const kept = toSide ? undefined : this.#keptInPlace(paper.id);
    if (kept) {
      kept.panel.reveal(kept.panel.viewColumn, preserveFocus);
      kept.focus(focus);
    } else if (preview && !toSide && (isHere || !hasTab(paper))) {
      this.#browse(paper, { preserveFocus, ...focus });
    } else {
      await this.#openTab(paper, { toSide, preserveFocus }, focus);
    }
    return true;
  }

  /** Shows a paper in the dynamic reader, also if a tab of its own is there. False where the library does not hold it. */
  async browse(id: PaperId, options: BrowseOptions = {}): Promise<boolean> {
    const paper = await this.services.model.title(id);
    if (paper) this.#browse(paper, options);
    return paper !== undefined;
  }

  /** Shows the paper that has the focus in a view, unless the setting keeps the reader where it is. */
  async follow(id: PaperId, focus: PanelFocus = {}): Promise<void> {
    if (vscode.workspace.getConfiguration('dailyPapers').get<boolean>('reader.followList', true))
      await this.browse(id, { preserveFocus: true, ...focus });
  }

  /** Goes back or forward among the papers that the dynamic reader has shown. */
  async travel(by: 1 | -1): Promise<void> {
    await this.#dynamic.travel(by, (id) => this.services.model.title(id), {
      preserveFocus: this.#dynamic.reader !== undefined && this.#dynamic.reader === this.#active,
    });
    this.#announceActive();
  }

  /** Shows a whole paper in every reader that shows the paper, and goes to a place in it. */
  showFullText(id: PaperId, fullText: FullText, place?: ReadingPlace): void {
    for (const panel of this.#panels) if (panel.paperId === id) panel.showFullText(id, fullText, place);
    this.#wholePaperChanged.fire();
  }

  /** Shows figures of a whole paper, or why they are missing, in every reader that shows the paper. */
  showFigures(id: PaperId, figures: readonly Figure[]): void {
    for (const panel of this.#panels) if (panel.paperId === id) panel.showFigures(id, figures);
  }

  /** The whole paper that a reader shows; undefined if none shows it. */
  fullTextOf(id: PaperId): FullText | undefined {
    return [...this.#panels].find(({ paperId, fullText }) => paperId === id && fullText)?.fullText;
  }

  /** The papers of which a reader shows the whole. */
  get wholePapers(): ReadonlySet<PaperId> {
    return new Set([...this.#panels].flatMap(({ fullText, paperId }) => (fullText ? [paperId] : [])));
  }

  /** Keeps the reader in front for the paper that it shows. */
  keepActive(): void {
    if (this.#active) this.#keep(this.#active);
  }

  /** Keeps the tab in front if it shows one of the papers: a person who works on a paper wants it to stay. */
  keepOpen(ids: readonly PaperId[]): void {
    if (this.#active && ids.includes(this.#active.paperId)) this.#keep(this.#active);
  }

  openCustomDocument(uri: vscode.Uri): PaperDocument {
    return { uri, paperId: paperIdOf(uri), dispose: () => undefined };
  }

  resolveCustomEditor({ uri, paperId }: PaperDocument, panel: vscode.WebviewPanel): void {
    if (paperId === undefined) throw new Error(`${uri.toString()} names no paper.`);
    this.#attach(panel, paperId);
    this.#hand(uri.toString(), paperId);
  }

  /** Takes the dynamic reader, and those that were kept in place, back after a reload. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    if (!this.#dynamic.restore(panel, state)) panel.dispose();
    return Promise.resolve();
  }

  dispose(): void {
    for (const reader of this.#panels) reader.dispose();
    this.#panels.clear();
    this.#owned.dispose();
  }

  #browse(paper: PaperTitle, options: BrowseOptions): void {
    this.#dynamic.show(paper, options);
    this.#announceActive();
  }

  /** Opens the paper as a custom editor, which takes the place of the dynamic reader if that shows the paper too. */
  async #openTab(
    paper: PaperTitle,
    { toSide, preserveFocus }: { readonly toSide: boolean; readonly preserveFocus: boolean },
    focus: PanelFocus,
  ): Promise<void> {
    const uri = paperUri(paper.id, paper.title);
    const dynamic = this.#dynamic.reader;
    const isReplaced = !toSide && dynamic?.panel.active === true && dynamic.paperId === paper.id;
    const { dayId = isReplaced ? dynamic.dayId : undefined } = focus;
    this.#awaited.set(uri.toString(), { ...focus, ...(dayId !== undefined && { dayId }) });
    await vscode.commands.executeCommand('vscode.open', uri, {
      preview: false,
      preserveFocus,
      ...(toSide && { viewColumn: vscode.ViewColumn.Beside }),
    });
    this.#hand(uri.toString(), paper.id);
    if (isReplaced && this.#dynamic.reader === dynamic) dynamic.panel.dispose();
  }

  #attach(panel: vscode.WebviewPanel, paperId: PaperId): ReaderPanel {
    const { fullTextFolder } = this.services;
    const reader: ReaderPanel = new ReaderPanel(paperId, panel, {
      ...this.services,
      pages: this.#pages,
      request: (request) => this.#requested.fire(request),
      openPaper: async (id, { toSide = false, ...focus }) => {
        if (toSide) await this.open(id, { toSide, ...focus });
        else {
          const preserveFocus = reader === this.#dynamic.reader;
          // In the group of this page, also if VS Code does not know yet that a person has clicked there.
          await this.browse(id, { preserveFocus, ...withColumn(panel), ...focus });
        }
      },
      keep: (id) => {
        if (id === reader.paperId) this.#keep(reader);
      },
      ready: () => this.#dynamic.ready(reader),
    });
    this.#panels.add(reader);
    panel.onDidChangeViewState(() => this.#follow(reader));
    panel.onDidDispose(() => this.#forget(reader));
    // The folder of all whole papers: a page shows paper after paper, and is reloaded if its folders change.
    panel.webview.options = { enableScripts: true, localResourceRoots: [fullTextFolder] };
    this.#showPage(reader).catch((error: unknown) =>
      this.services.log.error('The reader was not shown:', error),
    );
    this.#follow(reader);
    return reader;
  }

  async #showPage(reader: ReaderPanel): Promise<void> {
    const { panel } = reader;
    await showPage(panel, this.services, {
      name: 'reader',
      title: l10n.t('Paper'),
      imageSource: sourceOf(panel.webview, this.services.fullTextFolder),
    });
    await pendingMessagesSent();
    if (this.#panels.has(reader)) await reader.sendAhead();
  }

  /** The reader in the group in front that was kept for the paper without becoming a custom editor. */
  #keptInPlace(id: PaperId): ReaderPanel | undefined {
    const { viewColumn } = vscode.window.tabGroups.activeTabGroup;
    return [...this.#panels].find(
      (reader) =>
        reader !== this.#dynamic.reader &&
        reader.paperId === id &&
        reader.panel.viewType === dynamicViewType &&
        reader.panel.viewColumn === viewColumn,
    );
  }

  #keep(reader: ReaderPanel): void {
    if (reader === this.#dynamic.reader) this.#dynamic.keep(reader);
    // The command is about the tab in front.
    else if (reader === this.#active) void vscode.commands.executeCommand('workbench.action.keepEditor');
  }

  /** Shows in the tab of `address` what it was opened for. If several tabs show the paper, this is the one in front. */
  #hand(address: string, paperId: PaperId): void {
    const focus = this.#awaited.get(address);
    const panels = [...this.#panels].filter(
      (reader) => reader.paperId === paperId && reader !== this.#dynamic.reader,
    );
    const target = panels.find((candidate) => candidate === this.#active) ?? panels.at(-1);
    if (!focus || !target) return;
    this.#awaited.delete(address);
    target.focus(focus);
  }

  #follow(reader: ReaderPanel): void {
    if (reader.panel.active) this.#active = reader;
    else if (this.#active === reader) this.#active = undefined;
    this.#announceActive();
  }

  #forget(reader: ReaderPanel): void {
    this.#panels.delete(reader);
    reader.dispose();
    if (this.#active === reader) this.#active = undefined;
    this.#announceActive();
  }

  #announceActive(): void {
    if (this.#activePaper === this.activePaper) return;
    this.#activePaper = this.activePaper;
    this.#activeChanged.fire(this.#activePaper);
    this.#wholePaperChanged.fire();
  }
}

/** Whether the group in front has a custom editor of the paper. */
function hasTab({ id, title }: PaperTitle): boolean {
  const address = paperUri(id, title).toString();
  return vscode.window.tabGroups.activeTabGroup.tabs.some(
    ({ input }) => input instanceof vscode.TabInputCustom && input.uri.toString() === address,
  );
}

/**
 * The source of the policy for files in a folder. The first label of their host names the file system with signs that a
 * policy cannot hold.
 */
function sourceOf(webview: vscode.Webview, folder: vscode.Uri): string {
  const [, scheme = '', domain = '', path = ''] =
    /^([a-z]+):\/\/[^./]*(\.[^/]+)(\/.*?)\/?$/u.exec(webview.asWebviewUri(folder).toString()) ?? [];
  return domain === '' ? `'none'` : `${scheme}://*${domain}${path}/`;
}

interface BrowseOptions extends PanelFocus {
  readonly preserveFocus?: boolean;
  /** The column in which the dynamic reader is created if it does not exist. */
  readonly viewColumn?: vscode.ViewColumn;
}

function withColumn({ viewColumn }: vscode.WebviewPanel): Pick<BrowseOptions, 'viewColumn'> {
  return viewColumn === undefined ? {} : { viewColumn };
}

/**
 * Resolves when the extension host has sent its pending messages to the window, which it does in a timer of 0 ms: the next
 * turn may come before that. Making the first page loads modules and would delay them.
 */
function pendingMessagesSent(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
