import { l10n } from './localization';

export type BlockToCopy = 'equation' | 'table';

const selectors: Readonly<Record<BlockToCopy, string>> = {
  equation: '.paper-equations, .paper-equation',
  table: '.paper-grid',
};

/** The request to the person if no block of the kind is found. */
export const clickFirst: Readonly<Record<BlockToCopy, string>> = {
  equation: l10n.t('Click into the equation first.'),
  table: l10n.t('Click into the table first.'),
};

/** Finds the equation or table of the whole paper under the last click, with the selection, or with the focus. */
export class BlockPointer {
  #pointed: Element | undefined;

  constructor(private readonly paper: HTMLElement) {
    paper.addEventListener('contextmenu', ({ target }) => this.#point(target));
    paper.addEventListener('pointerdown', ({ target }) => this.#point(target));
  }

  find(kind: BlockToCopy): Element | undefined {
    const selected = document.getSelection()?.anchorNode?.parentElement ?? undefined;
    for (const one of [this.#pointed, selected, document.activeElement ?? undefined]) {
      const found = one?.closest(selectors[kind]);
      if (found && this.paper.contains(found)) return found;
    }
    return undefined;
  }

  #point(target: EventTarget | null): void {
    this.#pointed = target instanceof Element ? target : undefined;
  }
}
