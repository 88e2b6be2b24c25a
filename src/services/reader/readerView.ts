// The ports through which the reader learns about papers and acts on them. The composition root supplies both.
import type { AbstractToken } from '../../core/tex/token';
import type { Event } from '../../core/base/event';
import type { FolderValues } from '../../core/library/layeredPaperIndex';
import type { Paper, PaperId } from '../../core/library/paper';
import type { Passage } from '../../protocol/messages';
import type { TriageState } from '../../core/triage/triageState';
import type { DayPosition, PageHighlight, PaperTitle, RelatedPaper } from '../../protocol/page';

export interface FolderShare extends Pick<FolderValues, 'fields' | 'isFolderOnly'> {
  readonly digests: readonly string[];
}

/** All that the reader shows of one paper. Titles inside `days` and `related` are plain text, as people read them. */
export interface ReaderView {
  readonly paper: Paper;
  /** Cover `paper.title`. */
  readonly titleTokens: readonly AbstractToken[];
  /** Cover `paper.abstract`. */
  readonly abstractTokens: readonly AbstractToken[];
  /** Every day that the paper stands under, newest first. */
  readonly days: readonly DayPosition[];
  readonly triage: TriageState;
  /** What a triage rule does with the paper, as a person reads it. */
  readonly ruleResult?: string;
  readonly tags: readonly string[];
  readonly related: readonly RelatedPaper[];
  /** What is known of the paper from digests in the workspace folder alone; `digests` are their names. */
  readonly fromFolder?: FolderShare;
  /** The papers whose notes name this one. */
  readonly mentions?: readonly PaperTitle[];
  /** The start of the person's note as plain text; absent where there is none. */
  readonly note?: string;
  readonly highlights?: readonly PageHighlight[];
  /** Why the note cannot be changed. */
  readonly readOnly?: string;
}

export interface ReaderModel {
  /** Undefined where the library does not hold the paper. */
  view(id: PaperId): Promise<ReaderView | undefined>;
  /** The words of a paper alone, for when its view or its page cannot be made. */
  words(id: PaperId): Promise<Pick<Paper, 'title' | 'abstract'> | undefined>;
  /** The papers whose views have changed. */
  readonly onDidChange: Event<readonly PaperId[] | 'all'>;
  /** The paper of the library that an address leads to, if any. */
  paperAt(href: string): Promise<PaperId | undefined>;
}

/** What a person does to the highlights of a paper. Each resolves when it is stored. */
export interface HighlightActions {
  add(id: PaperId, passage: Passage, color: string): Promise<void>;
  edit(
    id: PaperId,
    highlight: string,
    set: { readonly comment?: string; readonly color?: string; readonly tags?: readonly string[] },
  ): Promise<void>;
  /** Can be undone by the person. */
  remove(id: PaperId, highlight: string): Promise<void>;
  /** Puts an orphan on other words. */
  attach(id: PaperId, highlight: string, passage: Passage): Promise<void>;
  copyQuote(id: PaperId, passage: Passage, markdown: boolean): Promise<void>;
}

export interface ReaderActions {
  readonly highlights: HighlightActions;
  setTriage(id: PaperId, state: TriageState): Promise<void>;
  editTags(id: PaperId): Promise<void>;
  /** Opens the paper's note beside the reader. */
  openNote(id: PaperId): Promise<void>;
  /** Shows the papers under a tag. */
  revealTag(tag: string): Promise<void>;
}

/** Where causes go; a `vscode.LogOutputChannel` is one. */
export interface ReaderLog {
  warn(message: string): void;
  error(error: Error): void;
}
