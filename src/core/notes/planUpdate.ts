import { type Result, err, ok } from '../base/result';
import { type EditedNote, editParsedNote } from './editNote';
import { type Note, type NoteSource, type NoteSubject, emptyNote, isOfCopiedText, sourceOf } from './note';
import { type NoteChange, applyChange, sameNote, withParagraph } from './noteChange';
import type { NoteError } from './noteError';
import { noteTemplate } from './noteTemplate';
import { parseNote } from './parseNote';
import { type KeptBoth, rebaseChange } from './rebaseChange';
import { localizable } from '../base/localization';

/** A change and the note to apply it to. */
export interface NoteUpdate {
  readonly subject: NoteSubject;
  readonly name: string;
  /** The note that the user saw when making the change. */
  readonly base: Note;
  readonly change: NoteChange;
  /** Whether to create a file even for an empty change. */
  readonly create: boolean;
  /** The body of a new note if the change has none. Default: the title as a heading. */
  readonly body?: string;
}

/** The text of a note file after an update, and the note parsed from it. */
export interface NotePlan extends EditedNote {
  readonly keptBoth: readonly KeptBoth[];
}

/** Applies an update to the text of a note file. */
export function planUpdate(text: string, update: NoteUpdate): Result<NotePlan, NoteError> {
  const parsed = parseNote(text, update.subject.id);
  const rebased = rebaseChange(update.base, update.change, parsed.note);
  const { keptBoth } = rebased;
  const change = withParagraph(rebased.change, parsed.note.body);
  const edited = editParsedNote(text, parsed, withSource(change, parsed.note, update.subject));
  return edited.ok ? ok({ ...edited.value, keptBoth }) : err(withUnsaved(edited.error, update));
}

/**
 * The text of the new file that an update creates, or `nothing` if it creates none. If the note was deleted elsewhere
 * meanwhile, it is created again from the known note and the change.
 */
export function planNewNote({
  subject,
  base,
  change,
  create,
  body,
}: NoteUpdate): Result<NotePlan | 'nothing', NoteError> {
  const known = !sameNote(base, emptyNote(subject.id));
  const wanted = applyChange(base, change);
  if (!create && sameNote(wanted, emptyNote(subject.id))) return ok('nothing');
  const edited = newNote(subject, known ? wanted : undefined, change, body);
  const message = localizable(
    'The note was removed in another place while it was changed here, so it was kept.',
  );
  return edited.ok ? ok({ ...edited.value, keptBoth: known ? [{ what: 'note', message }] : [] }) : edited;
}

function newNote(
  subject: NoteSubject,
  known: Note | undefined,
  change: NoteChange,
  body: string | undefined,
): Result<EditedNote, NoteError> {
  const title = known?.title ?? subject.title;
  const template = noteTemplate({ ...subject, title }, body);
  const parsed = parseNote(template, subject.id);
  const whole = known ? changeFrom(known, title) : withParagraph(change, parsed.note.body);
  return editParsedNote(template, parsed, withSource(whole, parsed.note, subject));
}

/** The change that gives a new note the contents of another. */
function changeFrom(known: Note, title: string): NoteChange {
  const { abstract, tags, highlights, body } = known;
  return {
    addTags: tags,
    addHighlights: highlights,
    body,
    ...(abstract !== undefined && { source: sourceOf({ ...known, title, abstract }) }),
  };
}

/**
 * Adds the paper's text to a change that adds the first highlight, because its offsets refer to that text. The abstract
 * is left out as long as no highlight is on it.
 */
function withSource(change: NoteChange, theirs: Note, subject: NoteSubject): NoteChange {
  const added = change.addHighlights ?? [];
  const isOnAbstract = [...theirs.highlights, ...added].some(({ field }) => field === 'abstract');
  if (change.source) {
    const isNeeded = isOnAbstract || theirs.abstract !== undefined;
    return isNeeded ? change : { ...change, source: { title: change.source.title } };
  }
  if (isOnAbstract && added.length > 0 && theirs.abstract === undefined)
    return { ...change, source: { ...sourceOf(subject), ...titleOf(theirs) } };
  const isFirst = !theirs.highlights.some(isOfCopiedText) && added.some(isOfCopiedText);
  return isFirst ? { ...change, source: sourceIn(theirs, subject) } : change;
}

/** The title that highlights on the title refer to, if there are any. */
function titleOf({ title, highlights }: Note): Partial<Pick<NoteSource, 'title'>> {
  return title !== undefined && highlights.some(({ field }) => field === 'title') ? { title } : {};
}

/** The paper's text, without an abstract that the note has no copy of. */
function sourceIn({ abstract }: Note, subject: NoteSubject): NonNullable<NoteChange['source']> {
  return abstract === undefined ? { title: subject.title } : sourceOf(subject);
}

/** Adds to an error the text of a new note with the change, so that nothing the user typed is lost. */
export function withUnsaved(error: NoteError, { subject, base, change, body }: NoteUpdate): NoteError {
  const text = newNote(subject, applyChange(base, change), change, body);
  return text.ok ? { ...error, unsaved: text.value.text } : error;
}
