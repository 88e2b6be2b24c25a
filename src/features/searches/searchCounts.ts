import type { Localization } from '../../core/base/localization';
import { papersWithUnread } from '../../services/views/papersWithUnread';

/** More papers than this are not listed under a search. */
export const mostListed = 200;

/** How many papers are listed under a search, and how many of them are unread. */
export function searchCounts(papers: number, unread: number, l10n: Localization): string {
  if (papers === 0) return l10n.t('no papers');
  if (papers >= mostListed) return firstPapers(papers, unread, l10n);
  if (unread > 0) return papersWithUnread(papers, unread, l10n);
  return papers === 1 ? l10n.t('1 paper') : l10n.t('{0} papers', papers);
}

function firstPapers(papers: number, unread: number, l10n: Localization): string {
  if (unread === 0) return l10n.t('first {0} papers', papers);
  return unread < papers
    ? l10n.t('first {0} papers, {1} unread', papers, unread)
    : l10n.t('first {0} papers, all unread', papers);
}
