import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { createAnchorer } from '../highlights/anchorer';
import { contextLength, createSelector } from '../highlights/selector';
import { highlightColors, type Highlight, type HighlightField } from '../notes/note';
import { fromCodePoints } from './codePoints';
import type { ReadAnnotation, ReadTarget } from './readAnnotations';
import { parseUrn, type ParsedUrn } from './webAnnotation';

/** The texts of the paper, as far as they are known. */
interface Texts {
  readonly title: string | undefined;
  readonly abstract: string | undefined;
}

/** Where a highlight stands, and its words. */
export type HighlightLocation = Pick<
  Highlight,
  'field' | 'quote' | 'prefix' | 'suffix' | 'start' | 'end' | 'state'
>;

/** The place that an export of ours gives. */
export function locateOwnExport({ quote }: ReadTarget, texts: Texts, { kind }: ParsedUrn): HighlightLocation {
  const field = kind === 'title' ? 'title' : 'abstract';
  const text = texts[field] ?? '';
  const { exact = '', prefix = '', suffix = '', start = 0, end = exact.length } = quote ?? {};
  const place = { start: fromCodePoints(text, start), end: fromCodePoints(text, end) };
  const state = text.slice(place.start, place.end) === exact ? 'anchored' : 'orphaned';
  return { field, quote: exact, prefix, suffix, ...place, state };
}

/** Another tool's offsets count in a page that we do not have: only the words can be looked for. */
export function locateForeignQuote({ quote }: ReadTarget, texts: Texts): HighlightLocation {
  const { exact = '', prefix = '', suffix = '' } = quote ?? {};
  for (const field of ['abstract', 'title'] satisfies HighlightField[]) {
    const text = texts[field] ?? '';
    const anchor = createAnchorer(undefined, text).anchor({
      quote: exact,
      prefix,
      suffix,
      start: -1,
      end: -1,
    });
    if (anchor.kind !== 'orphan')
      return { field, ...createSelector(text, anchor.start, anchor.end), state: 'anchored' };
  }
  const context = { prefix: prefix.slice(-contextLength), suffix: suffix.slice(0, contextLength) };
  return { field: 'abstract', quote: exact, ...context, start: 0, end: exact.length, state: 'orphaned' };
}

export function colorOf({ color }: ReadTarget, own: ParsedUrn | undefined): string {
  if (own) return color ?? '';
  return highlightColors.find((known) => known === color) ?? highlightColors[0];
}

/** Ours is in the name; for others one is made that is the same whenever the same annotation is imported. */
export function highlightId(annotation: ReadAnnotation, index: number, target: ReadTarget): string {
  const own = annotation.id === undefined ? undefined : parseUrn(annotation.id);
  if (own?.highlightId !== undefined) return own.highlightId;
  const name =
    annotation.id ?? JSON.stringify([target.sources, target.quote, annotation.comments, annotation.created]);
  return `i${bytesToHex(sha256(utf8ToBytes(`${name}\n${index}`))).slice(0, 12)}`;
}
