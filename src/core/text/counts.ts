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

/** How many papers are new, and how many of those that came with them the library knew. */
export function newAndKnown(added: number, known: number): LocalizableMessage {
  if (known === 0) return added === 1 ? localizable('1 new paper') : localizable('{0} new papers', added);
  return added === 1
    ? localizable('1 new paper, {0} known already', known)
    : localizable('{0} new papers, {1} known already', added, known);
}
