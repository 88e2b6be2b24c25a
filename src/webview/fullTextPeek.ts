import type { Block } from '../core/fulltext/document';
import type { HostMessage, ReaderMessage } from '../protocol/messages';
import { Peek, type PeekAction } from './peek';
import { l10n } from './localization';

type PeekMessage = Extract<ReaderMessage, { type: 'copyBlock' | 'lookUpReference' | 'citedPaper' }>;

interface FullTextPeekParts {
  readonly post: (message: PeekMessage) => void;
  readonly goTo: (block: number) => void;
  /** A block of the paper that is drawn, with its element. */
  readonly drawn: (block: number) => { readonly block: Block; readonly element: HTMLElement } | undefined;
}

/** Shows the targets of references in the whole paper, with what can be done with them. */
export class FullTextPeek {
  readonly #peek: Peek;

  constructor(private readonly parts: FullTextPeekParts) {
    this.#peek = new Peek((target) => parts.goTo(target));
  }

  /** Shows a target because a person pressed its reference, or because the pointer rests on it. */
  show(target: number, reference: HTMLElement, isHover: boolean): void {
    const found = this.parts.drawn(target);
    if (!found) return;
    const { block, element } = found;
    const isHeading = block.kind === 'heading';
    const next = isHeading ? element.nextElementSibling : null;
    this.#peek.show(next ? [element, next] : [element], target, reference, {
      actions: this.#actionsOf(target, block),
      isHover,
    });
    if (block.kind === 'reference') this.parts.post({ type: 'lookUpReference', block: target });
  }

  rest(target: number, reference: HTMLElement): void {
    this.#peek.rest(reference, () => this.show(target, reference, true));
  }

  hide(): boolean {
    return this.#peek.hide();
  }

  /** Shows the actions for the paper of the reference that is shown. */
  showCited({ block, isKnown, canFetch }: Extract<HostMessage, { type: 'citedPaper' }>): void {
    if (this.#peek.target !== block || !(isKnown || canFetch)) return;
    const act = (action: 'open' | 'copyBibtex' | 'addToLater') => () => {
      this.#peek.hide();
      this.parts.post({ type: 'citedPaper', block, action });
    };
    this.#peek.setActions([
      { label: isKnown ? l10n.t('Open in Reader') : l10n.t('Fetch and Open'), run: act('open') },
      { label: l10n.t('Copy BibTeX'), run: act('copyBibtex') },
      { label: l10n.t('Add to Later'), run: act('addToLater') },
    ]);
  }

  #actionsOf(target: number, { kind }: Block): readonly PeekAction[] {
    const copy = (label: string, form: 'tex' | 'markdown' | 'caption'): PeekAction => ({
      label,
      run: () => this.parts.post({ type: 'copyBlock', block: target, form }),
    });
    if (kind === 'equation' || kind === 'equations') return [copy(l10n.t('Copy TeX'), 'tex')];
    if (kind === 'table')
      return [copy(l10n.t('Copy as Markdown'), 'markdown'), copy(l10n.t('Copy Caption'), 'caption')];
    return kind === 'figure' || kind === 'algorithm' ? [copy(l10n.t('Copy Caption'), 'caption')] : [];
  }
}
