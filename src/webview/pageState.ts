import { limits } from '../core/base/limits';
import { type HighlightField, highlightFields } from '../core/notes/note';
import { isBoolean, isCount, list, object, oneOf, text } from '../core/base/guards';

/** The state of a tab that is kept while it is hidden and when the window is reloaded. */
export interface PageState {
  /** Pixels from the top, at `zoom`. */
  readonly scroll: number;
  /** Zoom step, see {@link zoomed}; 0 is the size from the settings. */
  readonly zoom: number;
  /** The abstract is shown as raw text. */
  readonly raw: boolean;
  /** Marked search terms. */
  readonly terms: readonly string[];
  readonly dayId?: string;
  /** Comments and tags that are being edited. */
  readonly drafts?: readonly Draft[];
  /** The id of the orphaned highlight for which a new range is being selected. */
  readonly attaching?: string;
  /** The paper that is shown. */
  readonly paperId?: string;
  /** The tab is kept for this paper. */
  readonly isKept?: boolean;
  /** The whole paper is shown. */
  readonly isWhole?: boolean;
  /** The places where reading of other papers stopped, the latest first. */
  readonly places?: readonly Place[];
  /** Unsaved text for a note. */
  readonly noteDraft?: NoteDraft;
}

export interface NoteDraft {
  readonly paperId: string;
  readonly text: string;
}

/** A highlight that is on its way to the note, while its comment is being written already. */
export interface PendingHighlight {
  readonly paperId: string;
  readonly field: HighlightField;
  readonly start: number;
  readonly end: number;
  readonly color: string;
}

/** How far a paper was scrolled when another one was shown. */
interface Place {
  readonly paperId: string;
  readonly scroll: number;
}

const mostPlaces = 100;

/** The editable fields of a highlight. */
export const cardFields = ['comment', 'tags'] as const;
export type CardField = (typeof cardFields)[number];

export interface Draft {
  /** The id of the highlight. */
  readonly id: string;
  readonly field: CardField;
  readonly text: string;
  /** The highlight, while it is not known to be stored. */
  readonly pending?: PendingHighlight;
}

export const initialState: PageState = { scroll: 0, zoom: 0, raw: false, terms: [] };

const longText = text(limits.text);
const isFinite = (value: unknown): value is number => Number.isFinite(value);

const isPlace = object<Place>({ paperId: text(limits.line), scroll: isFinite }, {});

const isPending = object<PendingHighlight>(
  {
    paperId: text(limits.line),
    field: oneOf(...highlightFields),
    start: isCount,
    end: isCount,
    color: text(limits.line),
  },
  {},
);

export const isDraft = object<Draft>(
  { id: longText, field: oneOf(...cardFields), text: longText },
  { pending: isPending },
);

const isPageState = object<PageState>(
  { scroll: isFinite, zoom: isFinite, raw: isBoolean, terms: list(longText) },
  {
    dayId: text(limits.line),
    drafts: list(isDraft),
    attaching: longText,
    paperId: text(limits.line),
    isKept: isBoolean,
    isWhole: isBoolean,
    places: list(isPlace, mostPlaces),
    noteDraft: object<NoteDraft>({ paperId: text(limits.line), text: longText }, {}),
  },
);

/** Parses the stored state; returns the initial one if it was written by another version. */
export function parsePageState(stored: unknown): PageState {
  return isPageState(stored) ? stored : initialState;
}

/**
 * The state in which another paper is shown in the same page: where it was left before, without what belongs to the
 * paper that was shown until now. Drafts stay, whose highlights say to which paper they belong.
 */
export function stateForPaper(state: PageState, paperId: string): PageState {
  if (state.paperId === undefined || state.paperId === paperId) return { ...state, paperId };
  const { zoom, drafts, isKept, noteDraft, places = [] } = state;
  const left = { paperId: state.paperId, scroll: state.scroll };
  const others = places.filter((place) => place.paperId !== left.paperId);
  return {
    ...initialState,
    zoom,
    paperId,
    scroll: places.find((place) => place.paperId === paperId)?.scroll ?? initialState.scroll,
    places: [left, ...others].slice(0, mostPlaces),
    ...(drafts && { drafts }),
    ...(noteDraft && { noteDraft }),
    ...(isKept !== undefined && { isKept }),
  };
}

const smallest = -4;
const largest = 10;

export function zoomed(zoom: number, by: 1 | -1): number {
  return Math.min(largest, Math.max(smallest, zoom + by));
}

/** The font size factor of a zoom step. */
export function zoomFactor(zoom: number): number {
  return Math.round(100 * 1.1 ** Math.min(largest, Math.max(smallest, zoom))) / 100;
}
