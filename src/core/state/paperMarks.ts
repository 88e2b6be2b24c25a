import { highlightCount } from '../text/counts';
import type { Paper } from '../library/paper';
import { type Note, sourceOf } from '../notes/note';
import { ownText } from '../notes/noteText';
import { localizable, type Message } from '../base/localization';

/** A newer version of a paper, in words. */
export interface UpdateTexts {
  /** `v2` */
  readonly version: string;
  /** For the row. */
  readonly short: Message;
  /** A sentence. */
  readonly long: Message;
}

/** Marks of a paper, shown as a badge at the end of its row, where long titles leave no other room. */
export interface PaperMarks {
  /** A newer version that the person has not seen. */
  readonly update?: UpdateTexts;
  /** Whether the person wrote something into its note. */
  readonly hasText: boolean;
  readonly highlights: number;
  readonly hasCode: boolean;
  /** Whether a file of the workspace names it. */
  readonly isInCode: boolean;
  /** Whether a rule hides it: the row is dimmed. */
  readonly isHidden: boolean;
}

export function paperMarks(
  paper: Paper,
  note: Note | undefined,
  {
    update,
    isHidden,
    isInCode = false,
  }: {
    readonly update: UpdateTexts | undefined;
    readonly isHidden: boolean;
    readonly isInCode?: boolean;
  },
): PaperMarks {
  return {
    ...(update && { update }),
    hasText: note !== undefined && ownText(note.body, sourceOf(paper).title) !== '',
    highlights: note?.highlights.length ?? 0,
    hasCode: paper.repository !== undefined || paper.links.some(({ kind }) => kind === 'code'),
    isInCode,
    isHidden,
  };
}

/** The marks in words, for the tooltip and for screen readers. */
export function describeMarks({
  update,
  hasText,
  highlights,
  hasCode,
  isInCode,
}: PaperMarks): readonly Message[] {
  return [
    ...(update ? [update.long] : []),
    ...(hasText ? [localizable('note')] : []),
    ...(highlights > 0 ? [highlightCount(highlights)] : []),
    ...(hasCode ? [localizable('code')] : []),
    ...(isInCode ? [localizable('named in your code')] : []),
  ];
}

/** VS Code shows no more of a badge. */
const longestBadge = 2;

/** At most two signs: the newer version, else note, highlights, your code and the paper's code, in this order. */
export function marksBadge({ update, hasText, highlights, hasCode, isInCode }: PaperMarks): string {
  if (update) {
    return update.version.length <= longestBadge ? update.version : '↑';
  }
  const signs = [hasText && '✎', highlights > 0 && '❝', isInCode && '⌘', hasCode && '◇'].filter(
    (sign) => sign !== false,
  );
  return signs.slice(0, longestBadge).join('');
}
