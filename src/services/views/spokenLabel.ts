import { collapseWhitespace } from '../../core/text/collapseWhitespace';
import { truncate } from '../../core/text/truncate';

/** In UTF-16 units. */
const longestPart = 120;

/**
 * What a screen reader says of a row: the parts that there are, with commas between them. It is said whenever the row gets
 * the focus, so that a long title, quote or comment is cut, as it is in the row.
 */
export function spokenLabel(...parts: readonly (string | undefined)[]): string {
  return parts
    .map((part) => truncate(collapseWhitespace(part ?? ''), longestPart))
    .filter((part) => part !== '')
    .join(', ');
}
