import { collapseWhitespace } from '../../core/text/collapseWhitespace';
import { truncate } from '../../core/text/truncate';

/** In UTF-16 units. */
const longestPart = 120;

/**
 * The label of a row for screen readers: the given parts, separated by commas. It is read whenever the row gets the
 * focus, so a long title, quote or comment is truncated, as it is in the row.
 */
export function spokenLabel(...parts: readonly (string | undefined)[]): string {
  return parts
    .map((part) => truncate(collapseWhitespace(part ?? ''), longestPart))
    .filter((part) => part !== '')
    .join(', ');
}
