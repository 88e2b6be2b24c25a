import type * as vscode from 'vscode';
import type { Highlight } from '../../core/notes/note';
import type { Event } from '../../core/base/event';
import type { Day } from '../../core/library/day';
import type { Paper, PaperId } from '../../core/library/paper';
import type { PaperStateChange } from '../../core/state/paperState';
import type { RuleResult } from '../../core/rules/ruleResult';
import type { TriageState } from '../../core/triage/triageState';
import type { NoticeNode } from './treeNodes';

/** What a query finds now, best first. */
export interface Found {
  readonly ids: readonly PaperId[];
  /** What is wrong with the query. */
  readonly problem?: string;
}

/** An unread paper that is like what the person kept. */
export interface Recommended {
  readonly id: PaperId;
  /** The words that speak for it, the strongest first. */
  readonly terms: readonly string[];
}

/** That there is a newer version of a paper. */
export interface PaperNews {
  /** Two characters are shown. */
  readonly badge: string;
  /** A few words. */
  readonly short: string;
  /** A sentence. */
  readonly long: string;
}

/** What the views show, read from the library, the triage states and the notes. */
export interface PaperModel {
  /** Fires with the papers of which anything shown may have changed; `all` if more than papers may have. */
  readonly onDidChange: Event<PaperStateChange>;
  /** Resolves when the library has been read; views wait for it before they show anything. */
  ready(): Promise<void>;
  days(): readonly Day[];
  day(dayId: string): Day | undefined;
  daysOf(id: PaperId): readonly Day[];
  /** Also what only a note remembers: a paper whose digest was removed keeps its title and abstract there. */
  paper(id: PaperId): Paper | undefined;
  /** Of every paper, once. */
  paperIds(): Iterable<PaperId>;
  triage(id: PaperId): TriageState;
  /** What a triage rule does with the paper. One that is hidden is unread all the same. */
  ruleResult(id: PaperId): RuleResult;
  /** Whether the paper counts as unread: those that rules hide do not. */
  needsTriage(id: PaperId): boolean;
  tags(id: PaperId): readonly string[];
  /** A newer version of a paper that carries a note, until the person has seen it. */
  news(id: PaperId): PaperNews | undefined;
  /** Whether the note of a paper was written on other words or another version than it has now, seen or not. */
  isChanged(id: PaperId): boolean;
  /** Every paper that has tags, those that only a note remembers among them. */
  tagged(): Iterable<readonly [PaperId, readonly string[]]>;
  /** Every paper that has highlights, with these as its note has them, in the order of the days. */
  annotated(): Iterable<readonly [PaperId, readonly Highlight[]]>;
  /** Finds where a paper's highlights stand, in small steps. */
  placed(id: PaperId): Promise<void>;
  /** A paper's highlights, where they stand in its words of today. */
  highlights(id: PaperId): readonly Highlight[];
  find(query: string, limit: number): Promise<Found>;
  /** Unread papers, best first, `most` of them; empty as long as there is nothing to learn from. */
  recommended(most?: number): Promise<readonly Recommended[]>;
  /** Whether the day, or part of it, was imported and can be removed. */
  isImported(dayId: string): boolean;
  /** Likewise for what was fetched. */
  isFetched(dayId: string): boolean;
  /** Why the day is not all of its source's list, as a sentence; undefined where it is. */
  missing(dayId: string): string | undefined;
  /** Title and abstract as people read them: mathematics as Unicode. */
  plainTitle(paper: Paper): string;
  plainAbstract(paper: Paper): string;
  /** Some words of a title or an abstract, likewise. */
  plainQuote(quote: string): string;
  /** Which notes the tags come from, where that is not self-evident. */
  notesPlace(): string | undefined;
  uri(paper: Paper): vscode.Uri;
  /** What a view of digests, or one of notes, says above its rows. */
  notices(view: 'digests' | 'notes'): readonly NoticeNode[];
}
