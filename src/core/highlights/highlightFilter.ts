import { type Highlight, highlightColors } from '../notes/note';
import { isTagWithin, type Tag } from '../notes/tag';

/** Which highlights are listed. An empty list means no restriction. */
export interface HighlightFilter {
  readonly colors: readonly string[];
  /** Includes the descendants of these tags. */
  readonly tags: readonly Tag[];
}

export const noFilter: HighlightFilter = { colors: [], tags: [] };

export function isFilterEmpty({ colors, tags }: HighlightFilter): boolean {
  return colors.length === 0 && tags.length === 0;
}

export function passesFilter(
  { color, tags }: Pick<Highlight, 'color' | 'tags'>,
  filter: HighlightFilter,
): boolean {
  return (
    (filter.colors.length === 0 || filter.colors.includes(supportedColor(color))) &&
    (filter.tags.length === 0 ||
      tags.some((tag) => filter.tags.some((ancestor) => isTagWithin(tag, ancestor))))
  );
}

/** The colour to show: a file edited elsewhere may have an unsupported one, which falls back to the default. */
export function supportedColor(color: string): (typeof highlightColors)[number] {
  return highlightColors.find((known) => known === color) ?? highlightColors[0];
}
