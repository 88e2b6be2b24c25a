import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposable';
import { limits } from '../../core/base/limits';
import { limitText } from '../../core/library/limitRecord';
import type { PaperId } from '../../core/library/paper';
import {
  type FontFamily,
  fontFamilies,
  type HostMessage,
  isReaderMessage,
  type PageAction,
  type ReaderMessage,
} from '../../protocol/messages';
import type { DayPosition, ReaderPage } from '../../protocol/page';
import { webAddress } from '../../protocol/webAddress';
import type { PaperMarks } from '../triage/paperMarks';
import type { HighlightEditor } from '../highlights/highlightEditor';
import type { ReaderModel } from './readerModel';
import { addressesOf, readerPage } from './readerPage';
import type { TexConverter } from './texConverter';

const readerSection = 'dailyPapers.reader';

const highlightTypes = [
  'highlight',
  'editHighlight',
  'removeHighlight',
  'attachHighlight',
  'copyQuote',
] as const satisfies readonly ReaderMessage['type'][];
type HighlightMessage = Extract<ReaderMessage, { type: (typeof highlightTypes)[number] }>;

const isHighlightMessage = (message: ReaderMessage): message is HighlightMessage =>
  highlightTypes.some((type) => type === message.type);

interface PanelServices {
  readonly model: ReaderModel;
  readonly highlights: HighlightEditor;
  readonly marks: PaperMarks;
  readonly log: vscode.LogOutputChannel;
  readonly converter: TexConverter;
  /** Opens another paper in place of this one, or beside it. */
  openPaper(
    id: PaperId,
    options: { toSide?: boolean; dayId?: string; viewColumn?: vscode.ViewColumn },
  ): Promise<void>;
  /** Passes on what a person asks of the page and a feature does. */
  request(request: ReaderRequest): void;
}

/** What a person asks of a page that is another feature's to do. */
export type ReaderRequest =
  | { readonly type: 'editTags' | 'openNote'; readonly paperId: PaperId }
  | { readonly type: 'revealTag'; readonly tag: string };

/** What a panel is to show besides its paper. */
export interface PanelFocus {
  readonly dayId?: string;
  readonly terms?: readonly string[];
  /** The highlight to go to. */
  readonly highlight?: string;
}

/** One reader tab: answers its page's messages and keeps it showing the model. */
export class ReaderPanel implements vscode.Disposable {
  readonly #owned = new DisposableStore();
  #dayId: string | undefined;
  #terms: readonly string[] | undefined;
  #highlight: string | undefined;
  /** What the page was last sent. */
  #page: ReaderPage | undefined;
  #listening = false;
  #refreshes = 0;

  constructor(
    readonly uri: vscode.Uri,
    readonly paperId: PaperId,
    readonly panel: vscode.WebviewPanel,
    private readonly services: PanelServices,
  ) {
    this.#owned.add(panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    this.#owned.add(
      services.model.onDidChange((ids) => {
        if (ids === 'all' || ids.includes(paperId)) this.#run(this.#refresh());
      }),
    );
    this.#owned.add(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(readerSection)) this.#post(typography(this.uri));
      }),
    );
    // Formulas are set while the webview loads: they are at hand when its page asks for the paper.
    this.#run(this.#makePage());
    // Its page ends with the visibility of the tab; the next one says when it is ready.
    this.#owned.add(
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#stopPosting();
      }),
    );
  }

  /** The day whose papers come before and after this one. */
  get dayId(): string | undefined {
    return this.#page?.dayId;
  }

  focus({ dayId, terms, highlight }: PanelFocus): void {
    this.#dayId = dayId ?? this.#dayId;
    this.#terms = terms ?? this.#terms;
    this.#highlight = highlight ?? this.#highlight;
    this.#run(this.#refresh());
  }

  perform(action: PageAction): void {
    this.#post({ type: 'perform', action });
  }

  /** Opens the day's next or previous paper here. */
  async step(by: 1 | -1): Promise<void> {
    const day = this.#day();
    const target = by === 1 ? day?.next : day?.previous;
    if (!day || !target) return;
    await this.services.openPaper(target.id, { dayId: day.id, ...this.#place() });
  }

  dispose(): void {
    this.#stopPosting();
    this.#owned.dispose();
  }

  /** The page is gone: nothing can be posted until the next one is ready, not even by a refresh on its way. */
  #stopPosting(): void {
    this.#listening = false;
    this.#refreshes++;
  }

  #place(): { viewColumn?: vscode.ViewColumn } {
    const { viewColumn } = this.panel;
    return viewColumn === undefined ? {} : { viewColumn };
  }

  #day(): DayPosition | undefined {
    return this.#page?.days.find(({ id }) => id === this.#page?.dayId);
  }

  #receive(message: unknown): void {
    if (isReaderMessage(message)) this.#run(this.#obey(message));
    else this.services.log.warn('The reader dropped a message that it does not know.');
  }

  async #obey(message: ReaderMessage): Promise<void> {
    if (isHighlightMessage(message)) return this.#annotate(message);
    const { marks, log } = this.services;
    const { paperId } = this;
    switch (message.type) {
      case 'ready':
        return this.#start(message.dayId);
      case 'triage':
        await marks.mark([paperId], message.state);
        return;
      case 'step':
        return this.step(message.by);
      case 'chooseDay':
        this.#dayId = message.dayId;
        return this.#refresh();
      case 'openRelated':
        return this.#openRelated(message.paperId, message.toSide);
      case 'openLink':
        return this.#openLink(message.href);
      case 'revealTag':
        if (this.#page?.tags.includes(message.tag))
          this.services.request({ type: 'revealTag', tag: message.tag });
        return;
      case 'editTags':
      case 'openNote':
        this.services.request({ type: message.type, paperId });
        return;
      case 'unshown':
        log.warn(`The page of ${paperId} was not shown: ${message.reason}`);
        return this.#showWords();
      case 'problem':
        log.warn(`Reader page: ${message.message}`);
    }
  }

  async #annotate(message: HighlightMessage): Promise<void> {
    const { highlights } = this.services;
    switch (message.type) {
      case 'highlight':
        return highlights.add(this.paperId, message, message.color);
      case 'editHighlight':
        return highlights.edit(this.paperId, message.id, message);
      case 'removeHighlight':
        return highlights.remove([{ paperId: this.paperId, highlightId: message.id }]);
      case 'attachHighlight':
        return highlights.attach(this.paperId, message.id, message);
      case 'copyQuote':
        return highlights.copyQuote(this.paperId, message, message.markdown);
    }
  }

  async #start(dayId: string | undefined): Promise<void> {
    this.#listening = true;
    this.#dayId ??= dayId;
    this.#post(typography(this.uri));
    await this.#refresh();
  }

  /** Shows the model's present view if the page listens, unless a later refresh has overtaken this one. */
  async #refresh(): Promise<void> {
    if (!this.#listening) return;
    const turn = ++this.#refreshes;
    let page: ReaderPage | undefined;
    try {
      page = await this.#makePage();
    } catch (error) {
      if (turn === this.#refreshes) await this.#showWords();
      throw error;
    }
    if (turn !== this.#refreshes) return;
    this.#page = page;
    this.#post(page ? { type: 'show', page } : { type: 'missing' });
    if (page) this.#hand();
  }

  /** In place of a page that could not be made or shown; the cause is in the log. */
  async #showWords(): Promise<void> {
    const known = await this.services.model.words(this.paperId).catch((error: unknown) => {
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

  /** What is done once, as soon as the page shows the paper. */
  #hand(): void {
    if (this.#terms) this.#post({ type: 'mark', terms: this.#terms });
    if (this.#highlight !== undefined) this.#post({ type: 'reveal', id: this.#highlight });
    this.#terms = undefined;
    this.#highlight = undefined;
  }

  async #makePage(): Promise<ReaderPage | undefined> {
    const { model, converter } = this.services;
    const view = await model.view(this.paperId);
    return view && readerPage(view, (formula) => converter.convert(formula), this.#dayId);
  }

  async #openRelated(id: string, toSide: boolean): Promise<void> {
    const { related = [], mentions = [] } = this.#page ?? {};
    if (![...related, ...mentions].some((paper) => paper.id === id)) return;
    await this.services.openPaper(id, toSide ? { toSide } : this.#place());
  }

  /** Opens what the page shows, here if it is a paper of the library, and nothing but http and https. */
  async #openLink(href: string): Promise<void> {
    if (!this.#page || !addressesOf(this.#page).has(href)) return;
    const paper = await this.services.model.paperAt(href);
    if (paper !== undefined && paper !== this.paperId) return this.services.openPaper(paper, this.#place());
    const address = webAddress(href);
    if (address !== undefined) await vscode.env.openExternal(vscode.Uri.parse(address, true));
  }

  #post(message: HostMessage): void {
    if (this.#listening) this.#run(Promise.resolve(this.panel.webview.postMessage(message)));
  }

  #run(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#report(error));
  }

  #report(error: unknown): void {
    this.services.log.error(error instanceof Error ? error : new Error(String(error)));
  }
}

/** The reader's type as the person set it; what is out of range counts as not set. */
function typography(resource: vscode.Uri): Extract<HostMessage, { type: 'typography' }> {
  const settings = vscode.workspace.getConfiguration(readerSection, resource);
  const family = settings.get<unknown>('fontFamily');
  const size = settings.get<unknown>('fontSize');
  return {
    type: 'typography',
    fontFamily: fontFamilies.find((known): known is FontFamily => known === family) ?? 'sans',
    fontSize: typeof size === 'number' && size >= 6 && size <= 100 ? Math.round(size) : 0,
  };
}
