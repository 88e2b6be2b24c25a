import { compareHighlights, type Highlight } from '../../core/notes/note';
import { plain } from '../../core/tex/plain';
import type { AbstractToken } from '../../core/tex/token';
import type { FolderValues } from '../../core/library/layeredPaperIndex';
import type { Paper } from '../../core/library/paper';
import type { TriageState } from '../../core/triage/triageState';
import type { DayPosition, PageHighlight, PagePlace, PaperTitle, RelatedPaper } from '../../protocol/page';
import type { Message } from '../../core/base/localization';

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
  /** Every day that lists the paper, newest first. */
  readonly days: readonly DayPosition[];
  readonly triage: TriageState;
  /** The effect of triage rules on the paper, as a text for display. */
  readonly ruleResult?: string;
  readonly tags: readonly string[];
  readonly related: readonly RelatedPaper[];
  /** Values of the paper that only digests in the workspace folder have; `digests` are their names. */
  readonly fromFolder?: FolderShare;
  /** The papers whose notes name this one. */
  readonly mentions?: readonly PaperTitle[];
  /** The places in the workspace that name this paper. */
  readonly places?: readonly PagePlace[];
  /** The start of the person's note as plain text; absent without a note. */
  readonly note?: string;
  /** The end of a longer note. */
  readonly noteEnd?: string;
  readonly highlights?: readonly PageHighlight[];
  /** Why the note cannot be changed. */
  readonly readOnly?: Message;
}

/** Highlights as the reader shows them, in the order of the text. `shownTag` gives the spelling of a tag. */
export function pageHighlights(
  highlights: readonly Highlight[],
  shownTag = (tag: string): string => tag,
): readonly PageHighlight[] {
  return highlights
    .toSorted(compareHighlights)
    .map(({ id, field, start, end, quote, color, comment, tags, created, state, likelyPlace }) => ({
      id,
      field,
      start,
      end,
      color,
      comment,
      tags: tags.map(shownTag),
      created,
      plain: plain(quote),
      orphaned: state === 'orphaned',
      ...(likelyPlace && { likelyPlace }),
    }));
}
