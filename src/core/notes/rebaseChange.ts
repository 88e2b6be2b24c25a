import { mergeLines } from './mergeLines';
import type { Highlight, Note } from './note';
import { type HighlightEdit, type HighlightPatch, type NoteChange, sameHighlight } from './noteChange';
import { localizable, type Message } from '../base/localization';

/** Something that was changed concurrently, and of which both versions were kept. */
export interface KeptBoth {
  readonly what: 'body' | 'highlight' | 'note';
  /** Set if it concerns a highlight. */
  readonly highlightId?: string;
  /** One plain sentence. */
  readonly message: Message;
}

export interface RebasedChange {
  readonly change: NoteChange;
  readonly keptBoth: readonly KeptBoth[];
}

/**
 * Rebases `change`, which was made on `base`, onto `theirs`, the note as changed elsewhere since: a three-way merge by
 * tag, by key of each highlight id, and by line of the body. Nothing that either side wrote is lost: a highlight that
 * one side removed and the other changed is kept, of comments and lines that both changed both versions are kept. Of
 * two colours, the later one is used.
 */
export function rebaseChange(base: Note, change: NoteChange, theirs: Note): RebasedChange {
  const keptBoth: KeptBoth[] = [];
  const report = (kept: KeptBoth): void => void keptBoth.push(kept);
  const edits = (change.editHighlights ?? []).map((edit) => rebaseEdit(base, edit, theirs, report));
  const restored = edits.flatMap(({ restore }) => (restore ? [restore] : []));
  const additions = [...restored, ...(change.addHighlights ?? []).map((one) => withFreeId(one, theirs))];
  return {
    change: {
      ...change,
      ...(change.removeHighlights && {
        removeHighlights: change.removeHighlights.filter((id) => mayRemove(base, id, theirs, report)),
      }),
      ...(change.editHighlights && { editHighlights: edits.flatMap(({ edit }) => (edit ? [edit] : [])) }),
      ...(additions.length > 0 && { addHighlights: additions }),
      ...(change.body !== undefined && { body: rebaseBody(base, change.body, theirs, report) }),
    },
    keptBoth,
  };
}

type Report = (kept: KeptBoth) => void;

function find(note: Note, id: string): Highlight | undefined {
  return note.highlights.find((highlight) => highlight.id === id);
}

function mayRemove(base: Note, id: string, theirs: Note, report: Report): boolean {
  const before = find(base, id);
  const now = find(theirs, id);
  if (!before || !now || sameHighlight(before, now)) return true;
  const message = localizable(
    'A highlight to be removed was changed in another place meanwhile, so it was kept.',
  );
  report({ what: 'highlight', highlightId: id, message });
  return false;
}

function rebaseEdit(
  base: Note,
  edit: HighlightEdit,
  theirs: Note,
  report: Report,
): { readonly edit?: HighlightEdit; readonly restore?: Highlight } {
  const before = find(base, edit.id);
  const now = find(theirs, edit.id);
  if (!before) return { edit };
  if (!now) {
    const message = localizable(
      'A highlight that was changed here was removed in another place meanwhile, so it was kept.',
    );
    report({ what: 'highlight', highlightId: edit.id, message });
    return { restore: { ...before, ...edit.set } };
  }
  return { edit: { id: edit.id, set: rebasePatch(before, edit.set, now, report) } };
}

function rebasePatch(before: Highlight, set: HighlightPatch, now: Highlight, report: Report): HighlightPatch {
  const { comment, tags } = set;
  const added = tags?.filter((tag) => !before.tags.includes(tag)) ?? [];
  const removed = before.tags.filter((tag) => tags && !tags.includes(tag));
  return {
    ...set,
    ...(tags && { tags: [...now.tags.filter((tag) => !removed.includes(tag)), ...added] }),
    ...(comment !== undefined && { comment: rebaseComment(before, comment, now, report) }),
  };
}

function rebaseComment(before: Highlight, comment: string, now: Highlight, report: Report): string {
  if (now.comment === before.comment || now.comment === comment) return comment;
  if (comment === before.comment) return now.comment;
  const message = localizable('A comment was changed in two places at once; both versions were kept.');
  report({ what: 'highlight', highlightId: before.id, message });
  return [now.comment, comment].filter((text) => text !== '').join('\n\n');
}

/** Gives a highlight the next free id if another highlight uses its id. */
function withFreeId(highlight: Highlight, theirs: Note): Highlight {
  const taken = find(theirs, highlight.id);
  if (!taken || sameHighlight(taken, highlight)) return highlight;
  let count = 2;
  while (find(theirs, `${highlight.id}-${count}`)) count += 1;
  return { ...highlight, id: `${highlight.id}-${count}` };
}

function rebaseBody(base: Note, body: string, theirs: Note, report: Report): string {
  const plain = (text: string): string => text.replace(/\r\n/g, '\n');
  const merged = mergeLines(plain(base.body), plain(body), plain(theirs.body));
  if (merged.keptBoth) {
    report({
      what: 'body',
      message: localizable('The note was changed in two places at once; both versions were kept.'),
    });
  }
  return merged.text;
}
