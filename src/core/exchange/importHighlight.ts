import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { createAnchorer } from '../highlights/anchorer';
import { contextLength, createSelector } from '../highlights/selector';
import { highlightColors, type Highlight, type TextField } from '../notes/note';
import { fromCodePoints } from './codePoints';
import type { ParsedAnnotation, ParsedTarget } from './parsedAnnotation';
import { parseFullTextAddress, parseUrn, type ParsedUrn } from './webAnnotation';

/** The texts of the paper, if known. */
interface Texts {
  readonly title: string | undefined;
  readonly abstract: string | undefined;
}

/** The location of a highlight and its text. */
export type HighlightLocation = Pick<
  Highlight,
  'field' | 'quote' | 'prefix' | 'suffix' | 'start' | 'end' | 'state' | 'version' | 'section'
>;

/** The paper and the text that a target of our own export is on. That of the whole paper has the address of arXiv. */
export function ownTarget(annotation: ParsedAnnotation, target: ParsedTarget): ParsedUrn | undefined {
  const [source = ''] = target.sources;
  const own = parseUrn(source);
  if (own || !parseFullTextAddress(source)) return own;
  const highlight = annotation.id === undefined ? undefined : parseUrn(annotation.id);
  return highlight?.kind === 'highlight' ? { kind: 'fullText', paperId: highlight.paperId } : undefined;
}

/** The location given by our own export. */
export function locateOwnExport(target: ParsedTarget, texts: Texts, { kind }: ParsedUrn): HighlightLocation {
  if (kind === 'fullText') return locateInFullText(target);
  const { quote } = target;
  const field = kind === 'title' ? 'title' : 'abstract';
  const text = texts[field] ?? '';
  const { exact = '', prefix = '', suffix = '', start = 0, end = exact.length } = quote ?? {};
  const place = { start: fromCodePoints(text, start), end: fromCodePoints(text, end) };
  const state = text.slice(place.start, place.end) === exact ? 'anchored' : 'orphaned';
  return { field, quote: exact, prefix, suffix, ...place, state };
}

/** The whole paper is not here: its highlights are anchored when it is read. */
function locateInFullText({ quote, sources, section }: ParsedTarget): HighlightLocation {
  const { exact = '', prefix = '', suffix = '', start = 0, end = start + exact.length } = quote ?? {};
  const { version } = parseFullTextAddress(sources[0] ?? '') ?? {};
  return {
    field: 'fullText',
    quote: exact,
    prefix,
    suffix,
    start,
    end,
    state: 'anchored',
    ...(version !== undefined && { version }),
    ...(section !== undefined && { section }),
  };
}

/**
 * Offsets of other tools refer to a page that is not available, so only the quote is searched. What is not found and
 * was made on arXiv's HTML is of the whole paper.
 */
export function locateForeignQuote(target: ParsedTarget, texts: Texts): HighlightLocation {
  const { quote, sources } = target;
  const { exact = '', prefix = '', suffix = '' } = quote ?? {};
  for (const field of ['abstract', 'title'] satisfies TextField[]) {
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
  if (parseFullTextAddress(sources[0] ?? ''))
    return locateInFullText({ ...target, quote: { exact, prefix, suffix } });
  const context = { prefix: prefix.slice(-contextLength), suffix: suffix.slice(0, contextLength) };
  return { field: 'abstract', quote: exact, ...context, start: 0, end: exact.length, state: 'orphaned' };
}

export function colorOf({ color }: ParsedTarget, own: ParsedUrn | undefined): string {
  if (own) return color ?? '';
  return highlightColors.find((known) => known === color) ?? highlightColors[0];
}

/** The id from our own export; for other tools, a hash that is equal whenever the same annotation is imported. */
export function highlightId(annotation: ParsedAnnotation, index: number, target: ParsedTarget): string {
  const own = annotation.id === undefined ? undefined : parseUrn(annotation.id);
  if (own?.highlightId !== undefined) return own.highlightId;
  const name =
    annotation.id ?? JSON.stringify([target.sources, target.quote, annotation.comments, annotation.created]);
  return `i${bytesToHex(sha256(utf8ToBytes(`${name}\n${index}`))).slice(0, 12)}`;
}
