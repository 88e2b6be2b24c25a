import { limits } from '../core/base/limits';
import { isBoolean, list, object, oneOf, text } from '../protocol/guards';

/** What a tab remembers while it is hidden and over a reload of the window. */
export interface PageState {
  /** Pixels from the top, at `zoom`. */
  readonly scroll: number;
  /** A step of {@link zoomed}; 0 is the size by setting. */
  readonly zoom: number;
  /** The abstract is shown as it came. */
  readonly raw: boolean;
  /** Words that a search has marked. */
  readonly terms: readonly string[];
  readonly dayId?: string;
  /** Comments and tags that are being typed. */
  readonly drafts?: readonly Draft[];
  /** The orphaned highlight whose new words are being selected. */
  readonly attaching?: string;
}

/** What can be typed at a highlight. */
export const cardFields = ['comment', 'tags'] as const;
export type CardField = (typeof cardFields)[number];

export interface Draft {
  /** Of the highlight. */
  readonly id: string;
  readonly field: CardField;
  readonly text: string;
}

export const initialState: PageState = { scroll: 0, zoom: 0, raw: false, terms: [] };

const longText = text(limits.text);
const isFinite = (value: unknown): value is number => Number.isFinite(value);

const isDraft = object<Draft>({ id: longText, field: oneOf(...cardFields), text: longText }, {});

const isPageState = object<PageState>(
  { scroll: isFinite, zoom: isFinite, raw: isBoolean, terms: list(longText) },
  { dayId: text(limits.line), drafts: list(isDraft), attaching: longText },
);

/** The stored state, or the initial one where it was written by another release. */
export function parsePageState(stored: unknown): PageState {
  return isPageState(stored) ? stored : initialState;
}

const smallest = -4;
const largest = 10;

export function zoomed(zoom: number, by: 1 | -1): number {
  return Math.min(largest, Math.max(smallest, zoom + by));
}

/** The factor of type size that a zoom step stands for: from two thirds to about two and a half. */
export function zoomFactor(zoom: number): number {
  return Math.round(100 * 1.1 ** Math.min(largest, Math.max(smallest, zoom))) / 100;
}
