import type { Localization } from '../../core/base/localization';

/** The number of papers in a list and of those that are unread, of which there is at least one. If all are unread, the text has one number. */
export function papersWithUnread(papers: number, unread: number, l10n: Localization): string {
  if (unread < papers) return l10n.t('{0} papers, {1} unread', papers, unread);
  return papers === 1 ? l10n.t('1 unread paper') : l10n.t('{0} unread papers', papers);
}
