import { type LocalizableMessage, localizable } from '../base/localization';

// Messages with the number of papers, days and so on, to be shown alone or as values of other messages.

export function highlightCount(count: number): LocalizableMessage {
  return count === 1 ? localizable('1 highlight') : localizable('{0} highlights', count);
}

export function tagCount(count: number): LocalizableMessage {
  return count === 1 ? localizable('1 tag') : localizable('{0} tags', count);
}

export function noteCount(count: number): LocalizableMessage {
  return count === 1 ? localizable('1 note') : localizable('{0} notes', count);
}
