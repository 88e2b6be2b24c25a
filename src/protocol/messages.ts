// All messages between the webview and its host. They express what the user wants or what to show, never a command id.
// Each side ignores messages that its guard rejects.
import { limits } from '../core/base/limits';
import { type Block, documentLimits } from '../core/fulltext/document';
import { type HighlightField, highlightFields } from '../core/notes/note';
import type { TriageState } from '../core/triage/triageState';
import { isTriageState } from '../core/triage/triageState';
import { isBlock } from './fullText';
import { type CopyForm, copyForms } from '../core/fulltext/copyBlock';
import type { Guard } from '../core/base/guards';
import { isBoolean, isCount, isRecord, list, object, oneOf, text } from '../core/base/guards';
import type { ReaderPage } from './page';
import { isReaderPage } from './page';

export const fontFamilies = ['sans', 'serif', 'editor'] as const;
export type FontFamily = (typeof fontFamilies)[number];

const findActions = ['find', 'findNext', 'findPrevious'] as const;
const copyActions = ['copyTex', 'copyTable', 'copyTableCsv'] as const;
const viewActions = [
  ...copyActions,
  'toggleRaw',
  'zoomIn',
  'zoomOut',
  'zoomReset',
  'selectText',
  ...findActions,
] as const;
/** Actions on the selected text or on existing highlights. */
const highlightActions = [
  'highlightYellow',
  'highlightGreen',
  'highlightBlue',
  'highlightPink',
  'highlightWithComment',
  'copyQuote',
  'copyQuoteMarkdown',
  'quoteInChat',
  'nextHighlight',
  'previousHighlight',
] as const;
export type HighlightAction = (typeof highlightActions)[number];

/** Actions on the page that VS Code commands trigger. */
export const pageActions = [...viewActions, ...highlightActions] as const;
export type PageAction = (typeof pageActions)[number];

export const isHighlightAction = oneOf(...highlightActions);

export type HostMessage =
  | { readonly type: 'show'; readonly page: ReaderPage }
  /** Title and abstract as plain text, for a paper whose page cannot be rendered. */
  | { readonly type: 'plain'; readonly title: string; readonly abstract: string }
  /** The library no longer holds the paper. */
  | { readonly type: 'missing' }
  /** `fontSize` in pixels; 0 means the editor's font size. */
  | { readonly type: 'typography'; readonly fontFamily: FontFamily; readonly fontSize: number }
  /** How whole papers are shown. */
  | ({ readonly type: 'wholePaperSettings' } & WholePaperSettings)
  /** Marks search terms in title and abstract; replaces earlier marks. */
  | { readonly type: 'mark'; readonly terms: readonly string[] }
  /** Scrolls to a highlight of the current paper. */
  | { readonly type: 'reveal'; readonly id: string }
  | { readonly type: 'perform'; readonly action: PageAction }
  /** A message for the person. */
  | { readonly type: 'tell'; readonly text: string }
  /**
   * A part of the whole paper: blocks from index `start` on. A part with `start` 0 replaces what was shown; `license` is
   * what the page of the paper states.
   */
  | {
      readonly type: 'fullText';
      readonly paperId: string;
      readonly start: number;
      readonly blocks: readonly Block[];
      readonly isLast: boolean;
      readonly license?: string;
    }
  /** Figures of the whole paper that are stored, or why they are not. */
  | { readonly type: 'figures'; readonly paperId: string; readonly figures: readonly PageFigure[] }
  /** Actions for the paper that an entry of the bibliography names. */
  | {
      readonly type: 'citedPaper';
      readonly block: number;
      readonly isKnown: boolean;
      readonly canFetch: boolean;
    }
  /** Scrolls to a place in the whole paper. */
  | ({ readonly type: 'goToPlace' } & ReadingPlace)
  /** The tab is kept for the paper that it shows. The page stores that for a reload. */
  | { readonly type: 'tabKept' };

const citedPaperActions = ['open', 'copyBibtex', 'addToLater'] as const;
export type CitedPaperAction = (typeof citedPaperActions)[number];

export interface WholePaperSettings {
  /** Citations are shown as marks that open on demand. */
  readonly collapseCitations: boolean;
  /** Figures have a light ground in dark themes. */
  readonly lightFigures: boolean;
}

/** A figure of the whole paper by its address in the page of arXiv. */
export interface PageFigure {
  readonly source: string;
  /** From where the webview loads it. Absent if it is not stored. */
  readonly url?: string;
  /** A sentence that says why it is not stored. */
  readonly problem?: string;
}

/** A place in a whole paper. */
export interface ReadingPlace {
  /** The index of a block. */
  readonly block: number;
  /** How much of the block's height is above the place, from 0 to 1. */
  readonly offset: number;
}

/** A range of the title, the abstract or the whole paper; UTF-16 offsets into the raw text. */
export interface Passage {
  readonly field: HighlightField;
  readonly start: number;
  readonly end: number;
}

export type ReaderMessage =
  /** The page is ready for messages. `dayId` is the day that was selected before it was hidden or reloaded. */
  | { readonly type: 'ready'; readonly dayId?: string }
  /** The page has drawn a paper: the messages that follow are about this one, until it draws another. */
  | { readonly type: 'shown'; readonly paperId: string }
  /** The person has started to write about the paper, so its tab must stay. */
  | { readonly type: 'editing' }
  | { readonly type: 'triage'; readonly state: TriageState }
  | { readonly type: 'step'; readonly by: 1 | -1 }
  | { readonly type: 'chooseDay'; readonly dayId: string }
  | { readonly type: 'openRelated'; readonly paperId: string; readonly toSide: boolean }
  | { readonly type: 'openLink'; readonly href: string }
  | { readonly type: 'revealTag'; readonly tag: string }
  | { readonly type: 'readWholePaper' }
  /** The page was reloaded, and showed the whole paper before. */
  | { readonly type: 'restoreWholePaper' }
  /**
   * Figures in sight or near it that the page has not been sent, by source. `isAsked` if the person asked for them, which
   * also fetches them if the paper was only restored.
   */
  | { readonly type: 'wantFigures'; readonly sources: readonly string[]; readonly isAsked: boolean }
  /** Copies a block of the whole paper, by its index. */
  | { readonly type: 'copyBlock'; readonly block: number; readonly form: CopyForm }
  /** A reference of the bibliography is shown: which paper is it? */
  | { readonly type: 'lookUpReference'; readonly block: number }
  | { readonly type: 'citedPaper'; readonly block: number; readonly action: CitedPaperAction }
  /** The place that is at the top of the window now. */
  | ({ readonly type: 'readingPlace' } & ReadingPlace)
  | { readonly type: 'editTags' }
  | { readonly type: 'openNote' }
  /** To request what the digest does not say of the paper. */
  | { readonly type: 'refreshDetails' }
  /** A paragraph for the end of the note, as Markdown. */
  | { readonly type: 'addToNote'; readonly text: string }
  /** A link of the note that is no web address: a path relative to the note. */
  | { readonly type: 'openFile'; readonly path: string }
  /** One of the page's places in code, by its index. */
  | { readonly type: 'openPlace'; readonly index: number }
  /** All places in code, in the view References. */
  | { readonly type: 'showReferences' }
  | ({ readonly type: 'highlight'; readonly color: string } & Passage)
  | {
      readonly type: 'editHighlight';
      readonly id: string;
      readonly comment?: string;
      readonly color?: string;
      readonly tags?: readonly string[];
    }
  | { readonly type: 'removeHighlight'; readonly id: string }
  /** The new range of an orphaned highlight. */
  | ({ readonly type: 'attachHighlight'; readonly id: string } & Passage)
  | ({ readonly type: 'copyQuote'; readonly markdown: boolean } & Passage)
  | ({ readonly type: 'quoteInChat' } & Passage)
  /** The page could not be rendered; the reason is for the log. */
  | { readonly type: 'unshown'; readonly reason: string }
  /** An error in the webview; for the log. */
  | { readonly type: 'problem'; readonly message: string };

/** The data from which a reader's tab is restored after a reload: a part of the state that its page stores. */
export interface StoredTab {
  readonly paperId: string;
  /** The tab is kept for this paper. */
  readonly isKept?: boolean;
}

type Guards<M extends { readonly type: string }> = {
  readonly [T in M['type']]: Guard<Omit<Extract<M, { readonly type: T }>, 'type'>>;
};

const line = text(limits.line);
const longText = text(limits.text);
const address = text(documentLimits.address);
const passage = { field: oneOf(...highlightFields), start: isCount, end: isCount };
const nothing: Guard<object> = isRecord;

export const isReadingPlace = object<ReadingPlace>(
  {
    block: isCount,
    offset: (value): value is number => typeof value === 'number' && value >= 0 && value <= 1,
  },
  {},
);

const hostMessages: Guards<HostMessage> = {
  show: object<{ page: ReaderPage }>({ page: isReaderPage }, {}),
  plain: object<{ title: string; abstract: string }>({ title: longText, abstract: longText }, {}),
  missing: nothing,
  typography: object<{ fontFamily: FontFamily; fontSize: number }>(
    { fontFamily: oneOf(...fontFamilies), fontSize: isCount },
    {},
  ),
  mark: object<{ terms: readonly string[] }>({ terms: list(line, 1000) }, {}),
  reveal: object<{ id: string }>({ id: longText }, {}),
  perform: object<{ action: PageAction }>({ action: oneOf(...pageActions) }, {}),
  tell: object<{ text: string }>({ text: line }, {}),
  fullText: object<Omit<Extract<HostMessage, { type: 'fullText' }>, 'type'>>(
    { paperId: line, start: isCount, blocks: list(isBlock), isLast: isBoolean },
    { license: line },
  ),
  wholePaperSettings: object<WholePaperSettings>(
    { collapseCitations: isBoolean, lightFigures: isBoolean },
    {},
  ),
  figures: object<{ paperId: string; figures: readonly PageFigure[] }>(
    {
      paperId: line,
      figures: list(
        object<PageFigure>({ source: address }, { url: text(2 * documentLimits.address), problem: line }),
        documentLimits.nodes,
      ),
    },
    {},
  ),
  citedPaper: object<{ block: number; isKnown: boolean; canFetch: boolean }>(
    { block: isCount, isKnown: isBoolean, canFetch: isBoolean },
    {},
  ),
  goToPlace: isReadingPlace,
  tabKept: nothing,
};

const readerMessages: Guards<ReaderMessage> = {
  ready: object<{ dayId?: string }>({}, { dayId: line }),
  shown: object<{ paperId: string }>({ paperId: line }, {}),
  editing: nothing,
  triage: object<{ state: TriageState }>({ state: isTriageState }, {}),
  step: object<{ by: 1 | -1 }>({ by: oneOf(1, -1) }, {}),
  chooseDay: object<{ dayId: string }>({ dayId: line }, {}),
  openRelated: object<{ paperId: string; toSide: boolean }>(
    { paperId: line, toSide: oneOf(true, false) },
    {},
  ),
  openLink: object<{ href: string }>({ href: line }, {}),
  revealTag: object<{ tag: string }>({ tag: longText }, {}),
  readWholePaper: nothing,
  restoreWholePaper: nothing,
  wantFigures: object<{ sources: readonly string[]; isAsked: boolean }>(
    { sources: list(address, limits.items), isAsked: isBoolean },
    {},
  ),
  copyBlock: object<{ block: number; form: CopyForm }>({ block: isCount, form: oneOf(...copyForms) }, {}),
  lookUpReference: object<{ block: number }>({ block: isCount }, {}),
  citedPaper: object<{ block: number; action: CitedPaperAction }>(
    { block: isCount, action: oneOf(...citedPaperActions) },
    {},
  ),
  readingPlace: isReadingPlace,
  editTags: nothing,
  openNote: nothing,
  refreshDetails: nothing,
  addToNote: object<{ text: string }>({ text: longText }, {}),
  openFile: object<{ path: string }>({ path: line }, {}),
  openPlace: object<{ index: number }>({ index: isCount }, {}),
  showReferences: nothing,
  highlight: object<{ color: string } & Passage>({ color: line, ...passage }, {}),
  editHighlight: object<{ id: string; comment?: string; color?: string; tags?: readonly string[] }>(
    { id: longText },
    { comment: longText, color: line, tags: list(longText, limits.items) },
  ),
  removeHighlight: object<{ id: string }>({ id: longText }, {}),
  attachHighlight: object<{ id: string } & Passage>({ id: longText, ...passage }, {}),
  quoteInChat: object<Passage>(passage, {}),
  copyQuote: object<{ markdown: boolean } & Passage>({ markdown: isBoolean, ...passage }, {}),
  unshown: object<{ reason: string }>({ reason: line }, {}),
  problem: object<{ message: string }>({ message: line }, {}),
};

export const isStoredTab = object<StoredTab>({ paperId: line }, { isKept: isBoolean });

export const isHostMessage: Guard<HostMessage> = (value): value is HostMessage =>
  matches(hostMessages, value);
export const isReaderMessage: Guard<ReaderMessage> = (value): value is ReaderMessage =>
  matches(readerMessages, value);

function matches(guards: Readonly<Record<string, Guard<unknown>>>, value: unknown): boolean {
  if (!isRecord(value) || typeof value['type'] !== 'string') return false;
  return Object.hasOwn(guards, value['type']) && guards[value['type']]?.(value) === true;
}
