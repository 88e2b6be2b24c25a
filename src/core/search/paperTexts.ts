import { plain } from '../tex/plain';
import { joinedList, joinedWords, type PaperWords } from '../library/paperWords';
import { hashText } from '../text/hash';
import type { SearchDocument } from './searchDocument';

/** Part of a note, as it is stored. */
export interface NotePart {
  readonly kind: 'comment' | 'highlight' | 'note';
  readonly text: string;
}

/** The texts of a paper and its note as they are stored, with TeX that is not rendered yet: cheap to put together. */
export interface PaperTexts extends PaperWords {
  readonly id: string;
  /** A hash that changes with the {@link PaperWords}. If it is missing, it is computed from them. */
  readonly wordsHash?: number;
  /** Tags of the note and of its highlights. */
  readonly tags?: readonly string[];
  readonly noteParts?: readonly NotePart[];
}

/** The document to index, as people read it. Renders TeX, half a millisecond for an abstract: not for many at once. */
export function renderTexts(texts: PaperTexts): SearchDocument {
  const { title, abstract, tags, noteParts } = texts;
  return {
    ...withoutNote({ ...texts, title: plain(title), abstract: plain(abstract) }),
    ...(tags && { tags }),
    ...(noteParts && { notes: noteText(noteParts) }),
  };
}

/** A note in one piece. */
export function noteText(parts: readonly NotePart[]): string {
  return parts.map(readablePart).join('\n\n');
}

/** Part of a note as people read it. */
function readablePart({ kind, text }: NotePart): string {
  return kind === 'highlight' ? plain(text).trim() : text;
}

/** Hashes of the texts of a paper that the index contains. */
export interface DocumentHashes {
  /** The paper without tags and note, which is the same in all workspaces. */
  readonly paper: number;
  /** The paper with tags and note; 0 if it has neither. */
  readonly noted: number;
}

export function textsHashes(texts: PaperTexts): DocumentHashes {
  const { noteParts = [], wordsHash } = texts;
  const notes = noteParts.flatMap(({ kind, text }) => [kind, text]);
  return hashesOf(texts, notes, wordsHash);
}

/** Like {@link textsHashes}, for a document that was made in another way. */
export function documentHashes(document: SearchDocument): DocumentHashes {
  const { notes = '' } = document;
  return hashesOf(document, notes === '' ? [] : [notes]);
}

function hashesOf(
  paper: Omit<SearchDocument, 'notes'>,
  notes: readonly string[],
  wordsHash?: number,
): DocumentHashes {
  const { tags = [] } = paper;
  const hash = wordsHash ?? hashText(joinedWords(paper));
  const isNoted = tags.length + notes.length > 0;
  return {
    paper: hash,
    noted: isNoted ? hashText([hash, joinedList(tags), joinedList(notes)].join('\0')) : 0,
  };
}

/** The document without what is one workspace's. */
export function withoutNote(document: SearchDocument): SearchDocument {
  const { id, title, abstract, authors, keywords, categories } = document;
  return {
    id,
    title,
    abstract,
    ...(authors && { authors }),
    ...(keywords && { keywords }),
    ...(categories && { categories }),
  };
}
