import type { PaperId } from '../library/paper';
import { hashText } from '../text/hash';
import { type TextEdit, applyEdits, editBetween } from './textEdit';

/** Identifies a text, but not against forgery. Undefined: the file does not exist. */
type TextStamp = string | undefined;

/** The change that one write made in a note file, so that exactly this can be undone and redone. */
export interface NotePatch {
  readonly paperId: PaperId;
  readonly name: string;
  readonly before: TextStamp;
  readonly after: TextStamp;
  /** The place of the change, in UTF-16 units. */
  readonly start: number;
  readonly removed: string;
  readonly inserted: string;
}

/** Which way a patch is applied: `undo` leads from the text after it to the one before. */
export type PatchDirection = 'undo' | 'redo';

/** The patch from one text of a note file to another, undefined for no file; undefined if they are equal. */
export function patchBetween(
  { paperId, name }: Pick<NotePatch, 'paperId' | 'name'>,
  before: string | undefined,
  after: string | undefined,
): NotePatch | undefined {
  if (before === after) return undefined;
  const [edit] = editBetween(before ?? '', after ?? '');
  const { start, end, text: inserted } = edit ?? { start: 0, end: 0, text: '' };
  const removed = (before ?? '').slice(start, end);
  return { paperId, name, before: stampOf(before), after: stampOf(after), start, removed, inserted };
}

/** Whether a text is the one that the patch starts from in this direction. */
export function isPatchBase(text: string | undefined, patch: NotePatch, direction: PatchDirection): boolean {
  return stampOf(text) === (direction === 'undo' ? patch.after : patch.before);
}

/** Whether the patch removes the file in this direction. */
export function removesFile({ before, after }: NotePatch, direction: PatchDirection): boolean {
  return (direction === 'undo' ? before : after) === undefined;
}

/** The edit that a patch makes to its base. */
export function patchEdit({ start, removed, inserted }: NotePatch, direction: PatchDirection): TextEdit {
  const [from, to] = direction === 'undo' ? [inserted, removed] : [removed, inserted];
  return { start, end: start + from.length, text: to };
}

/** The text after a patch is applied to its base. */
export function applyPatch(text: string | undefined, patch: NotePatch, direction: PatchDirection): string {
  return applyEdits(text ?? '', [patchEdit(patch, direction)]);
}

function stampOf(text: string | undefined): TextStamp {
  return text === undefined ? undefined : `${text.length}-${hashText(text)}`;
}
