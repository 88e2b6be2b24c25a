import { percentDecoded } from '../base/percentDecoded';
import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { attribute, elementsBelow } from '../importers/html/walkHtml';
import { arxivKey, findArxivIds } from '../library/arxivId';
import { documentLimits } from './document';

/**
 * The id of the element that an address leads to, if it is on the same page: `#S1`, `https://arxiv.org/html/2401.00001v2#S1`.
 *
 * @param arxivId that of the page; undefined if it is not known
 */
export function pageTarget(href: string, arxivId?: string): string | undefined {
  if (href.length > documentLimits.address) return undefined;
  const at = href.indexOf('#');
  if (at < 0 || at === href.length - 1) return undefined;
  const page = href.slice(0, at);
  const fragment = href.slice(at + 1);
  return page === '' || (isPaperPage(page) && !isOtherPaper(page, arxivId))
    ? (percentDecoded(fragment) ?? fragment)
    : undefined;
}

/** Whether an address is that of a paper on arXiv or ar5iv; one without a host is on the same. */
function isPaperPage(page: string): boolean {
  const [, host = '', path = ''] = /^(?:https?:\/\/([^/]{1,253}))?(\/.*)$/iu.exec(page) ?? [];
  const isKnownHost = host === '' || /(?:^|\.)(?:arxiv|ar5iv)\./iu.test(host);
  return isKnownHost && /^\/(?:html|abs)\//u.test(path);
}

function isOtherPaper(page: string, arxivId: string | undefined): boolean {
  const [named] = findArxivIds(page);
  return named !== undefined && arxivId !== undefined && arxivKey(named.id) !== arxivKey(arxivId);
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
