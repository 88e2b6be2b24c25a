import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { attribute, elementsBelow } from '../importers/html/walkHtml';
import { documentLimits } from './document';

/** The id of the element that an address leads to, if it is on the same page: `#S1`, `https://arxiv.org/html/2401.00001v2#S1`. */
export function pageTarget(href: string): string | undefined {
  if (href.length > documentLimits.address) return undefined;
  const at = href.indexOf('#');
  if (at < 0 || at === href.length - 1) return undefined;
  return at === 0 || isPaperPage(href.slice(0, at)) ? decoded(href.slice(at + 1)) : undefined;
}

/** Whether an address without fragment is that of a paper, as pages of arXiv and ar5iv name themselves. */
function isPaperPage(address: string): boolean {
  const found = /^(?:https?:\/\/([^/]*))?\/(?:html|abs)\//iu.exec(address);
  return found !== null && (found[1] === undefined || /(?:^|\.)(?:arxiv|ar5iv)\./iu.test(found[1]));
}

/** An address of the web that a link of the page leads to. */
export function webTarget(href: string): string | undefined {
  return href.length <= documentLimits.address && /^https?:\/\/[^\s/]/iu.test(href) ? href : undefined;
}

/** The ids that links on the page lead to. */
export function referencedIds(root: Tree.Node): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const link of elementsBelow(root, ({ tagName }) => tagName === 'a')) {
    const id = pageTarget(attribute(link, 'href') ?? '');
    if (id !== undefined) ids.add(id);
  }
  return ids;
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch (error) {
    if (error instanceof URIError) return fragment;
    throw error;
  }
}
