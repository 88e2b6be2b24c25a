import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposable';
import type { CommandQueue } from '../../platform/vscode/ui/commandQueue';
import { limits } from '../../core/base/limits';
import { limitText } from '../../core/library/limitRecord';
import type { PaperId } from '../../core/library/paper';
import {
  type HostMessage,
  isReaderMessage,
  type PageAction,
  type ReaderMessage,
  type ReadingPlace,
} from '../../protocol/messages';
import type { ReaderPage } from '../../protocol/page';
import { webAddress } from '../../protocol/webAddress';
import type { TriageMarks } from '../triage/triageMarks';
import type { HighlightEditor } from '../highlights/highlightEditor';
import type { Figure } from '../fullTexts/figures';
import type { FullText } from '../fullTexts/fullTexts';
import type { NextPaper, ReaderModel } from './readerModel';
import { PanelFullText } from './panelFullText';
import { addressesOf, papersOf } from './readerPage';
import type { ReaderPages } from './readerPages';
import type { ReaderRequest } from './readerRequest';
import { readerSection, settingsMessages } from './readerSettings';
import type { Log } from '../../platform/vscode/ui/log';
import { type Message, localizable } from '../../core/base/localization';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';

const nothingFollows = localizable('There is no paper to go on to: no day that follows has an unread one.');

const highlightTypes = [
  'highlight',
  'editHighlight',
  'removeHighlight',
  'attachHighlight',
  'copyQuote',
  'quoteInChat',
] as const satisfies readonly ReaderMessage['type'][];
type HighlightMessage = Extract<ReaderMessage, { type: (typeof highlightTypes)[number] }>;

/** Messages about the tab itself, not about the paper that it shows. */
const tabTypes = [
  'ready',
  'shown',
  'step',
  'chooseDay',
  'unshown',
  'problem',
] as const satisfies readonly ReaderMessage['type'][];
type TabMessage = Extract<ReaderMessage, { type: (typeof tabTypes)[number] }>;

/** Messages that are another feature's to answer, and passed on with the paper. */
const requestTypes = [
  'editTags',
  'openNote',
  'refreshDetails',
  'readWholePaper',
  'restoreWholePaper',
  'showReferences',
  'readingPlace',
  'wantFigures',
  'copyBlock',
  'lookUpReference',
  'citedPaper',
  'addToNote',
  'openFile',
] as const;
type RequestMessage = Extract<ReaderMessage, { type: (typeof requestTypes)[number] }>;

const isOf =
  <T extends ReaderMessage['type']>(types: readonly T[]) =>
  (message: ReaderMessage): message is Extract<ReaderMessage, { type: T }> =>
    types.some((type) => type === message.type);
const isTabMessage = isOf(tabTypes);
const isHighlightMessage = isOf(highlightTypes);
const isRequest = isOf(requestTypes);

interface PanelServices {
  /** Where whole papers and their figures are stored. */
  readonly fullTextFolder: vscode.Uri;
  readonly model: ReaderModel;
  readonly highlights: HighlightEditor;
  readonly marks: TriageMarks;
  readonly turns: CommandQueue;
  readonly log: Log;
  readonly pages: ReaderPages;
  /** Opens another paper from this panel: in the reader that browses, or beside it. */
  openPaper(id: PaperId, options: PanelFocus & { readonly toSide?: boolean }): Promise<void>;
  /** A person works on a paper that this panel shows: its tab must stay. */
  keep(paperId: PaperId): void;
  /** The page is ready for messages and can take the keyboard focus. */
  ready(): void;
  /** Passes on requests of the page that features handle. */
  request(request: ReaderRequest): void;
}

/** What a panel shows besides its paper. */
export interface PanelFocus {
  readonly dayId?: string;
  readonly terms?: readonly string[];
  /** The highlight to go to. */
  readonly highlight?: string;
  /** A message for the person, once the paper is shown. */
  readonly message?: Message;
}

/** One reader tab: answers its page's messages and keeps it showing the model. */
export class ReaderPanel implements vscode.Disposable {
  readonly #owned = new DisposableStore();
  #paperId: PaperId;
  #dayId: string | undefined;
  #terms: readonly string[] | undefined;
  #highlight: string | undefined;
  #message: Message | undefined;
  /** The view that the page was sent and has not confirmed yet. */
  #sent: readonly ReaderPage[] = [];
  readonly #fullText = new PanelFullText((message) => this.panel.webview.postMessage(message));
  /** The view that the page shows. A message from the page is about its paper, even if another was sent meanwhile. */
  #drawn: ReaderPage | undefined;
  #listening = false;
  #isKept = false;
  #refreshes = 0;

  constructor(
    paperId: PaperId,
    readonly panel: vscode.WebviewPanel,
    private readonly services: PanelServices,
  ) {
    this.#paperId = paperId;
    this.#owned.add(panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    this.#owned.add(
      services.model.onDidChange((ids) => {
        if (ids === 'all' || ids.includes(this.#paperId)) this.#run(this.#refresh());
      }),
    );
    this.#owned.add(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(readerSection)) this.#postSettings();
      }),
    );
    // VS Code discards the page when the tab is hidden. When the tab is shown again, the new page sends `ready`.
    this.#owned.add(
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#stopPosting();
      }),
    );
  }

  /** The paper that is shown, or on its way to the page. */
  get paperId(): PaperId {
    return this.#paperId;
  }

  /** The day whose papers come before and after this one. */
  get dayId(): string | undefined {
    return this.#drawn?.paperId === this.#paperId ? this.#drawn.dayId : this.#dayId;
  }

  /** Whether the page has confirmed that it is ready. */
  get isListening(): boolean {
    return this.#listening;
  }

  /**
   * Sends the paper before the page of a new webview asks for it: VS Code keeps messages until the page is loaded. The page gets
   * it once more when it is ready, as nothing says whether VS Code has kept it.
   */
  async sendAhead(): Promise<void> {
    const [paperId, turn] = [this.#paperId, this.#refreshes];
    const page = await this.services.pages.page(paperId, this.#dayId);
    if (!page || this.#listening || turn !== this.#refreshes || paperId !== this.#paperId) return;
    const messages: readonly HostMessage[] = [...settingsMessages(), { type: 'show', page }];
    this.#sent = [...this.#sent, page];
    await Promise.all(messages.map((message) => this.panel.webview.postMessage(message)));
  }

  /** Shows another paper in the same page. */
  show(paperId: PaperId, focus: PanelFocus): void {
    this.#paperId = paperId;
    this.#dayId = undefined;
    this.#terms = undefined;
    this.#highlight = undefined;
    this.#message = undefined;
    this.focus(focus);
  }

  focus({ dayId, terms, highlight, message }: PanelFocus): void {
    this.#dayId = dayId ?? this.#dayId;
    this.#terms = terms ?? this.#terms;
    this.#highlight = highlight ?? this.#highlight;
    this.#message = message ?? this.#message;
    this.#run(this.#refresh());
  }

  /** Has the page remember that the tab is kept for its paper. */
  keep(): void {
    this.#isKept = true;
    this.#post({ type: 'tabKept' });
  }

  /** The whole paper that the page shows; undefined if it shows the abstract only. */
  get fullText(): FullText | undefined {
    return this.#fullText.of(this.paperId);
  }

  /** Shows the whole paper below its abstract, and goes to a place in it. */
  showFullText(paperId: PaperId, fullText: FullText, place?: ReadingPlace): void {
    this.#run(this.#fullText.show(paperId, fullText, place));
  }

  /** Shows figures of the whole paper, or why they are missing. */
  showFigures(paperId: PaperId, figures: readonly Figure[]): void {
    const { webview } = this.panel;
    const shown = figures.map(({ source, ...figure }) =>
      'path' in figure
        ? {
            source,
            url: webview
              .asWebviewUri(vscode.Uri.joinPath(this.services.fullTextFolder, figure.path))
              .toString(),
          }
        : { source, problem: shownMessage(figure.problem) },
    );
    this.#run(this.#fullText.showFigures(paperId, shown));
  }

  /** Says what can be done with the paper that a reference of the whole paper names. */
  showCitedPaper(block: number, of: { readonly isKnown: boolean; readonly canFetch: boolean }): void {
    this.#post({ type: 'citedPaper', block, ...of });
  }

  perform(action: PageAction): void {
    this.#post({ type: 'perform', action });
  }

  /** Goes on to the next or previous paper of the day, and behind its last one to the days that follow. */
  async step(by: 1 | -1): Promise<void> {
    await this.#goOn(await this.services.model.neighbour(this.#paperId, this.dayId, by));
  }

  /** Goes to the next or previous day. */
  async stepDay(by: 1 | -1): Promise<void> {
    await this.#goOn(await this.services.model.dayBeside(this.#paperId, this.dayId, by));
  }

  async stepUnread(): Promise<void> {
    await this.#goOn(await this.services.model.nextUnread(this.#paperId, this.dayId));
  }

  async #goOn(next: NextPaper | undefined): Promise<void> {
    if (!next) {
      this.#post({ type: 'tell', text: shownMessage(nothingFollows) });
      return;
    }
    const { paperId, ...focus } = next;
    await this.services.openPaper(paperId, focus);
  }

  dispose(): void {
    this.#stopPosting();
    this.#owned.dispose();
  }

  /** The page is gone: nothing can be posted until the next one is ready, not even by a refresh on its way. */
  #stopPosting(): void {
    this.#listening = false;
    this.#sent = [];
    this.#drawn = undefined;
    this.#fullText.reset();
    this.#refreshes++;
  }

  #receive(message: unknown): void {
    if (isReaderMessage(message)) this.#run(this.#obey(message));
    else this.services.log.warn('The reader dropped a message that it does not know.');
  }

  async #obey(message: ReaderMessage): Promise<void> {
    if (!isTabMessage(message)) {
      if (this.#drawn) await this.#obeyAbout(this.#drawn, message);
      return;
    }
    switch (message.type) {
      case 'ready':
        return this.#start(message.dayId);
      case 'shown':
        this.#noteDrawn(message.paperId);
        return;
      case 'step':
        return this.services.turns.run(() => this.step(message.by));
      case 'chooseDay':
        this.#dayId = message.dayId;
        return this.#refresh();
      case 'unshown':
        this.services.log.warn(`The page of ${this.#paperId} was not shown: ${message.reason}`);
        return this.#showWords();
      case 'problem':
        this.services.log.warn(`Reader page: ${message.message}`);
    }
  }

  /** Handles a request about the paper that the page shows. */
  async #obeyAbout(page: ReaderPage, message: Exclude<ReaderMessage, TabMessage>): Promise<void> {
    if (isHighlightMessage(message)) return this.#annotate(page.paperId, message);
    if (isRequest(message)) {
      this.#request(page.paperId, message);
      return;
    }
    switch (message.type) {
      case 'editing':
        this.services.keep(page.paperId);
        return;
      case 'triage':
        await this.services.turns.run(() => this.services.marks.mark([page.paperId], message.state));
        return;
      case 'openRelated':
        return this.#openRelated(page, message.paperId, message.toSide);
      case 'openLink':
        return this.#openLink(page, message.href);
      case 'revealTag':
        if (page.tags.includes(message.tag)) this.services.request({ type: 'revealTag', tag: message.tag });
        return;
      case 'openPlace':
        this.#openPlace(page, message.index);
    }
  }

  /** Passes on a request that a feature handles. */
  #request(paperId: PaperId, message: RequestMessage): void {
    if (message.type === 'addToNote') this.services.keep(paperId);
    if (message.type === 'readingPlace') this.#fullText.moved(message);
    this.services.request({ ...message, paperId });
  }

  /** Finds a place by its label, as the places may have changed since the page was drawn. */
  #openPlace({ paperId, places = [] }: ReaderPage, index: number): void {
    const place = places[index];
    if (place) this.services.request({ type: 'openPlace', paperId, label: place.label });
  }

  async #annotate(paperId: PaperId, message: HighlightMessage): Promise<void> {
    const { highlights } = this.services;
    const shown = this.#fullText.of(paperId);
    if (message.type !== 'copyQuote' && message.type !== 'quoteInChat') this.services.keep(paperId);
    switch (message.type) {
      case 'highlight':
        return highlights.add(paperId, message, message.color, shown);
      case 'editHighlight':
        return highlights.edit(paperId, message.id, message);
      case 'removeHighlight':
        return highlights.remove([{ paperId, highlightId: message.id }]);
      case 'attachHighlight':
        return highlights.attach(paperId, message.id, message, shown);
      case 'copyQuote':
        return highlights.copyQuote(paperId, message, message.markdown, shown);
      case 'quoteInChat': {
        const quote = highlights.quote(paperId, message, false, shown);
        if (quote !== undefined) this.services.request({ type: 'quoteInChat', paperId, quote });
      }
    }
  }

  /** Messages arrive in order: what comes after this one is about the page that was drawn. */
  #noteDrawn(paperId: PaperId): void {
    const at = this.#sent.findIndex((page) => page.paperId === paperId);
    if (at < 0) return;
    this.#drawn = this.#sent[at];
    this.#sent = this.#sent.slice(at + 1);
    this.#run(this.#fullText.drawn(paperId));
  }

  async #start(dayId: string | undefined): Promise<void> {
    this.#listening = true;
    this.#dayId ??= dayId;
    this.#postSettings();
    if (this.#isKept) this.#post({ type: 'tabKept' });
    this.services.ready();
    await this.#refresh();
  }

  /** Shows the model's present view if the page listens, unless a later refresh has overtaken this one. */
  async #refresh(): Promise<void> {
    if (!this.#listening) return;
    const turn = ++this.#refreshes;
    let page: ReaderPage | undefined;
    try {
      page = await this.services.pages.page(this.#paperId, this.#dayId);
    } catch (error) {
      if (turn === this.#refreshes) await this.#showWords();
      throw error;
    }
    if (turn !== this.#refreshes) return;
    if (page) this.#send(page);
    else this.#post({ type: 'missing' });
  }

  #send(page: ReaderPage): void {
    this.#sent = [...this.#sent, page];
    this.#post({ type: 'show', page });
    this.#hand();
    const day = page.days.find(({ id }) => id === page.dayId);
    this.services.pages.prepare([day?.next, day?.previous].flatMap((next) => next?.id ?? []));
  }

  /** In place of a page that could not be made or shown; the cause is in the log. */
  async #showWords(): Promise<void> {
    const known = await this.services.model.words(this.#paperId).catch((error: unknown) => {
      this.#report(error);
      return undefined;
    });
    const { title, abstract } = known ?? { title: this.panel.title, abstract: '' };
    this.#post({
      type: 'plain',
      title: limitText(title),
      abstract: limitText(abstract, limits.abstract),
    });
  }

  /** Actions that run once, as soon as the page shows the paper. */
  #hand(): void {
    if (this.#terms) this.#post({ type: 'mark', terms: this.#terms });
    if (this.#highlight !== undefined) this.#post({ type: 'reveal', id: this.#highlight });
    if (this.#message !== undefined) this.#post({ type: 'tell', text: shownMessage(this.#message) });
    this.#terms = undefined;
    this.#highlight = undefined;
    this.#message = undefined;
  }

  async #openRelated(page: ReaderPage, id: string, toSide: boolean): Promise<void> {
    if (!papersOf(page).has(id)) return;
    await this.services.openPaper(id, { toSide });
  }

  /** Opens what the page shows, here if it is a paper of the library, and nothing but http and https. */
  async #openLink(page: ReaderPage, href: string): Promise<void> {
    if (!addressesOf(page).has(href) && !this.#fullText.hasAddress(href)) return;
    const paper = await this.services.model.paperAt(href);
    if (paper !== undefined && paper !== page.paperId) return this.services.openPaper(paper, {});
    const address = webAddress(href);
    if (address !== undefined) await vscode.env.openExternal(vscode.Uri.parse(address, true));
  }

  #postSettings(): void {
    for (const message of settingsMessages()) this.#post(message);
  }

  #post(message: HostMessage): void {
    if (this.#listening) this.#run(Promise.resolve(this.panel.webview.postMessage(message)));
  }

  #run(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#report(error));
  }

  #report(error: unknown): void {
    this.services.log.error('A task of the reader failed:', error);
  }
}
