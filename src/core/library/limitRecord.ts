import { isCount } from '../base/guards';
import { limits } from '../base/limits';
import { truncate } from '../text/truncate';
import type { PaperRecord, Repository } from './paper';

/**
 * Cuts the values of a record from an untrusted source to the {@link limits}: long texts and lists are truncated;
 * values that are useless when cut (addresses, identifiers, dates) and numbers that are not counts are dropped. Returns
 * `record` itself if nothing exceeds the limits, which is the usual case.
 */
export function limitRecord(record: PaperRecord): PaperRecord {
  if (isWithin(record)) return record;
  const { title, abstract, authors, categories, repository, venue, journalRef, ...rest } = record;
  const { arxivId, doi, entryType, published, updated } = rest;
  const lines = { arxivId, doi, entryType, published, updated };
  const counts = { upvotes: rest.upvotes, arxivVersion: rest.arxivVersion, year: rest.year };
  const limited = repository && limitRepository(repository);
  return {
    title: limitText(title, limits.line),
    abstract: limitText(abstract, limits.abstract),
    ...(authors && { authors: limitList(authors) }),
    ...(categories && { categories: limitList(categories) }),
    ...(venue !== undefined && { venue: limitText(venue) }),
    ...(journalRef !== undefined && { journalRef: limitText(journalRef) }),
    ...kept(lines, isLine),
    ...kept({ projectPage: rest.projectPage }, isLine),
    ...kept(counts, isCount),
    ...(limited && { repository: limited }),
  };
}

/** Truncates a text to at most `limit` UTF-16 units, the ellipsis included. */
export function limitText(text: string, limit: number = limits.line): string {
  return text.length <= limit ? text : truncate(text, limit - 2);
}

/** The first {@link limits.items} items, each truncated to {@link limits.line}. */
export function limitList(texts: readonly string[]): readonly string[] {
  return texts.slice(0, limits.items).map((text) => limitText(text));
}

function isWithin(record: PaperRecord): boolean {
  const { title, abstract, arxivId, doi, published, updated, projectPage, repository } = record;
  const { venue, journalRef, entryType } = record;
  const lines = [
    title,
    arxivId,
    doi,
    published,
    updated,
    projectPage,
    repository?.url,
    venue,
    journalRef,
    entryType,
  ];
  const lists = [record.authors, record.categories];
  const counts = [record.upvotes, record.arxivVersion, record.year, repository?.stars];
  return (
    abstract.length <= limits.abstract &&
    lines.every((line) => line === undefined || isLine(line)) &&
    lists.every((list) => list === undefined || (list.length <= limits.items && list.every(isLine))) &&
    counts.every((count) => count === undefined || isCount(count))
  );
}

function isLine(text: string): boolean {
  return text.length <= limits.line;
}

function limitRepository({ url, stars }: Repository): Repository | undefined {
  if (!isLine(url)) return undefined;
  return { url, ...kept({ stars }, isCount) };
}

/** The values that are defined and pass the test. */
function kept<T extends object>(values: T, passes: (value: Known<T>[keyof T]) => boolean): Partial<Known<T>> {
  const known = Object.entries(values as Known<T>) as [string, Known<T>[keyof T]][];
  return Object.fromEntries(known.filter(([, value]) => value !== undefined && passes(value))) as Partial<
    Known<T>
  >;
}

type Known<T> = { readonly [Key in keyof T]: Exclude<T[Key], undefined> };
