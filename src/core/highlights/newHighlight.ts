import { createSelector } from './selector';
import { supportedColor } from './highlightFilter';
import type { Highlight, HighlightField } from '../notes/note';

/** A highlight to be made by a person or a program: a range (UTF-16) of a text. */
export interface HighlightRequest {
  readonly field: HighlightField;
  readonly start: number;
  readonly end: number;
  /** The first of the highlight colours if absent or unknown. */
  readonly color?: string;
  readonly comment?: string;
}

/**
 * Makes a highlight on the text that the paper has now. A text that is not given is empty.
 *
 * @throws RangeError if the range is empty or not within the text
 */
export function newHighlight(
  texts: Partial<Readonly<Record<HighlightField, string>>>,
  { field, start, end, color = '', comment = '' }: HighlightRequest,
  made: { readonly id: string; readonly created: Date },
): Highlight {
  return {
    ...createSelector(texts[field] ?? '', start, end),
    id: made.id,
    field,
    color: supportedColor(color),
    comment,
    tags: [],
    created: made.created.toISOString(),
    state: 'anchored',
  };
}
