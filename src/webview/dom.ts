// Builds the page from elements, attributes of a fixed list, and text nodes. Nothing is ever parsed as HTML.

export type Child = Node | string | undefined;

type Attribute =
  | 'aria-controls'
  | 'aria-describedby'
  | 'aria-description'
  | 'aria-expanded'
  | 'aria-hidden'
  | 'aria-keyshortcuts'
  | 'aria-label'
  | 'aria-labelledby'
  | 'aria-live'
  | 'aria-pressed'
  | 'class'
  | 'data-vscode-context'
  | 'dir'
  | 'disabled'
  | 'href'
  | 'id'
  | 'lang'
  | 'role'
  | 'tabindex'
  | 'title'
  | 'type'
  | 'value';

export type Attributes = Readonly<Partial<Record<Attribute, string | undefined>>>;

/** Creates an element. Lists among the children are flattened, so that long lists need not be spread into the call. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly (Child | readonly Child[])[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) node.setAttribute(key, value);
  }
  for (const child of children.flat()) if (child !== undefined) node.append(child);
  return node;
}

/** Replaces the children of an element by others, however many. */
export function replaceChildren(parent: Element, children: readonly Child[]): void {
  const fragment = document.createDocumentFragment();
  for (const child of children) if (child !== undefined) fragment.append(child);
  parent.replaceChildren(fragment);
}

export function button(
  attributes: Attributes,
  press: () => void,
  ...children: readonly (Child | readonly Child[])[]
): HTMLButtonElement {
  const node = element('button', { type: 'button', ...attributes }, children.flat());
  node.addEventListener('click', press);
  return node;
}

/** Leaves the controls of a copied part of the page to be read only. */
export function disableControls(copy: Element): void {
  for (const control of copy.querySelectorAll('button')) control.disabled = true;
  for (const control of copy.querySelectorAll('[role="button"]')) {
    control.removeAttribute('role');
    control.removeAttribute('tabindex');
  }
}
