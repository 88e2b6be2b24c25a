import { type Highlight, type Note, type NoteSource, withState } from './note';
import { type Tag, distinctTags, tagKey } from './tag';

/** The fields of an existing highlight that can be changed. It stays in its list: of the whole paper, or of the others. */
export type HighlightPatch = Partial<Omit<Highlight, 'id' | 'created' | 'state' | 'likelyPlace'>>;

export interface HighlightEdit {
  readonly id: string;
  readonly set: HighlightPatch;
}

/** A change to a note, applied in the order of the fields below. Applying it twice has no further effect. */
export interface NoteChange {
  /** The paper's current text, for a note whose highlights were re-anchored in it. Without abstract that stays. */
  readonly source?: Omit<NoteSource, 'abstract'> & Partial<Pick<NoteSource, 'abstract'>>;
  readonly removeTags?: readonly Tag[];
  readonly addTags?: readonly Tag[];
  readonly removeHighlights?: readonly string[];
  readonly editHighlights?: readonly HighlightEdit[];
  /** A highlight whose id exists already is ignored. */
  readonly addHighlights?: readonly Highlight[];
  readonly body?: string;
  /** A paragraph that is added to the end of the body, as the body is when the change is made. */
  readonly appendBody?: string;
}

/** A change with its added paragraph made part of the body, which is `body` unless the change has one. */
export function withParagraph({ appendBody, ...change }: NoteChange, body: string): NoteChange {
  if (appendBody === undefined) return change;
  const before = (change.body ?? body).trimEnd();
  return { ...change, body: `${before}${before === '' ? '' : '\n\n'}${appendBody}\n` };
}

/** `note` after `change`. Files are edited by `editNote`, whose result must agree with this. */
export function applyChange(note: Note, change: NoteChange): Note {
  const base = { ...note, ...change.source };
  const gone = new Set(change.removeHighlights);
  const kept = note.highlights
    .filter((highlight) => !gone.has(highlight.id))
    .map((highlight) => ({ ...highlight, ...patchOf(change, highlight.id) }));
  const ids = new Set(kept.map(({ id }) => id));
  const added = (change.addHighlights ?? []).filter(({ id }) => !ids.has(id));
  return {
    ...base,
    tags: changedTags(note.tags, change),
    highlights: [...kept, ...added].map((highlight) => withState(base, highlight)),
    body: withParagraph(change, note.body).body ?? note.body,
  };
}

function patchOf(change: NoteChange, id: string): HighlightPatch {
  const edits = (change.editHighlights ?? []).filter((edit) => edit.id === id);
  return Object.assign({}, ...edits.map(({ set }) => set)) as HighlightPatch;
}

/** `tags` after the tag part of a change. */
export function changedTags(
  tags: readonly Tag[],
  { addTags = [], removeTags = [] }: Pick<NoteChange, 'addTags' | 'removeTags'>,
): readonly Tag[] {
  const gone = new Set(removeTags.map(tagKey));
  return distinctTags([...tags.filter((tag) => !gone.has(tagKey(tag))), ...addTags]);
}

/** Whether two notes have the same content, ignoring order. */
export function sameNote(a: Note, b: Note): boolean {
  return (
    (a.title ?? '') === (b.title ?? '') &&
    (a.abstract ?? '') === (b.abstract ?? '') &&
    a.arxivVersion === b.arxivVersion &&
    a.body === b.body &&
    sameTags(a.tags, b.tags) &&
    a.highlights.length === b.highlights.length &&
    a.highlights.every((highlight) => b.highlights.some((other) => sameHighlight(highlight, other)))
  );
}

/** Whether two notes that are equal by {@link sameNote} also write their tags in the same case. */
export function sameSpelling(a: Note, b: Note): boolean {
  return (
    isSpelledAlike(a.tags, b.tags) &&
    a.highlights.every(({ id, tags }) => {
      const other = b.highlights.find((one) => one.id === id);
      return other === undefined || isSpelledAlike(tags, other.tags);
    })
  );
}

function isSpelledAlike(a: readonly Tag[], b: readonly Tag[]): boolean {
  const spellings = new Set(a);
  return b.every((tag) => spellings.has(tag));
}

function sameTags(a: readonly Tag[], b: readonly Tag[]): boolean {
  const keys = new Set(a.map(tagKey));
  return keys.size === new Set(b.map(tagKey)).size && b.every((tag) => keys.has(tagKey(tag)));
}

/** Whether two highlights are equal, ignoring their state. */
export function sameHighlight(a: Highlight, b: Highlight): boolean {
  const keys = [
    'id',
    'field',
    'quote',
    'prefix',
    'suffix',
    'start',
    'end',
    'color',
    'comment',
    'created',
    'version',
  ] as const;
  return (
    keys.every((key) => a[key] === b[key]) &&
    (a.section ?? '') === (b.section ?? '') &&
    sameTags(a.tags, b.tags)
  );
}

/** The change that turns `before` into `after`. */
export function changeBetween(before: Note, after: Note): NoteChange {
  const had = new Map(before.highlights.map((highlight) => [highlight.id, highlight]));
  const has = new Set(after.highlights.map(({ id }) => id));
  const [old, now] = [before.tags, after.tags].map((tags) => new Set(tags.map(tagKey)));
  return {
    removeTags: before.tags.filter((tag) => !now?.has(tagKey(tag))),
    addTags: after.tags.filter((tag) => !old?.has(tagKey(tag))),
    removeHighlights: [...had.keys()].filter((id) => !has.has(id)),
    addHighlights: after.highlights.filter(({ id }) => !had.has(id)),
    editHighlights: after.highlights.flatMap(
      ({ created: _created, state: _state, likelyPlace: _place, id, ...set }) => {
        const was = had.get(id);
        return was && !sameHighlight(was, { ...was, ...set }) ? [{ id, set: changedValues(was, set) }] : [];
      },
    ),
    ...(after.body !== before.body && { body: after.body }),
  };
}

function changedValues(was: Highlight, set: HighlightPatch): HighlightPatch {
  const changed = Object.entries(set).filter(([key, value]) => {
    const old = was[key as keyof HighlightPatch];
    return typeof value === 'object' ? !sameTags(value, was.tags) : value !== old;
  });
  return Object.fromEntries(changed);
}
