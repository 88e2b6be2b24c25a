import { webAddress } from '../protocol/webAddress';
import { type Child, element } from './dom';

export type OpenLink = (href: string) => void;

/** A link that the host opens. An invalid web address is shown as text. */
export function webLink(href: string, open: OpenLink, ...children: readonly Child[]): HTMLElement {
  const address = webAddress(href);
  if (address === undefined) return element('span', {}, children);
  const link = element('a', { href: address, title: href }, children);
  const follow = (event: MouseEvent): void => {
    if (event.button > 1) return;
    // Otherwise VS Code would open the link too.
    event.preventDefault();
    event.stopPropagation();
    open(href);
  };
  link.addEventListener('click', follow);
  link.addEventListener('auxclick', follow);
  return link;
}
