import { percentDecoded } from '../base/percentDecoded';
import type { HighlightField } from '../notes/note';
import { highlightFields } from '../notes/note';
import type { PaperId } from '../library/paper';

/**
 * The part of the W3C Web Annotation Data Model (https://www.w3.org/TR/annotation-model/) that an export uses, in the
 * terms of its JSON-LD context.
 */
export interface WebAnnotation {
  readonly '@context': typeof annotationContext;
  readonly id: string;
  readonly type: 'Annotation';
  readonly motivation: Motivation | readonly Motivation[];
  /** xsd:dateTime in UTC. */
  readonly created?: string;
  /** The date as written in the note, if that is another string. */
  readonly 'dcterms:created'?: string;
  readonly body?: readonly TextualBody[];
  /** The model requires it where a target has a `styleClass`. */
  readonly stylesheet?: CssStylesheet;
  readonly target: SpecificResource;
}

interface CssStylesheet {
  readonly type: 'CssStylesheet';
  readonly value: string;
}

export const annotationContext = 'http://www.w3.org/ns/anno.jsonld';

export type Motivation = 'highlighting' | 'commenting' | 'tagging' | 'describing' | 'bookmarking';

export interface TextualBody {
  readonly type: 'TextualBody';
  readonly value: string;
  readonly format: 'text/plain' | 'text/markdown';
  readonly purpose: Motivation;
}

export interface SpecificResource {
  readonly type: 'SpecificResource';
  readonly source: TextResource;
  /** The web address of the paper. */
  readonly scope?: string;
  readonly selector?: readonly [QuoteSelector, PositionSelector] | readonly [QuoteSelector];
  /** The highlight's colour. */
  readonly styleClass?: string;
  /** The heading above the quote, in a whole paper. */
  readonly 'dcterms:isPartOf'?: string;
}

interface TextResource {
  readonly id: string;
  readonly type: 'Text';
  readonly format: 'text/plain' | 'text/html';
  readonly 'dcterms:title'?: string;
  readonly 'dcterms:abstract'?: string;
}

interface QuoteSelector {
  readonly type: 'TextQuoteSelector';
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

interface PositionSelector {
  readonly type: 'TextPositionSelector';
  /** In code points. */
  readonly start: number;
  readonly end: number;
}

export interface AnnotationCollection {
  readonly '@context': typeof annotationContext;
  readonly id: string;
  readonly type: 'AnnotationCollection';
  readonly label: string;
  readonly generated: string;
  readonly total: number;
  readonly first: AnnotationPage;
}

interface AnnotationPage {
  readonly id: string;
  readonly type: 'AnnotationPage';
  readonly partOf: string;
  readonly startIndex: number;
  readonly items: readonly WebAnnotation[];
}

/**
 * URNs (RFC 8141) for resources without a web address. The namespace is not registered; it only has to be the same on
 * every machine.
 */
const namespace = 'urn:daily-papers';

export const collectionUrn = `${namespace}:annotations`;
export const pageUrn = `${collectionUrn}:1`;

export function noteUrn(paperId: PaperId): string {
  return `${namespace}:note:${paperId}`;
}

export function paperUrn(paperId: PaperId): string {
  return `${namespace}:paper:${paperId}`;
}

export function textUrn(paperId: PaperId, field: HighlightField): string {
  return `${namespace}:${field}:${paperId}`;
}

/** The page of a version of the whole paper on arXiv; a URN if the paper is not there. */
export function fullTextSource(
  { arxivId, note }: { readonly arxivId?: string; readonly note: { readonly paperId: PaperId } },
  version: number | undefined,
): string {
  if (arxivId === undefined) return textUrn(note.paperId, 'fullText');
  return `https://arxiv.org/html/${arxivId}${version === undefined ? '' : `v${version}`}`;
}

/** The version in an address of arXiv's HTML, if it has one; undefined for other addresses. */
export function parseFullTextAddress(address: string): { readonly version?: number } | undefined {
  const match = /^https?:\/\/(?:www\.)?arxiv\.org\/html\/[^?#]{1,100}/iu.exec(address);
  if (!match) return undefined;
  const version = /v([1-9]\d{0,2})\/?$/u.exec(match[0])?.[1];
  return version === undefined ? {} : { version: Number(version) };
}

export function highlightUrn(paperId: PaperId, highlightId: string): string {
  return `${namespace}:highlight:${paperId}:${encodeURIComponent(wellFormed(highlightId))}`;
}

/** URNs cannot contain lone surrogates. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}

/** The parts of one of the URNs above. */
export interface ParsedUrn {
  readonly kind: 'note' | 'paper' | 'highlight' | HighlightField;
  readonly paperId: PaperId;
  readonly highlightId?: string;
}

const urn =
  /^urn:daily-papers:(note|paper|highlight|title|abstract|fullText):([a-z0-9-]{1,60}-[0-9a-f]{8})(?::([^:]{1,1000}))?$/;

export function parseUrn(iri: string): ParsedUrn | undefined {
  const [, kind = '', paperId = '', rest] = urn.exec(iri) ?? [];
  const known = [...(['note', 'paper', 'highlight'] as const), ...highlightFields].find(
    (one) => one === kind,
  );
  if (known === undefined || (rest !== undefined) !== (known === 'highlight')) return undefined;
  const highlightId = rest === undefined ? undefined : percentDecoded(rest);
  if (known === 'highlight' && highlightId === undefined) return undefined;
  return { kind: known, paperId, ...(highlightId !== undefined && { highlightId }) };
}
