import { type Child, element } from './dom';

export type OpenLink = (href: string) => void;

/** A link that the host opens. An address that is not http or https stays text. */
export function webLink(href: string, open: OpenLink, ...children: readonly Child[]): HTMLElement {
  if (!/^https?:\/\//i.test(href)) return element('span', {}, ...children);
  const link = element('a', { href, title: href }, ...children);
  const follow = (event: MouseEvent): void => {
    if (event.button > 1) return;
    // VS Code would open it too, without asking the host.
    event.preventDefault();
    event.stopPropagation();
    open(href);
  };
  link.addEventListener('click', follow);
  link.addEventListener('auxclick', follow);
  return link;
}
