import * as vscode from 'vscode';
import { NavigationHistory } from '../../core/base/navigationHistory';
import type { PaperId } from '../../core/library/paper';
import { isolateDirection } from '../../core/text/isolateDirection';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import { isCount, isRecord, isText, list, object } from '../../core/base/guards';
import { isStoredTab } from '../../protocol/messages';
import type { PaperTitle } from '../../protocol/page';
import type { PanelFocus, ReaderPanel } from './readerPanel';

export const dynamicViewType = 'dailyPapers.dynamicReader';

const historyKey = 'reader.history';
const historyLength = 100;

/** A paper that was read, as one of a day if it was opened from there. */
interface Place {
  readonly paperId: PaperId;
  readonly dayId?: string;
}

interface ShowOptions extends PanelFocus {
  readonly viewColumn?: vscode.ViewColumn;
  readonly preserveFocus?: boolean;
}

interface DynamicReaderParts {
  /** Keeps the history over a reload. */
  readonly memory: vscode.Memento;
  /** Makes a webview panel a reader. */
  attach(panel: vscode.WebviewPanel, paperId: PaperId): ReaderPanel;
  report(error: unknown): void;
}

/**
 * The reader that shows paper after paper in one webview, because a new webview takes longer than a person needs for the
 * next key. It can be kept in place for its paper: it is then no longer the dynamic reader, and the next paper opens a
 * new one.
 */
export class DynamicReader {
  readonly #parts: DynamicReaderParts;
  readonly #history: NavigationHistory<Place>;
  #reader: ReaderPanel | undefined;
  /** The reader that gets the keyboard when its page is ready: a webview that still loads would drop keys. */
  #awaitsFocus: ReaderPanel | undefined;

  constructor(parts: DynamicReaderParts) {
    this.#parts = parts;
    this.#history = new NavigationHistory(
      (one, other) => one.paperId === other.paperId,
      historyLength,
      storedHistory(parts.memory.get<unknown>(historyKey)),
    );
  }

  get reader(): ReaderPanel | undefined {
    return this.#reader;
  }

  /** Shows a paper, and remembers it in the history. */
  show(paper: PaperTitle, options: ShowOptions): void {
    const { dayId } = options;
    this.#history.visit({ paperId: paper.id, ...(dayId !== undefined && { dayId }) });
    this.#show(paper, options);
    this.#remember();
  }

  /** Goes back or forward in the history to the next paper that the library still holds. */
  async travel(
    by: 1 | -1,
    titleOf: (id: PaperId) => Promise<PaperTitle | undefined>,
    options: ShowOptions,
  ): Promise<void> {
    for (let place = this.#history.go(by); place; place = this.#history.go(by)) {
      const paper = await titleOf(place.paperId);
      if (!paper) continue;
      this.#show(paper, { ...options, ...(place.dayId !== undefined && { dayId: place.dayId }) });
      break;
    }
    this.#remember();
  }

  /** Takes over the panel that VS Code has restored after a reload. Rejects a state that this reader has not stored. */
  restore(panel: vscode.WebviewPanel, stored: unknown): ReaderPanel | undefined {
    const tab = isStoredTab(stored) ? stored : undefined;
    const isKept = tab?.isKept === true || this.#reader !== undefined;
    // The state that the page stored may be a second older than the history.
    const paperId = (isKept ? undefined : this.#history.current?.paperId) ?? tab?.paperId;
    if (paperId === undefined) return undefined;
    const reader = this.#parts.attach(panel, paperId);
    if (isKept) reader.keep();
    else this.#adopt(reader);
    this.#updateKeys();
    return reader;
  }

  /** Stops treating a reader as the dynamic one. */
  keep(reader: ReaderPanel): void {
    if (reader !== this.#reader) return;
    this.#reader = undefined;
    reader.keep();
    this.#updateKeys();
  }

  /** The owner of a reader calls this when its page is ready for messages. */
  ready(reader: ReaderPanel): void {
    if (reader !== this.#awaitsFocus) return;
    this.#awaitsFocus = undefined;
    if (reader.panel.active) reader.panel.reveal(reader.panel.viewColumn, false);
  }

  #show({ id, title }: PaperTitle, { viewColumn, preserveFocus = false, ...focus }: ShowOptions): void {
    const paper = { id, title: isolateDirection(title) };
    const reader = this.#reader ?? this.#create(paper, viewColumn);
    const { panel } = reader;
    panel.title = paper.title;
    reader.show(id, focus);
    this.#awaitsFocus = preserveFocus || reader.isListening ? undefined : reader;
    const takesFocus = !preserveFocus && reader.isListening;
    if (!panel.visible || takesFocus || !(panel.active || preserveFocus))
      panel.reveal(panel.viewColumn, !takesFocus);
  }

  #create(paper: PaperTitle, viewColumn: vscode.ViewColumn = vscode.ViewColumn.Active): ReaderPanel {
    const panel = vscode.window.createWebviewPanel(dynamicViewType, paper.title, {
      viewColumn,
      preserveFocus: true,
    });
    const reader = this.#parts.attach(panel, paper.id);
    this.#adopt(reader);
    return reader;
  }

  #adopt(reader: ReaderPanel): void {
    this.#reader = reader;
    reader.panel.onDidDispose(() => {
      if (this.#reader === reader) this.#reader = undefined;
      if (this.#awaitsFocus === reader) this.#awaitsFocus = undefined;
    });
  }

  #remember(): void {
    this.#updateKeys();
    this.#parts.memory.update(historyKey, this.#history.stored).then(undefined, (error: unknown) => {
      this.#parts.report(error);
    });
  }

  #updateKeys(): void {
    void contextKeys['reader.canGoBack'].set(this.#history.canGo(-1));
    void contextKeys['reader.canGoForward'].set(this.#history.canGo(1));
  }
}

const isPlace = object<Place>({ paperId: isText }, { dayId: isText });
const isPlaces = list(isPlace, historyLength);

/** A state of the workspace may have been written by another release. */
function storedHistory(
  stored: unknown,
): { readonly places: readonly Place[]; readonly at: number } | undefined {
  if (!isRecord(stored) || !isPlaces(stored['places']) || !isCount(stored['at'])) return undefined;
  return { places: stored['places'], at: stored['at'] };
}
