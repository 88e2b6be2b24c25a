import { type Highlight, isOfCopiedText } from '../notes/note';
import type { AnnotatedPaper } from './annotatedPaper';
import type { TextRange } from '../text/sentences';
import { toCodePoints } from './codePoints';
import {
  annotationContext,
  collectionUrn,
  fullTextSource,
  highlightUrn,
  noteUrn,
  pageUrn,
  paperUrn,
  textUrn,
  type AnnotationCollection,
  type Motivation,
  type SpecificResource,
  type TextualBody,
  type WebAnnotation,
} from './webAnnotation';

/** {@link webAnnotations} serialised as JSON, an annotation in each part. */
export function* exportWebAnnotations(
  papers: readonly AnnotatedPaper[],
  generated: string,
): Iterable<string> {
  const total = papers.reduce((sum, { note }) => sum + 1 + note.highlights.length, 0);
  const around = JSON.stringify(collectionOf([], total, generated), undefined, 2);
  // The list is the last `[]` of the text.
  const at = around.lastIndexOf('[]') + 1;
  yield around.slice(0, at);
  let separator = '\n';
  for (const paper of papers)
    for (const item of annotationsOf(paper)) {
      yield separator + indented(item);
      separator = ',\n';
    }
  if (total > 0) yield `\n${' '.repeat(depth - 2)}`;
  yield `${around.slice(at)}\n`;
}

/** Indentation of the items of a collection, in spaces. */
const depth = 6;

function indented(item: WebAnnotation): string {
  const space = ' '.repeat(depth);
  return space + JSON.stringify(item, undefined, 2).replaceAll('\n', `\n${space}`);
}

/**
 * All annotations as a collection of W3C Web Annotations: one for each highlight, whose target is the title or the
 * abstract as a text resource, or the page of the whole paper on arXiv, and one for each paper with its tags, its note body
 * and the texts to which the offsets refer. Ids are stable, so that importing a file twice creates no duplicates.
 *
 * @param generated the time of the export, xsd:dateTime in UTC
 */
export function webAnnotations(papers: readonly AnnotatedPaper[], generated: string): AnnotationCollection {
  const items = papers.flatMap(annotationsOf);
  return collectionOf(items, items.length, generated);
}

function annotationsOf(paper: AnnotatedPaper): readonly WebAnnotation[] {
  const highlights = paper.note.highlights.map((highlight) => highlightAnnotation(paper, highlight));
  return [noteAnnotation(paper), ...highlights];
}

function collectionOf(
  items: readonly WebAnnotation[],
  total: number,
  generated: string,
): AnnotationCollection {
  return {
    '@context': annotationContext,
    id: collectionUrn,
    type: 'AnnotationCollection',
    label: 'Daily Papers: annotations',
    generated,
    total,
    first: { id: pageUrn, type: 'AnnotationPage', partOf: collectionUrn, startIndex: 0, items },
  };
}

function noteAnnotation(paper: AnnotatedPaper): WebAnnotation {
  const { note, address } = paper;
  const description = note.body === '' ? [] : [textualBody(note.body, 'describing', 'text/markdown')];
  const bodies = [...description, ...tagBodies(note.tags)];
  return {
    '@context': annotationContext,
    id: noteUrn(note.paperId),
    type: 'Annotation',
    motivation: bodies.length > 0 ? motivations(bodies) : 'bookmarking',
    ...(bodies.length > 0 && { body: bodies }),
    target: {
      type: 'SpecificResource',
      source: {
        id: paperUrn(note.paperId),
        type: 'Text',
        format: 'text/plain',
        ...(paper.title !== '' && { 'dcterms:title': paper.title }),
        ...(paper.abstract !== '' && { 'dcterms:abstract': paper.abstract }),
      },
      ...(address !== undefined && { scope: address }),
    },
  };
}

function highlightAnnotation(paper: AnnotatedPaper, highlight: Highlight): WebAnnotation {
  const { comment, tags, id, created } = highlight;
  const commentBodies = comment === '' ? [] : [textualBody(comment, 'commenting', 'text/plain')];
  const bodies = [...commentBodies, ...tagBodies(tags)];
  return {
    '@context': annotationContext,
    id: highlightUrn(paper.note.paperId, id),
    type: 'Annotation',
    motivation: motivations(bodies, 'highlighting'),
    ...createdAt(created),
    ...(bodies.length > 0 && { body: bodies }),
    ...(highlight.color !== '' && { stylesheet: stylesheetOf(highlight.color) }),
    target: highlightTarget(paper, highlight),
  };
}

function highlightTarget(paper: AnnotatedPaper, highlight: Highlight): SpecificResource {
  const { quote, prefix, suffix, color, section } = highlight;
  const { start, end } = positionOf(paper, highlight);
  const quoted = { type: 'TextQuoteSelector', exact: quote, prefix, suffix } as const;
  const placed = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end >= start;
  return {
    type: 'SpecificResource',
    source: isOfCopiedText(highlight)
      ? { id: textUrn(paper.note.paperId, highlight.field), type: 'Text', format: 'text/plain' }
      : { id: fullTextSource(paper, highlight.version), type: 'Text', format: 'text/html' },
    ...(paper.address !== undefined && { scope: paper.address }),
    ...(section !== undefined && { 'dcterms:isPartOf': section }),
    selector: placed ? [quoted, { type: 'TextPositionSelector', start, end }] : [quoted],
    ...(color !== '' && { styleClass: color }),
  };
}

/** In code points. In UTF-16 units in a whole paper that is not stored, where they are only a hint beside the quote. */
function positionOf(paper: AnnotatedPaper, highlight: Highlight): TextRange {
  const { start, end } = highlight;
  if (!isOfCopiedText(highlight)) return paper.wholePaperPoints?.get(highlight.id) ?? { start, end };
  const text = paper[highlight.field];
  return { start: toCodePoints(text, start), end: toCodePoints(text, end) };
}

/** A rule for the class of a colour. Names that are no colours of CSS are ignored by those that apply it. */
function stylesheetOf(color: string): NonNullable<WebAnnotation['stylesheet']> {
  const name = color.replace(/[^A-Za-z0-9_-]|^-?\d/gu, (sign) =>
    Array.from(sign, (char) => `\\${(char.codePointAt(0) ?? 0).toString(16)} `).join(''),
  );
  const value = /^[a-z]+$/u.test(color) ? color : 'Mark';
  return { type: 'CssStylesheet', value: `.${name} { background-color: ${value}; }` };
}

function textualBody(value: string, purpose: Motivation, format: TextualBody['format']): TextualBody {
  return { type: 'TextualBody', value, format, purpose };
}

function tagBodies(tags: readonly string[]): readonly TextualBody[] {
  return tags.map((tag) => textualBody(tag, 'tagging', 'text/plain'));
}

function motivations(bodies: readonly TextualBody[], ...first: readonly Motivation[]): readonly Motivation[] {
  return [...first, ...bodies.map(({ purpose }) => purpose)].filter(isFirst);
}

function isFirst<T>(item: T, at: number, items: readonly T[]): boolean {
  return items.indexOf(item) === at;
}

/** The model requires xsd:dateTime in UTC; a note may have another form of date, or none. */
function createdAt(created: string): Pick<WebAnnotation, 'created' | 'dcterms:created'> {
  if (created === '') return {};
  const time = Date.parse(created);
  if (Number.isNaN(time)) return { 'dcterms:created': created };
  const utc = new Date(time).toISOString();
  return utc === created ? { created } : { created: utc, 'dcterms:created': created };
}
