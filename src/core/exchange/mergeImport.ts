import { createAnchorer, type Anchorer } from '../highlights/anchorer';
import { createSelector } from '../highlights/selector';
import { isOfCopiedText, type Highlight, type Note, type TextField } from '../notes/note';
import type { NoteChange } from '../notes/noteChange';
import { tagKey } from '../notes/tag';
import type { ImportedPaper } from './importAnnotations';

/** The effect of an import on a note. */
export interface ImportMerge {
  readonly change: NoteChange;
  /** Number of new highlights. */
  readonly added: number;
  /** Number of highlights that the note has already. */
  readonly known: number;
  /** Highlights that differ between note and file. The note's version is kept. */
  readonly different: readonly string[];
}

/**
 * The change that adds imported annotations to `note`. Existing content is kept; repeating an import changes nothing.
 * Highlights are anchored in the text of the note or the library, and become orphans if that fails.
 */
export function mergeImport(
  note: Note,
  imported: ImportedPaper,
  texts: Partial<Pick<Note, TextField>>,
): ImportMerge {
  const byId = new Map(note.highlights.map((highlight) => [highlight.id, highlight]));
  const fresh = imported.highlights.filter(({ id }) => !byId.has(id));
  const known = imported.highlights.flatMap((highlight) => {
    const own = byId.get(highlight.id);
    return own ? [{ own, highlight }] : [];
  });
  const moved = fresh.map(moverOnto({ ...texts, ...note }, imported));
  const added = moved.filter((highlight) => !note.highlights.some((own) => isSameHighlight(own, highlight)));
  const tags = new Set(note.tags.map(tagKey));
  const addTags = imported.tags.filter((tag) => !tags.has(tagKey(tag)));
  const body = joinedBody(note.body, imported.body);
  return {
    change: {
      ...(addTags.length > 0 && { addTags }),
      ...(added.length > 0 && { addHighlights: added }),
      ...(body !== note.body && { body }),
    },
    added: added.length,
    known: known.length + fresh.length - added.length,
    different: known
      .filter(({ own, highlight }) => !isSameAnnotation(own, highlight))
      .map(({ own }) => own.id),
  };
}

/** Appends a body, unless the note already contains it anywhere. */
function joinedBody(body: string, imported: string): string {
  const added = imported.trim();
  if (added === '' || comparableBody(body).includes(comparableBody(added))) return body;
  return body.trim() === '' ? imported : `${body.trimEnd()}\n\n${added}\n`;
}

function comparableBody(body: string): string {
  return body.replace(/\r\n?/g, '\n').trim();
}

/** Compares what the user wrote; offsets and context depend on the text only. */
function isSameAnnotation(a: Highlight, b: Highlight): boolean {
  const opinion = ({ comment, color, tags }: Highlight): string =>
    JSON.stringify([comment, color, tags.map(tagKey).sort()]);
  return opinion(a) === opinion(b);
}

/** Whether a highlight of another id says the same of the same words, as in an export without ids that is read back. */
function isSameHighlight(own: Highlight, other: Highlight): boolean {
  const isSamePlace = own.field === other.field && own.quote === other.quote;
  return isSamePlace && (!isOfCopiedText(own) || own.start === other.start) && isSameAnnotation(own, other);
}

function moverOnto(
  texts: Partial<Pick<Note, TextField>>,
  imported: ImportedPaper,
): (highlight: Highlight) => Highlight {
  const anchorers = new Map<TextField, Anchorer>();
  return (highlight) => {
    if (!isOfCopiedText(highlight)) return highlight;
    const { field } = highlight;
    const [from, onto] = [imported[field], texts[field]];
    if (from === undefined || onto === undefined || from === onto) return highlight;
    const anchorer = anchorers.get(field) ?? createAnchorer(from, onto);
    anchorers.set(field, anchorer);
    const anchor = anchorer.anchor(highlight);
    if (anchor.kind === 'orphan') return { ...highlight, state: 'orphaned' };
    return { ...highlight, ...createSelector(onto, anchor.start, anchor.end), state: 'anchored' };
  };
}
