import type { PageNoteNode, ReaderPage } from '../protocol/page';
import { webAddress } from '../protocol/webAddress';
import type { Component } from './component';
import { button, type Child, element } from './dom';
import { formula } from './formula';
import type { Host } from './host';
import { icon } from './icons';
import type { NoteDraft, PageState } from './pageState';
import { keepTextKeys } from './textKeys';
import { webLink } from './webLink';
import { l10n } from './localization';

/** Elements that are no more than their children. */
const tags: Readonly<Partial<Record<PageNoteNode['kind'], keyof HTMLElementTagNameMap>>> = {
  paragraph: 'p',
  list: 'ul',
  orderedList: 'ol',
  item: 'li',
  quote: 'blockquote',
  strong: 'strong',
  emphasis: 'em',
  strike: 's',
  rule: 'hr',
  break: 'br',
};

/** The start of the note as its Markdown says, and a box that adds a paragraph to it. */
export class NoteSection implements Component {
  readonly element = element('section', { class: 'note' });
  readonly #text = element('div', { class: 'note-text', dir: 'auto' });
  readonly #box: HTMLTextAreaElement;
  readonly #open: HTMLButtonElement;
  #shown: string | undefined;
  #paperId = '';
  /** Whether the host knows that a paragraph has been started. */
  #isDraft = false;
  /** The paragraph that was sent to the host, until the note has it. */
  #sent = '';

  /** `draft` stores what is being typed, so that a reload does not lose it. */
  constructor(
    private readonly host: Host,
    private readonly draft: (draft: NoteDraft) => void,
  ) {
    this.#open = button(
      { class: 'action', 'aria-keyshortcuts': 'n', title: l10n.t('Open the note beside the paper (n)') },
      () => host.post({ type: 'openNote' }),
    );
    this.#box = this.#createBox();
    this.element.append(element('h2', {}, l10n.t('Note')), this.#text, this.#box, this.#open);
  }

  show(page: ReaderPage, { noteDraft }: PageState): boolean {
    if (page.paperId !== this.#paperId) {
      this.#paperId = page.paperId;
      this.#isDraft = false;
      this.#sent = noteDraft?.paperId === page.paperId ? noteDraft.text : '';
      // Without the note having it, the page was closed before the host had it.
      if (!isIn(page, this.#sent)) {
        this.#box.value = this.#sent;
        this.#sent = '';
      } else this.#box.value = '';
    }
    if (this.#sent !== '' && isIn(page, this.#sent)) {
      this.#sent = '';
      this.#keep();
    }
    this.#box.hidden = page.readOnly !== undefined;
    const { note, noteTree } = page;
    const key = JSON.stringify([page.paperId, note, noteTree]);
    if (key === this.#shown) return false;
    this.#shown = key;
    this.#text.replaceChildren();
    const nodes = noteTree ? this.#nodes(noteTree) : [note && element('p', {}, note)];
    for (const node of nodes) if (node) this.#text.append(node);
    this.#text.hidden = this.#text.childNodes.length === 0;
    this.#open.replaceChildren(
      icon('note'),
      note === undefined ? l10n.t('Write a note') : l10n.t('Open note'),
    );
    return true;
  }

  #createBox(): HTMLTextAreaElement {
    const box = element('textarea', {
      class: 'note-box',
      dir: 'auto',
      'aria-label': l10n.t('Add a paragraph to the note'),
      title: l10n.t('Enter adds the paragraph, Shift+Enter begins a line, Escape leaves the box'),
    });
    box.rows = 1;
    box.placeholder = l10n.t('Add a paragraph: Enter adds it, Shift+Enter begins a line');
    keepTextKeys(box);
    box.addEventListener('input', () => {
      if (!this.#isDraft) this.host.post({ type: 'editing' });
      this.#isDraft = true;
      this.#keep();
    });
    box.addEventListener('keydown', (event) => {
      if (event.isComposing) return;
      if (event.key === 'Escape') box.blur();
      else if (event.key === 'Enter' && !event.shiftKey) {
        event.preventDefault();
        this.#add();
      }
    });
    return box;
  }

  #add(): void {
    const text = this.#box.value.trim();
    if (text === '') return;
    this.host.post({ type: 'addToNote', text });
    this.#sent = this.#unstored(text);
    this.#box.value = '';
    this.#isDraft = false;
    this.#keep();
  }

  /** Stores what is being typed, with what was sent to the host and is not in the note yet. */
  #keep(): void {
    this.draft({ paperId: this.#paperId, text: this.#unstored(this.#box.value) });
  }

  #unstored(text: string): string {
    return [this.#sent, text].filter((each) => each !== '').join('\n\n');
  }

  #nodes(nodes: readonly PageNoteNode[]): readonly Child[] {
    return nodes.map((node) => this.#node(node));
  }

  #node(node: PageNoteNode): Child {
    const { kind, text = '', href = '', level = 1, children = [] } = node;
    const inside = (): readonly Child[] => this.#nodes(children);
    const tag = tags[kind];
    if (tag !== undefined) return element(tag, {}, inside());
    // Below the heading of the section.
    if (kind === 'heading') return element(level < 3 ? 'h3' : 'h4', {}, inside());
    if (kind === 'codeBlock') return element('pre', {}, element('code', {}, text));
    if (kind === 'code') return element('code', {}, text);
    if (kind === 'math') return node.math ? formulaOf(node.math, text) : `$${text}$`;
    if (kind === 'link') return this.#link(href, inside());
    if (kind === 'paper')
      return this.#press(l10n.t('Open the paper {0}', href), `[[${href}]]`, (toSide) =>
        this.host.post({ type: 'openRelated', paperId: href, toSide }),
      );
    return text;
  }

  /** A web page, else a file beside the note. */
  #link(href: string, children: readonly Child[]): Child {
    if (webAddress(href) !== undefined)
      return webLink(href, (address) => this.host.post({ type: 'openLink', href: address }), ...children);
    return this.#press(l10n.t('Open {0}', href), children, () =>
      this.host.post({ type: 'openFile', path: href }),
    );
  }

  #press(title: string, children: Child | readonly Child[], press: (toSide: boolean) => void): HTMLElement {
    const link = element('button', { type: 'button', class: 'paper', title }, children);
    link.addEventListener('click', ({ ctrlKey, metaKey }) => press(ctrlKey || metaKey));
    return link;
  }
}

/** Whether all lines of a text are lines of the note, of which the page has start and end. */
function isIn({ note = '', noteEnd = '' }: ReaderPage, text: string): boolean {
  const lines = new Set(`${note}\n${noteEnd}`.split('\n').map((line) => line.trim()));
  return text.split('\n').every((line) => line.trim() === '' || lines.has(line.trim()));
}

function formulaOf(math: NonNullable<PageNoteNode['math']>, tex: string): Element {
  const built = formula(math);
  built.setAttribute('alttext', tex);
  return built;
}
