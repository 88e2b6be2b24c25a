import { type HostMessage, isHighlightAction, type PageAction } from '../protocol/messages';
import type { ReaderPage } from '../protocol/page';
import { Announcer } from './announcer';
import { Annotator } from './annotator';
import { CaretMode } from './caretMode';
import { drawLinks, drawRelated } from './linkSections';
import { element } from './dom';
import { FindBar } from './findBar';
import { drawDays, drawFacts, drawTags, factsOf } from './heading';
import { FullTextView, readButton } from './fullTextView';
import { type Host, pageStorage } from './host';
import { drawCodePlaces } from './codePlaces';
import { drawMentions } from './mentions';
import { type BlockToCopy, clickFirst } from './blockPointer';
import type { CopyForm } from '../core/fulltext/copyBlock';
import { KeptDrafts } from './keptDrafts';
import { initialState, type PageState, parsePageState, stateForPaper, zoomed, zoomFactor } from './pageState';
import { type Component, createComponent } from './component';
import { applyTypography, applyWholePaperSettings } from './pageSettings';
import { NoteSection } from './noteSection';
import { readableText } from './readableText';
import { createRepairNotice } from './repairNotice';
import { markedText, markTerms } from './searchMarks';
import type { TextMap } from './textMap';
import { abstractPart, type TextComponent, titlePart } from './textParts';
import { TitleFold, unfoldAt } from './titleFold';
import { Toolbar, triageAnnouncements } from './toolbar';
import type { OpenLink } from './webLink';
import { l10n } from './localization';

/** The reader page: renders what the host sends and keeps the state of the tab. */
export class ReaderView {
  readonly #toolbar: Toolbar;
  readonly #title: TextComponent;
  readonly #abstract: TextComponent;
  readonly #annotator: Annotator;
  readonly #fullText: FullTextView;
  readonly #parts: readonly Component[];
  readonly #main = element('main');
  readonly #find = new FindBar(this.#main);
  readonly #announcer = new Announcer();
  readonly #caret: CaretMode;
  readonly #drafts = new KeptDrafts(pageStorage());
  #state: PageState;
  #page: ReaderPage | undefined;
  #scrollTimer: number | undefined;

  constructor(private readonly host: Host) {
    this.#state = this.#drafts.restore(parsePageState(host.loadState()));
    const open: OpenLink = (href) => host.post({ type: 'openLink', href });
    this.#toolbar = new Toolbar(host);
    this.#title = titlePart(open);
    this.#abstract = abstractPart(open, () => host.post({ type: 'refreshDetails' }));
    this.#fullText = new FullTextView({ open, post: (message) => host.post(message) }, () => {
      this.#find.refresh();
      markTerms(this.#maps(), this.#state.terms);
      if (this.#page) this.#annotator.show(this.#page);
    });
    this.#annotator = new Annotator(host, {
      maps: () => this.#maps(),
      state: () => this.#state,
      update: (change) => {
        this.#update(change);
        if (this.#page) this.#annotator.cards.show(this.#page, this.#state);
      },
      announce: (text) => this.#announce(text),
      tell: (text) => this.#announcer.show(text),
    });
    this.#caret = new CaretMode(
      () => [
        this.#title.element,
        ...this.#abstract.element.querySelectorAll('p'),
        ...this.#fullText.elementsNear(),
      ],
      (text) => this.#announce(text),
    );
    this.#parts = this.#arrange();
  }

  /** Builds the document and tells the host that the page is ready. */
  start(): void {
    this.#toolbar.element.hidden = true;
    this.#toolbar.element.append(this.#find.element);
    document.body.append(
      this.#toolbar.element,
      this.#main,
      this.#annotator.bar.element,
      this.#caret.element,
      this.#announcer.element,
    );
    this.#annotator.listen();
    this.#applyZoom();
    document.addEventListener('copy', (event) => this.#copy(event));
    document.addEventListener('keydown', (event) => this.#press(event));
    document.addEventListener('scroll', () => this.#rememberScroll(), { passive: true });
    const { dayId } = this.#state;
    this.host.post({ type: 'ready', ...(dayId !== undefined && { dayId }) });
  }

  receive(message: HostMessage): void {
    switch (message.type) {
      case 'show':
        this.#show(message.page);
        break;
      case 'plain':
        this.#showPlain(message.title, message.abstract);
        break;
      case 'missing':
        this.#showMissing();
        break;
      case 'typography':
        applyTypography(message);
        break;
      case 'mark':
        this.#mark(message.terms);
        break;
      case 'reveal':
        this.#annotator.goTo(message.id);
        break;
      case 'perform':
        this.#perform(message.action);
        break;
      case 'tell':
        this.#announcer.show(message.text);
        break;
      case 'fullText':
      case 'figures':
      case 'citedPaper':
      case 'goToPlace':
        this.#receivePaper(message);
        break;
      case 'wholePaperSettings':
        applyWholePaperSettings(message);
        break;
      case 'tabKept':
        this.#update({ isKept: true });
        break;
    }
  }

  /** Something of the whole paper. */
  #receivePaper(
    message: Extract<HostMessage, { type: 'fullText' | 'figures' | 'goToPlace' | 'citedPaper' }>,
  ): void {
    if (message.type === 'goToPlace') this.#fullText.goTo(message);
    else if (message.type === 'citedPaper') this.#fullText.showCited(message);
    else if (message.paperId !== this.#page?.paperId) return;
    else if (message.type === 'figures') this.#fullText.showFigures(message.figures);
    else {
      this.#fullText.receive(message);
      this.#update({ isWhole: true });
    }
  }

  #arrange(): readonly Component[] {
    const { host } = this;
    const section = (name: string): HTMLElement => element('section', { class: name });
    return [
      createComponent(
        element('div', { class: 'days' }),
        ({ days, dayId }) => ({ days, ...(dayId !== undefined && { dayId }) }),
        (shown) => drawDays(shown, host),
      ),
      this.#title,
      new TitleFold(this.#title.element),
      createComponent(element('div', { class: 'facts' }), factsOf, (facts) => drawFacts(facts, host)),
      createNotice(({ fromFolder }) => fromFolder),
      createComponent(
        element('div'),
        ({ tags }) => tags,
        (tags) => drawTags(tags, host),
      ),
      createNotice(({ leftOut }) => leftOut),
      this.#abstract,
      createRepairNotice(() => this.#toggleRaw()),
      this.#annotator.cards,
      createComponent(
        section('read-whole'),
        ({ arxivId }) => ({ isOffered: arxivId !== undefined }),
        ({ isOffered }) => (isOffered ? [readButton(() => host.post({ type: 'readWholePaper' }))] : []),
      ),
      { element: this.#fullText.element, show: () => false },
      createComponent(
        section('links'),
        ({ links }) => links,
        (links) => drawLinks(links, host),
      ),
      new NoteSection(host, (noteDraft) => this.#update({ noteDraft })),
      createComponent(
        section('mentions'),
        ({ mentions = [] }) => mentions,
        (mentions) => drawMentions(mentions, host),
      ),
      createComponent(
        section('code-places'),
        ({ places = [] }) => places,
        (places) => drawCodePlaces(places, host),
      ),
      createComponent(
        section('related'),
        ({ related }) => related,
        (related) => drawRelated(related, host),
      ),
    ];
  }

  #show(page: ReaderPage): void {
    const before = this.#page;
    const isOther = before?.paperId !== page.paperId;
    if (isOther) this.#turnTo(page.paperId);
    this.#page = page;
    if (before === undefined) this.#main.replaceChildren(...this.#parts.map((each) => each.element));
    this.#toolbar.element.hidden = false;
    this.#toolbar.show(page);
    this.#draw(page);
    document.title = page.title.raw;
    if (isOther) window.scrollTo(0, this.#state.scroll);
    else if (before.triage !== page.triage) this.#announce(triageAnnouncements[page.triage]);
    if (page.dayId !== undefined) this.#update({ dayId: page.dayId });
    this.host.post({ type: 'shown', paperId: page.paperId });
    if (before === undefined && this.#state.isWhole === true) this.host.post({ type: 'restoreWholePaper' });
    if (isOther && before) this.#announce(page.title.tokens.map(({ plain }) => plain).join(''));
  }

  /** Leaves the paper that was shown for another one, which has a state of its own. */
  #turnTo(paperId: string): void {
    window.clearTimeout(this.#scrollTimer);
    if (this.#page) this.#state = { ...this.#state, scroll: Math.round(window.scrollY) };
    this.#state = stateForPaper(this.#state, paperId);
    const begun = this.#drafts.note(paperId);
    this.#update(begun === undefined ? {} : { noteDraft: { paperId, text: begun } });
    document.getSelection()?.removeAllRanges();
    this.#caret.end();
    this.#annotator.leave();
    this.#fullText.clear();
  }

  /** Draws all components, then the marks, which new text nodes have lost. */
  #draw(page: ReaderPage): void {
    for (const each of this.#parts) each.show(page, this.#state);
    this.#annotator.show(page);
    markTerms(this.#maps(), this.#state.terms);
    this.#find.refresh();
  }

  #showPlain(title: string, abstract: string): void {
    const notice = l10n.t(
      'The page of this paper could not be built, so here are its words as they came. Run “Papers: Show Log” to see why.',
    );
    this.#showInstead([
      element('h1', {}, title),
      element('p', { class: 'notice', role: 'alert' }, notice),
      element('h2', {}, l10n.t('Abstract')),
      ...abstract.split(/\n\s*\n/).map((paragraph) => element('p', {}, paragraph)),
    ]);
    document.title = title;
  }

  #showMissing(): void {
    this.#showInstead([
      element('h1', {}, l10n.t('This paper is not in the library')),
      element(
        'p',
        {},
        l10n.t('The digest that it came with was removed. Import the digest again to read it here.'),
      ),
    ]);
  }

  /** Shows a message or plain text instead of a paper. */
  #showInstead(children: readonly HTMLElement[]): void {
    this.#page = undefined;
    this.#find.close();
    this.#toolbar.element.hidden = true;
    this.#main.replaceChildren();
    for (const child of children) this.#main.append(child);
  }

  #perform(action: PageAction): void {
    if (isHighlightAction(action)) {
      this.#annotator.perform(action);
      return;
    }
    switch (action) {
      case 'copyTex':
        this.#copyBlock('equation', 'tex');
        break;
      case 'copyTable':
        this.#copyBlock('table', 'markdown');
        break;
      case 'copyTableCsv':
        this.#copyBlock('table', 'csv');
        break;
      case 'selectText':
        if (this.#page) this.#caret.start();
        break;
      case 'find':
        this.#find.open();
        break;
      case 'findNext':
      case 'findPrevious':
        this.#find.step(action === 'findNext' ? 1 : -1);
        break;
      case 'toggleRaw':
        this.#toggleRaw();
        break;
      case 'zoomIn':
        this.#zoom(zoomed(this.#state.zoom, 1));
        break;
      case 'zoomOut':
        this.#zoom(zoomed(this.#state.zoom, -1));
        break;
      case 'zoomReset':
        this.#zoom(initialState.zoom);
        break;
    }
  }

  #copyBlock(kind: BlockToCopy, form: CopyForm): void {
    const block = this.#fullText.blockToCopy(kind);
    if (block === undefined) this.#announcer.show(clickFirst[kind]);
    else this.host.post({ type: 'copyBlock', block, form });
  }

  #press(event: KeyboardEvent): void {
    if (this.#caret.press(event) || this.#travel(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'Escape') {
      this.#escape();
    } else {
      this.#openFind(event);
    }
  }

  /** Goes through the places of the paper first. Without a further place, goes through the papers that were read. */
  #travel({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
    if (!altKey || ctrlKey || metaKey || shiftKey) return false;
    if (key === 'ArrowLeft') return this.#fullText.travel(-1);
    return key === 'ArrowRight' && this.#fullText.travel(1);
  }

  /** One thing at a time, what lies over the text first. */
  #escape(): void {
    if (this.#fullText.escape()) return;
    if (this.#caret.isOn) {
      this.#caret.end();
      this.#annotator.bar.hide();
      document.getSelection()?.removeAllRanges();
    } else if (!this.#annotator.escape() && this.#state.terms.length > 0) {
      this.#mark([]);
    }
  }

  /** Opened here and not by VS Code's command, so that letters that follow at once are already the box's. */
  #openFind(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (key.toLowerCase() !== 'f' || ctrlKey === metaKey || altKey || shiftKey || !this.#page) return;
    event.preventDefault();
    event.stopPropagation();
    this.#find.open();
  }

  #toggleRaw(): void {
    this.#update({ raw: !this.#state.raw });
    if (this.#page) this.#draw(this.#page);
    this.#announce(this.#state.raw ? l10n.t('Text shown as it came') : l10n.t('Formulas shown'));
  }

  #zoom(zoom: number): void {
    this.#update({ zoom });
    this.#applyZoom();
    this.#announce(l10n.t('Zoom {0} %', Math.round(zoomFactor(zoom) * 100)));
  }

  #applyZoom(): void {
    document.documentElement.style.setProperty('--reader-zoom', String(zoomFactor(this.#state.zoom)));
  }

  #mark(terms: readonly string[]): void {
    this.#update({ terms });
    const marked = markTerms(this.#maps(), terms);
    for (const range of marked) unfoldAt(range);
    if (!marked.some(isInSight)) marked[0]?.startContainer.parentElement?.scrollIntoView({ block: 'center' });
    if (terms.length === 0) this.#announce(l10n.t('Marks cleared'));
    else this.#announce(markedText(marked.length));
  }

  #copy(event: ClipboardEvent): void {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return;
    const plain = new Map(
      this.#maps().flatMap(({ pieces }) => pieces.map((piece) => [piece.node as Node, piece.plain])),
    );
    const text = readableText(selection.getRangeAt(0), (node) =>
      node instanceof Text ? undefined : plain.get(node),
    );
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  }

  #maps(): readonly TextMap[] {
    return [this.#title.map, this.#abstract.map, this.#fullText.map].filter((map) => map !== undefined);
  }

  /** Stores the position once scrolling pauses, because storing is not free. */
  #rememberScroll(): void {
    window.clearTimeout(this.#scrollTimer);
    this.#scrollTimer = window.setTimeout(() => {
      if (this.#page) this.#update({ scroll: Math.round(window.scrollY) });
      const place = this.#fullText.isWhole ? this.#fullText.place : undefined;
      if (place) this.host.post({ type: 'readingPlace', ...place });
    }, 100);
  }

  #update(change: Partial<PageState>): void {
    this.#state = { ...this.#state, ...change };
    this.host.saveState(this.#state);
    this.#drafts.keep(change);
  }

  #announce(text: string): void {
    this.#announcer.announce(text);
  }
}

/** A notice that is shown if the page has one. */
function createNotice(textOf: (page: ReaderPage) => string | undefined): Component {
  return createComponent(
    element('div'),
    (page) => ({ text: textOf(page) }),
    ({ text }) => [text === undefined ? undefined : element('p', { class: 'notice' }, text)],
  );
}

/** Whether a range is visible between the toolbar and the lower edge. */
function isInSight(range: Range): boolean {
  const { top, bottom } = range.getBoundingClientRect();
  return top >= 40 && bottom <= window.innerHeight;
}
