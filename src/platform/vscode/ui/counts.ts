import { l10n } from './l10n';

/** A number of papers with its noun, such as “3 papers”. */
export function paperCount(count: number): string {
  return count === 1 ? l10n.t('1 paper') : l10n.t('{0} papers', count);
}

/** A number of highlights with its noun, such as “3 highlights”. */
export function highlightCount(count: number): string {
  return count === 1 ? l10n.t('1 highlight') : l10n.t('{0} highlights', count);
}
