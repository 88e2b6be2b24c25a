import type { ReaderPage } from '../protocol/page';
import { type Child, replaceChildren } from './dom';
import type { PageState } from './pageState';

/** A part of the page that is updated with the page and its state. */
export interface Component {
  readonly element: HTMLElement;
  /** Returns whether it was redrawn. */
  show(page: ReaderPage, state: PageState): boolean;
}

/**
 * Creates a component that is redrawn only if its selected data (compared as JSON) has changed, so that selection,
 * focus and marks in other parts are kept. It is hidden while it has no children.
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
      replaceChildren(element, children);
      element.hidden = children.length === 0;
      return true;
    },
  };
}
