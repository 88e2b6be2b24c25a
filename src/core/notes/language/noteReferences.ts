import { pairOf, parseFrontMatter, scalarText } from '../frontMatter';
import { codeAreas } from '../../references/markupAreas';
import { type PaperLinkReference, paperIdShape, paperLinks } from '../../references/paperLinks';
import { areaLookup } from '../../references/reference';
import { noteParts } from '../noteParts';

/** A reference to a paper in a note: `[[id]]`, `paper:/title?id`, or the key `paper` of the front matter. */
export interface NoteReference extends Omit<PaperLinkReference, 'kind'> {
  readonly kind: PaperLinkReference['kind'] | 'key';
}

/** All references to papers in a note file, in order. */
export function noteReferences(text: string): readonly NoteReference[] {
  return [...keyReference(text), ...bodyReferences(text)];
}

/** The references in the body of a note file. */
function bodyReferences(text: string): readonly NoteReference[] {
  const { bodyStart, unclosed } = noteParts(text);
  return referencesIn(text, unclosed ? 0 : bodyStart);
}

/** The references in Markdown, outside code; the text before the offset `from` (front matter) is skipped. */
export function referencesIn(text: string, from = 0): readonly NoteReference[] {
  const body = text.slice(from);
  const isCode = areaLookup(codeAreas(body, 'markdown'));
  return paperLinks(body)
    .filter(({ start }) => !isCode(start))
    .map((link) => ({ ...link, start: from + link.start, end: from + link.end }));
}

function keyReference(text: string): readonly NoteReference[] {
  const { yaml } = noteParts(text);
  if (!yaml) return [];
  const value = pairOf(parseFrontMatter(text.slice(yaml.start, yaml.end)).root, 'paper')?.value;
  const paperId = scalarText(value);
  const range = value?.range;
  if (paperId === undefined || !range || !paperIdShape.test(paperId)) return [];
  return [{ kind: 'key', paperId, start: yaml.start + range[0], end: yaml.start + range[1] }];
}

/** The reference at `offset`, if any. */
export function referenceAt(references: readonly NoteReference[], offset: number): NoteReference | undefined {
  return references.find(({ start, end }) => start <= offset && offset <= end);
}
