import { pluralize } from '../text/pluralize';
import type { Paper } from '../library/paper';
import { type Note, sourceOf } from '../notes/note';
import { ownText } from '../notes/noteText';
import { currentVersionName, longUpdateMessage } from '../versions/updateMessages';
import type { VersionUpdate } from '../versions/findVersionUpdate';

/** What a row says of its paper by a badge at its end, where long titles leave no other room. */
export interface PaperMarks {
  /** A newer version that the person has not seen. */
  readonly update?: VersionUpdate;
  /** Whether the person wrote something into its note. */
  readonly hasText: boolean;
  readonly highlights: number;
  readonly hasCode: boolean;
  /** Whether a rule hides it: the row is dimmed. */
  readonly isHidden: boolean;
}

export function paperMarks(
  paper: Paper,
  note: Note | undefined,
  { update, isHidden }: { readonly update: VersionUpdate | undefined; readonly isHidden: boolean },
): PaperMarks {
  return {
    ...(update && { update }),
    hasText: note !== undefined && ownText(note.body, sourceOf(paper).title) !== '',
    highlights: note?.highlights.length ?? 0,
    hasCode: paper.repository !== undefined || paper.links.some(({ kind }) => kind === 'code'),
    isHidden,
  };
}

/** The marks in words, for the tooltip and for screen readers. */
export function describeMarks({ update, hasText, highlights, hasCode }: PaperMarks): readonly string[] {
  return [
    ...(update ? [longUpdateMessage(update)] : []),
    ...(hasText ? ['note'] : []),
    ...(highlights > 0 ? [pluralize(highlights, 'highlight')] : []),
    ...(hasCode ? ['code'] : []),
  ];
}

/** VS Code shows no more of a badge. */
const longestBadge = 2;

/** At most two signs: the newer version, else note, highlights and code, in this order. */
export function marksBadge({ update, hasText, highlights, hasCode }: PaperMarks): string {
  if (update) {
    const version = currentVersionName(update);
    return version.length <= longestBadge ? version : '↑';
  }
  const signs = [hasText && '✎', highlights > 0 && '❝', hasCode && '◇'].filter((sign) => sign !== false);
  return signs.slice(0, longestBadge).join('');
}
