import { type LocalizableMessage, localizable } from '../base/localization';

// Counts of what the product is about, as messages that stand alone or as values of others.

export function highlightCount(count: number): LocalizableMessage {
  return count === 1 ? localizable('1 highlight') : localizable('{0} highlights', count);
}

export function tagCount(count: number): LocalizableMessage {
  return count === 1 ? localizable('1 tag') : localizable('{0} tags', count);
}

export function noteCount(count: number): LocalizableMessage {
  return count === 1 ? localizable('1 note') : localizable('{0} notes', count);
}
