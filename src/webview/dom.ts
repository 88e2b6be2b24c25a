// Building the page: elements, attributes from a fixed list, and text nodes. Nothing is ever parsed as HTML.

export type Child = Node | string | undefined;

type Attribute =
  | 'aria-controls'
  | 'aria-describedby'
  | 'aria-expanded'
  | 'aria-hidden'
  | 'aria-keyshortcuts'
  | 'aria-label'
  | 'aria-labelledby'
  | 'aria-live'
  | 'aria-pressed'
  | 'class'
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

export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== undefined));
  return node;
}

export function button(
  attributes: Attributes,
  press: () => void,
  ...children: readonly Child[]
): HTMLButtonElement {
  const node = element('button', { type: 'button', ...attributes }, ...children);
  node.addEventListener('click', press);
  return node;
}
