import type { PaperId } from '../library/paper';
import { citationReferences, citationsInComments } from './citations';
import { commentAreas } from './commentAreas';
import { arxivReferences, doiReferences } from './identifiers';
import { referenceLanguage, type ReferenceLanguage } from './languages';
import { codeAreas } from './markupAreas';
import { mayEndWithDate, paperLinks } from './paperLinks';
import { type FoundReference, type Reference, areaLookup } from './reference';
import { gapsBetween, withoutOverlaps } from '../tex/range';
import type { TextRange } from '../text/sentences';
import type { TitleMatcher } from './titleMatcher';

/** The names of papers in the library and the workspace. */
export interface KnownPapers {
  /** The paper with an arXiv id, without version. */
  onArxiv(id: string): PaperId | undefined;
  /** The paper with a DOI, in lower case. */
  withDoi(doi: string): PaperId | undefined;
  /** The current id of a paper that has or had this one. */
  withId(id: string): PaperId | undefined;
  /** The paper with a title. */
  titled(title: string): PaperId | undefined;
  /** The paper of a citation key; undefined if no bibliography of the workspace has the key. */
  cited(key: string): { readonly paperId: PaperId | undefined } | undefined;
}

/**
 * The references to papers in one text, in order and apart. `languageId` is VS Code's; it says what is a comment. Titles
 * count in comments and documents only. Linear in the length of the text.
 */
export function findReferences(
  text: string,
  languageId: string,
  titles: TitleMatcher,
  known: KnownPapers,
): readonly Reference[] {
  const found = resolveReferences(foundReferences(text, languageId, titles), known);
  return found.map(({ needs: _needs, ...reference }) => reference);
}

/** A reference without its place. */
type NamedPaper = Omit<FoundReference, 'start' | 'end'>;

/** Leaves out references that count only if something is known, and adds the papers that are. */
export function resolveReferences<T extends NamedPaper>(
  found: readonly T[],
  known: KnownPapers,
): readonly T[] {
  return found.flatMap((one) => {
    const cited = one.kind === 'citation' ? known.cited(one.value) : undefined;
    const paperId = one.kind === 'citation' ? cited?.paperId : paperOf(one, known);
    if (one.needs === 'library' && paperId === undefined) return [];
    if (one.needs === 'key' && !cited) return [];
    // The paper was in the library when its title was looked for.
    if (one.kind === 'title' && paperId === undefined) return [];
    return [paperId === undefined ? one : { ...one, paperId }];
  });
}

function paperOf({ kind, value, paperId }: NamedPaper, known: KnownPapers): PaperId | undefined {
  if (kind === 'arxiv') return known.onArxiv(value);
  if (kind === 'doi') return known.withDoi(value);
  return known.withId(paperId ?? value);
}

/**
 * The references in one text, in order and without overlaps, before those that depend on the library are resolved. `ascii`
 * has the characters of the text if all are ASCII.
 */
export function foundReferences(
  text: string,
  languageId: string,
  titles: TitleMatcher,
  ascii?: Uint8Array,
): readonly FoundReference[] {
  const may = mayHoldReferences(text, languageId);
  const titled = referenceLanguage(languageId) ? titles.findAll(text, ascii) : [];
  if (!may.identifiers && !may.links && !may.citations && titled.length === 0) return [];
  const { prose, isCode, citations } = structureOf(text, languageId, may.citations);
  const isProse = areaLookup(prose);
  return withoutOverlaps<FoundReference>([
    ...(may.identifiers ? arxivReferences(text, isProse) : []),
    ...(may.identifiers ? doiReferences(text, isProse) : []),
    ...(may.links ? paperReferences(text).filter(({ start }) => !isCode(start)) : []),
    ...citations,
    ...titles.within(text, titled, prose).map(({ start, end, title, paperId }): FoundReference => ({
      start,
      end,
      kind: 'title',
      value: title,
      paperId,
    })),
  ]);
}

interface TextStructure {
  /** The areas where titles and identifiers without a cue count: comments, and text that is not code. */
  readonly prose: readonly TextRange[];
  /** In documents: whether an offset lies in code. */
  readonly isCode: (offset: number) => boolean;
  readonly citations: readonly FoundReference[];
}

function structureOf(text: string, languageId: string, mayCite: boolean): TextStructure {
  const language = referenceLanguage(languageId);
  if (language?.kind === 'markup') {
    const code = codeAreas(text, language.code);
    const isCode = areaLookup(code);
    const citations = mayCite ? citationReferences(text, language, isCode) : [];
    return { prose: gapsBetween(code, text.length), isCode, citations };
  }
  const prose = language ? commentAreas(text, language) : [];
  const citations = mayCite ? citationsInComments(text, areaLookup(prose)) : [];
  return { prose, isCode: () => false, citations };
}

function paperReferences(text: string): readonly FoundReference[] {
  return paperLinks(text).map(({ paperId, start, end }) => ({
    start,
    end,
    kind: 'paper',
    value: paperId,
    ...(mayEndWithDate(paperId) && { needs: 'library' }),
  }));
}

/** A part of every arXiv identifier and DOI. */
const NUMBER = /\d{4}\.\d{4}|[a-z]\/\d{7}|10\.\d{4,9}(?:\\?\/|%2f)/i;
const LINK = /\[\[[a-z0-9-]{1,60}-[0-9a-f]{8}|\bpaper:(?:\/|[a-z0-9-]{1,60}-[0-9a-f]{8})/;
/** Parts of every notation of citations but `@key`. Searched for one by one, which is faster than an expression. */
const CITING = ['cite', 'Cite', ']_', 'bibentry', 'cquote', 'insertRef', 'attribution:'];

/** The kinds of references that a text may contain. */
interface PossibleReferences {
  readonly identifiers: boolean;
  readonly links: boolean;
  readonly citations: boolean;
}

/**
 * Checks quickly which references a text can contain, because most files of a workspace contain none. True for every kind
 * that `foundReferences` would find.
 */
function mayHoldReferences(text: string, languageId: string): PossibleReferences {
  const language = referenceLanguage(languageId);
  return {
    identifiers: NUMBER.test(text),
    links: (text.includes('[[') || text.includes('paper:')) && LINK.test(text),
    citations: language !== undefined && mayCite(text, language),
  };
}

/** One of these is in every citation in a program. Single characters are found much faster than words. */
const SIGNS = ['\\', '@', '`', ']_'];

function mayCite(text: string, { kind }: ReferenceLanguage): boolean {
  if (kind === 'markup' && text.includes('@')) return true;
  if (kind === 'code' && !SIGNS.some((sign) => text.includes(sign))) return false;
  return CITING.some((part) => text.includes(part));
}
