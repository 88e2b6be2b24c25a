import type { Localization } from '../../core/base/localization';

/** How many papers a list has, and how many of them are unread, which is at least one. If that is all of them, it is said once. */
export function papersWithUnread(papers: number, unread: number, l10n: Localization): string {
  if (unread < papers) return l10n.t('{0} papers, {1} unread', papers, unread);
  return papers === 1 ? l10n.t('1 unread paper') : l10n.t('{0} unread papers', papers);
}
