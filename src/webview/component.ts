import type { ReaderPage } from '../protocol/page';
import type { Child } from './dom';
import type { PageState } from './pageState';

/** A part of the page that follows what is shown. */
export interface Component {
  readonly element: HTMLElement;
  /** True if it was redrawn. */
  show(page: ReaderPage, state: PageState): boolean;
}

/**
 * A part that is redrawn only when what it selects has changed, so that selection, focus and marks live on elsewhere.
 * While it has nothing to show it is hidden.
 */
export function createComponent<T>(
  element: HTMLElement,
  select: (page: ReaderPage, state: PageState) => T,
  draw: (value: T) => readonly Child[],
): Component {
  let shown: string | undefined;
  return {
    element,
    show(page, state) {
      const value = select(page, state);
      const key = JSON.stringify(value);
      if (key === shown) return false;
      shown = key;
      const children = draw(value).filter((child) => child !== undefined);
      element.replaceChildren();
      for (const child of children) element.append(child);
      element.hidden = children.length === 0;
      return true;
    },
  };
}
