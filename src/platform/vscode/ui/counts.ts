import { l10n } from './l10n';

/** How many papers, as a whole text. */
export function paperCount(count: number): string {
  return count === 1 ? l10n.t('1 paper') : l10n.t('{0} papers', count);
}

/** How many highlights, as a whole text. */
export function highlightCount(count: number): string {
  return count === 1 ? l10n.t('1 highlight') : l10n.t('{0} highlights', count);
}
