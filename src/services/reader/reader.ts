import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import type { PaperId } from '../../core/library/paper';
import { plainText } from './copyText';
import { paperIdOf, paperUri } from '../library/paperUri';
import type { PaperMarks } from '../triage/paperMarks';
import type { HighlightEditor } from '../highlights/highlightEditor';
import type { ReaderModel } from './readerModel';
import { type PanelFocus, ReaderPanel, type ReaderRequest } from './readerPanel';
import { TexConverter } from './texConverter';
import { randomBytes } from 'node:crypto';
import { contentPolicy } from './contentPolicy';

export const readerViewType = 'dailyPapers.reader';

interface ReaderServices {
  readonly extensionUri: vscode.Uri;
  readonly model: ReaderModel;
  readonly highlights: HighlightEditor;
  readonly marks: PaperMarks;
  readonly log: vscode.LogOutputChannel;
}

interface OpenOptions extends PanelFocus {
  /** In the group beside the active one. */
  readonly toSide?: boolean;
  readonly viewColumn?: vscode.ViewColumn;
  /** In the tab that single clicks reuse (the default), or in one that stays. */
  readonly preview?: boolean;
  readonly preserveFocus?: boolean;
}

interface PaperDocument extends vscode.CustomDocument {
  readonly paperId: PaperId | undefined;
}

/** Opens papers in reader tabs and knows the one in front. */
export class Reader implements vscode.CustomReadonlyEditorProvider<PaperDocument>, vscode.Disposable {
  readonly #owned = new DisposableStore();
  readonly #panels = new Set<ReaderPanel>();
  readonly #converter = new TexConverter();
  /** By address: what tabs that are about to open shall show. */
  readonly #awaited = new Map<string, PanelFocus>();
  readonly #activeChanged = this.#owned.add(new Emitter<PaperId | undefined>());
  readonly #requested = this.#owned.add(new Emitter<ReaderRequest>());
  #active: ReaderPanel | undefined;

  /** Fires with the paper of the reader in front; undefined when none is. */
  readonly onDidChangeActivePaper = this.#activeChanged.event;

  /** Fires when a person asks a page for what a feature does. */
  readonly onDidRequest = this.#requested.event;

  constructor(private readonly services: ReaderServices) {}

  get activePanel(): ReaderPanel | undefined {
    return this.#active;
  }

  get activePaper(): PaperId | undefined {
    return this.#active?.paperId;
  }

  /** Opens a paper as VS Code opens files. False where the library does not hold it. */
  async open(id: PaperId, options: OpenOptions = {}): Promise<boolean> {
    const view = await this.services.model.view(id);
    if (!view) return false;
    const uri = paperUri(id, plainText(view.titleTokens));
    const { toSide, viewColumn, preview = true, preserveFocus = false, ...focus } = options;
    this.#awaited.set(uri.toString(), focus);
    const column = toSide ? vscode.ViewColumn.Beside : viewColumn;
    await vscode.commands.executeCommand('vscode.open', uri, {
      preview,
      preserveFocus,
      ...(column !== undefined && { viewColumn: column }),
    });
    this.#hand(uri.toString());
    return true;
  }

  /** Keeps the tab in front if it shows one of the papers: a person who works on a paper wants it to stay. */
  keepOpen(ids: readonly PaperId[]): void {
    if (this.activePaper === undefined || !ids.includes(this.activePaper)) return;
    void vscode.commands.executeCommand('workbench.action.keepEditor');
  }

  openCustomDocument(uri: vscode.Uri): PaperDocument {
    return { uri, paperId: paperIdOf(uri), dispose: () => undefined };
  }

  resolveCustomEditor({ uri, paperId }: PaperDocument, panel: vscode.WebviewPanel): void {
    if (paperId === undefined) throw new Error(`${uri.toString()} names no paper.`);
    const { extensionUri, ...services } = this.services;
    const reader = new ReaderPanel(uri, paperId, panel, {
      ...services,
      converter: this.#converter,
      request: (request) => this.#requested.fire(request),
      openPaper: async (id, options) => {
        await this.open(id, options);
      },
    });
    this.#panels.add(reader);
    panel.onDidChangeViewState(() => this.#follow(reader));
    panel.onDidDispose(() => this.#forget(reader));
    panel.webview.options = { enableScripts: true, localResourceRoots: readerRoots(extensionUri) };
    panel.webview.html = readerHtml(panel.webview, extensionUri);
    this.#follow(reader);
    this.#hand(uri.toString());
  }

  dispose(): void {
    for (const reader of this.#panels) reader.dispose();
    this.#panels.clear();
    this.#owned.dispose();
  }

  /** Gives the tab of `address` what it was opened for: the one in front, where several show the paper. */
  #hand(address: string): void {
    const focus = this.#awaited.get(address);
    const panels = [...this.#panels].filter(({ uri }) => uri.toString() === address);
    const target = panels.find((candidate) => candidate === this.#active) ?? panels.at(-1);
    if (!focus || !target) return;
    this.#awaited.delete(address);
    target.focus(focus);
  }

  #follow(reader: ReaderPanel): void {
    if (reader.panel.active) this.#setActive(reader);
    else if (this.#active === reader) this.#setActive(undefined);
  }

  #forget(reader: ReaderPanel): void {
    this.#panels.delete(reader);
    reader.dispose();
    if (this.#active === reader) this.#setActive(undefined);
  }

  #setActive(reader: ReaderPanel | undefined): void {
    if (this.#active === reader) return;
    this.#active = reader;
    this.#activeChanged.fire(reader?.paperId);
  }
}

/** Folders that the reader's page may load from. */
function readerRoots(extensionUri: vscode.Uri): vscode.Uri[] {
  return [vscode.Uri.joinPath(extensionUri, 'dist'), vscode.Uri.joinPath(extensionUri, 'media')];
}

/** The page without any paper: what it shows comes by message, never inside HTML. */
function readerHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const script = webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'reader.js')).toString();
  const style = webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'media', 'reader.css')).toString();
  const nonce = randomBytes(16).toString('base64url');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(nonce, webview.cspSource)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Paper</title>
<link rel="stylesheet" href="${style}">
<script nonce="${nonce}" src="${script}" defer></script>
</head>
<body></body>
</html>`;
}
