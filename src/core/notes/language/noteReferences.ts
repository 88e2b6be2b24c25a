import type { PaperId } from '../../library/paper';
import { pairOf, parseFrontMatter, scalarText } from '../frontMatter';
import { noteParts } from '../noteParts';

/** A reference to a paper in a note; offsets in UTF-16 units. */
export interface NoteReference {
  /** `[[id]]`, `paper:/title?id`, or the key `paper` of the front matter. */
  readonly kind: 'wiki' | 'address' | 'key';
  readonly paperId: PaperId;
  /** Start of the id (wiki link and key) or of the whole address. */
  readonly start: number;
  readonly end: number;
}

/** Code, which contains no references, or a possible reference. Lengths are bounded to guarantee linear time. */
const inBody =
  /^(?<fence>`{3,30}|~{3,30})[^\n]*\n[\s\S]*?(?:^\k<fence>|(?![\s\S]))|(?<!`)(?<ticks>`{1,30})(?!`)[^\n]{0,2000}?[^`\n]\k<ticks>(?!`)|\[\[(?<wiki>[a-z0-9-]{1,100})(?:\.md)?(?:[|#][^\]\n]{0,500})?\]\]|\bpaper:(?:\/[^\s?()<>[\]]{0,500}\?)?(?<address>[a-z0-9-]{1,100})(?![\w-])/gm;

/** The form of a paper id: a slug and eight hex digits. Other wiki links lead to other notes. */
const idShape = /^[a-z0-9-]{1,60}-[0-9a-f]{8}$/;

/** All references to papers in a note file, in order. */
export function noteReferences(text: string): readonly NoteReference[] {
  return [...keyReference(text), ...bodyReferences(text)];
}

/** The references in the body of a note file. */
export function bodyReferences(text: string): readonly NoteReference[] {
  const { bodyStart, unclosed } = noteParts(text);
  return referencesIn(text, unclosed ? 0 : bodyStart);
}

/** The references in Markdown; the text before the offset `from` (front matter) is skipped. */
export function referencesIn(text: string, from = 0): readonly NoteReference[] {
  const found: NoteReference[] = [];
  inBody.lastIndex = 0;
  for (const match of text.slice(from).matchAll(inBody)) {
    const { wiki, address } = match.groups ?? {};
    const paperId = wiki ?? address;
    if (paperId === undefined || !idShape.test(paperId)) continue;
    const whole = from + match.index;
    found.push(
      wiki === undefined
        ? { kind: 'address', paperId, start: whole, end: whole + match[0].length }
        : { kind: 'wiki', paperId, start: whole + 2, end: whole + 2 + wiki.length },
    );
  }
  return found;
}

function keyReference(text: string): readonly NoteReference[] {
  const { yaml } = noteParts(text);
  if (!yaml) return [];
  const value = pairOf(parseFrontMatter(text.slice(yaml.start, yaml.end)).root, 'paper')?.value;
  const paperId = scalarText(value);
  const range = value?.range;
  if (paperId === undefined || !range || !idShape.test(paperId)) return [];
  return [{ kind: 'key', paperId, start: yaml.start + range[0], end: yaml.start + range[1] }];
}

/** The reference at `offset`, if any. */
export function referenceAt(references: readonly NoteReference[], offset: number): NoteReference | undefined {
  return references.find(({ start, end }) => start <= offset && offset <= end);
}
