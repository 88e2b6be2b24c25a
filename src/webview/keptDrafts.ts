import { isRecord } from '../core/base/guards';
import { type Draft, isDraft, type PageState } from './pageState';
import { parseJson } from '../core/base/parseJson';

/** The part of `localStorage` that is used here. */
export interface DraftStorage {
  readonly length: number;
  key(at: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Begin the keys, which a browser may share with the workbench. */
const notePrefix = 'daily-papers draft note ';
const cardPrefix = 'daily-papers draft card ';

/** More drafts of cards are not read: those of highlights that were deleted meanwhile are never ended. */
const mostCards = 200;

/**
 * What a person is typing, in the storage of the page. VS Code keeps the state of a page a second later, which a tab of a
 * browser that is closed at once does not reach. Does nothing where a browser gives the page no storage.
 */
export class KeptDrafts {
  #cards: readonly Draft[] = [];

  constructor(private readonly storage: DraftStorage | undefined) {}

  /** A stored state with the drafts that were kept since. */
  restore(state: PageState): PageState {
    const kept = this.cards();
    const drafts = mergeDrafts(state.drafts ?? [], kept);
    this.keepCards(drafts);
    return kept.length === 0 ? state : { ...state, drafts };
  }

  /** Keeps the drafts of a change. */
  keep({ drafts, noteDraft }: Partial<PageState>): void {
    if (drafts) this.keepCards(drafts);
    if (noteDraft) this.keepNote(noteDraft.paperId, noteDraft.text);
  }

  /** The started paragraph for the note of a paper. */
  note(paperId: string): string | undefined {
    return this.storage?.getItem(notePrefix + paperId) ?? undefined;
  }

  /** An empty text ends the draft. */
  keepNote(paperId: string, text: string): void {
    if (text === '') this.storage?.removeItem(notePrefix + paperId);
    else this.#set(notePrefix + paperId, text);
  }

  /** Comments and tags of highlights, of all papers. */
  cards(): readonly Draft[] {
    const { storage } = this;
    if (!storage) return [];
    const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '');
    const drafts = keys
      .filter((key) => key.startsWith(cardPrefix))
      .slice(0, mostCards)
      .map((key) => parse(storage.getItem(key)));
    return drafts.filter((draft) => draft !== undefined);
  }

  /** Ends the drafts that the page had before and does not have any more. */
  keepCards(drafts: readonly Draft[]): void {
    const before = this.#cards;
    this.#cards = drafts;
    for (const draft of before)
      if (!drafts.some((each) => keyOf(each) === keyOf(draft))) this.storage?.removeItem(keyOf(draft));
    for (const draft of drafts) if (!before.includes(draft)) this.#set(keyOf(draft), JSON.stringify(draft));
  }

  #set(key: string, value: string): void {
    try {
      this.storage?.setItem(key, value);
    } catch {
      // The storage is full: VS Code's state has the draft a second later.
    }
  }
}

/** The drafts of both lists. If both have one for the same field, that of `kept` wins. */
export function mergeDrafts(drafts: readonly Draft[], kept: readonly Draft[]): readonly Draft[] {
  const keys = new Set(kept.map(keyOf));
  return [...drafts.filter((draft) => !keys.has(keyOf(draft))), ...kept];
}

function keyOf({ id, field }: Draft): string {
  return `${cardPrefix}${field} ${id}`;
}

function parse(text: string | null): Draft | undefined {
  const value = parseJson(text ?? '');
  return isRecord(value) && isDraft(value) ? value : undefined;
}
