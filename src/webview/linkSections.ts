// The sections after the abstract: links and related papers.
import type { LinkKind, PaperLink } from '../core/library/paper';
import type { RelatedPaper } from '../protocol/page';
import { type Child, element } from './dom';
import type { Host } from './host';
import { icon } from './icons';
import { webLink } from './webLink';
import { l10n } from './localization';

const linkLabels: Readonly<Record<LinkKind, string>> = {
  code: l10n.t('Code'),
  project: l10n.t('Project page'),
  arxiv: 'arXiv',
  dataset: l10n.t('Data set'),
  web: l10n.t('Web page'),
};

export function drawLinks(links: readonly PaperLink[], host: Host): readonly Child[] {
  if (links.length === 0) return [];
  const open = (href: string): void => host.post({ type: 'openLink', href });
  const items = links.map(({ kind, href }) =>
    element(
      'li',
      {},
      webLink(
        href,
        open,
        icon(kind),
        element('span', { class: 'kind' }, linkLabels[kind]),
        ' ',
        element('span', { class: 'address' }, shortAddress(href)),
      ),
    ),
  );
  return [element('h2', {}, l10n.t('Links')), element('ul', { class: 'links' }, items)];
}

/** An address without scheme, `www.` and trailing slash. */
function shortAddress(href: string): string {
  return href.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '');
}

export function drawRelated(related: readonly RelatedPaper[], host: Host): readonly Child[] {
  if (related.length === 0) return [];
  return [
    element('h2', {}, l10n.t('Related papers')),
    element(
      'ul',
      { class: 'related' },
      related.map((paper) => relatedItem(paper, host)),
    ),
  ];
}

function relatedItem({ id, title, terms }: RelatedPaper, host: Host): HTMLElement {
  const open = (toSide: boolean): void => host.post({ type: 'openRelated', paperId: id, toSide });
  const link = element('button', { type: 'button', class: 'paper', dir: 'auto' }, title);
  link.addEventListener('click', ({ ctrlKey, metaKey }) => open(ctrlKey || metaKey));
  link.addEventListener('auxclick', ({ button: pressed }) => {
    if (pressed === 1) open(true);
  });
  const ties =
    terms.length === 0 ? undefined : element('p', { class: 'ties', dir: 'auto' }, terms.join(' · '));
  return element('li', {}, link, ties);
}
