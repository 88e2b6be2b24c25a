import { limits } from '../base/limits';
import { collapseWhitespace } from '../text/collapseWhitespace';
import { isIdentifierTitle } from './arxivId';
import type { Paper, PaperRecord, Repository } from './paper';

type Facts = Omit<Paper, 'id' | 'links'>;

/**
 * Merges two records of one paper: `known` with everything that only `other` has. Values are kept rather than replaced;
 * lists get longer, counts and versions higher. Returns `known` itself if `other` adds nothing.
 */
export function mergePapers<T extends Facts>(known: T, other: PaperRecord): T {
  const merged: T = {
    ...known,
    ...definedOnly<PaperRecord>({
      title: betterTitle(known, other),
      abstract: fullerAbstract(known, other),
      authors: longer(known.authors, other.authors),
      arxivId: known.arxivId ?? other.arxivId,
      arxivVersion: versionOfWords(known, other),
      doi: known.doi ?? other.doi,
      venue: known.venue ?? other.venue,
      journalRef: known.journalRef ?? other.journalRef,
      year: known.year ?? other.year,
      entryType: known.entryType ?? other.entryType,
      categories: union(known.categories, other.categories),
      published: known.published ?? other.published,
      updated: later(known.updated, other.updated),
      upvotes: higher(known.upvotes, other.upvotes),
      repository: mergeRepositories(known.repository, other.repository),
      projectPage: known.projectPage ?? other.projectPage,
    }),
  };
  return haveSameValues(known, merged) ? known : merged;
}

export type RecordField = keyof PaperRecord;

/** The fields of a paper that have a value. */
export function presentFields(facts: Facts): readonly RecordField[] {
  const nothing: PaperRecord = { title: '', abstract: '' };
  return Object.keys(missingFields(nothing, facts)) as RecordField[];
}

/**
 * The fields of `other` that are empty in `known`. Lists are not extended. A placeholder title (`arXiv:…`) counts as
 * empty. The arXiv version belongs to the abstract and is only taken together with it.
 */
export function missingFields(known: Facts, other: Facts): Partial<PaperRecord> {
  const hasTitle = isTitle(known.title) || !isTitle(other.title);
  const hasWords = !isBlank(known) || isBlank(other);
  const absent = <T>(a: T | undefined, b: T | undefined): T | undefined => (a === undefined ? b : undefined);
  const absentList = <T>(a: readonly T[] = [], b: readonly T[] = []): readonly T[] | undefined =>
    a.length > 0 || b.length === 0 ? undefined : b;
  return definedOnly<PaperRecord>({
    title: hasTitle ? undefined : other.title,
    abstract: hasWords ? undefined : other.abstract,
    arxivVersion: hasWords ? undefined : absent(known.arxivVersion, other.arxivVersion),
    authors: absentList(known.authors, other.authors),
    arxivId: absent(known.arxivId, other.arxivId),
    doi: absent(known.doi, other.doi),
    venue: absent(known.venue, other.venue),
    journalRef: absent(known.journalRef, other.journalRef),
    year: absent(known.year, other.year),
    entryType: absent(known.entryType, other.entryType),
    categories: absentList(known.categories, other.categories),
    published: absent(known.published, other.published),
    updated: absent(known.updated, other.updated),
    upvotes: absent(known.upvotes, other.upvotes),
    repository: absent(known.repository, other.repository),
    projectPage: absent(known.projectPage, other.projectPage),
  });
}

function isTitle(title: string): boolean {
  return title !== '' && !isIdentifierTitle(title);
}

/** Keeps the first title, unless it is a placeholder or a newer arXiv version has another. */
function betterTitle(known: Facts, other: PaperRecord): string {
  if (!isTitle(other.title)) return known.title || other.title;
  const isReplaced = !isTitle(known.title) || isNewer(known, other);
  return isReplaced ? other.title : known.title;
}

/**
 * Takes the abstract of the newer arXiv version; otherwise keeps the first, since highlights refer to it, unless the
 * other one continues where it was cut off.
 */
function fullerAbstract(known: Facts, other: PaperRecord): string {
  if (isBlank(other)) return known.abstract;
  if (isBlank(known) || isNewer(known, other)) return other.abstract;
  if (isNewer(other, known)) return known.abstract;
  return isContinuation(known.abstract, other.abstract) ? other.abstract : known.abstract;
}

/** The version that the merged title and abstract belong to. A version without an abstract does not replace one. */
function versionOfWords(known: Facts, other: PaperRecord): number | undefined {
  if (isBlank(other) && !isBlank(known)) return known.arxivVersion;
  if (isBlank(known) && !isBlank(other)) return other.arxivVersion ?? known.arxivVersion;
  return higher(known.arxivVersion, other.arxivVersion);
}

/** An unknown version counts as the first: most papers are listed when they are new. */
function isNewer(known: Facts, other: Facts): boolean {
  return !isBlank(other) && (other.arxivVersion ?? 1) > (known.arxivVersion ?? 1);
}

function isBlank({ abstract }: Facts): boolean {
  return abstract.trim() === '';
}

/** Whether `whole` starts with `cut` (without its ellipsis) and is longer. */
export function isContinuation(cut: string, whole: string): boolean {
  if (!canBeginAlike(cut, whole)) return false;
  const [shown, all] = [collapseWhitespace(cut), collapseWhitespace(whole)];
  const ellipsis = /\s?(?:…|\.{3,6})$/.exec(shown.slice(-8))?.[0] ?? '';
  const beginning = shown.slice(0, shown.length - ellipsis.length);
  return all.length > beginning.length + 1 && all.startsWith(beginning);
}

/** False if two long texts begin with different characters, which is quickly found out. */
function canBeginAlike(a: string, b: string): boolean {
  const beginning = (text: string): string => collapseWhitespace(text.slice(0, 40)).slice(0, 10);
  return Math.min(a.length, b.length) < 100 || beginning(a) === beginning(b);
}

function longer<T>(a: readonly T[] | undefined, b: readonly T[] | undefined): readonly T[] | undefined {
  return (b?.length ?? 0) > (a?.length ?? 0) ? b : a;
}

function union(
  a: readonly string[] | undefined,
  b: readonly string[] | undefined,
): readonly string[] | undefined {
  if (!a || !b) return a ?? b;
  const all = new Set([...a, ...b]);
  return all.size === a.length ? a : [...all].slice(0, Math.max(a.length, limits.items));
}

function higher(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

/** ISO 8601 dates in UTC sort like strings. */
function later(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || b === undefined ? (a ?? b) : a < b ? b : a;
}

function mergeRepositories(a: Repository | undefined, b: Repository | undefined): Repository | undefined {
  if (!a || !b) return a ?? b;
  const stars = a.url === b.url ? higher(a.stars, b.stars) : a.stars;
  return stars === a.stars || stars === undefined ? a : { ...a, stars };
}

function definedOnly<T extends object>(facts: { [K in keyof T]: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** Whether two objects have the same values; lists are compared by reference. */
export function haveSameValues<T extends object>(a: T, b: T): boolean {
  const keys = Object.keys(a) as (keyof T)[];
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
