import type { IsoDay } from './isoDay';

export const HUGGING_FACE = 'https://huggingface.co';

/** The maximum page size. Without the parameter the service silently returns 50 items at most. */
const PAGE_SIZE = 100;

/** More pages than any month has. */
const MOST_PAGES = 100;

/** The longest text that may be searched for. */
const LONGEST_QUERY = 250;

/** The lists that the service has. */
export type DailyPapersQuery =
  | { readonly date: IsoDay }
  | { readonly week: string }
  | { readonly month: string };

export function dailyPapersUrl(base: string, query: DailyPapersQuery, page: number): string {
  const [name, value] = Object.entries(query)[0] ?? [];
  const parameters = `${name ?? 'date'}=${encodeURIComponent(value ?? '')}&p=${page}&limit=${PAGE_SIZE}`;
  return `${withoutSlash(base)}/api/daily_papers?${parameters}`;
}

export function paperUrl(base: string, arxivId: string): string {
  return `${withoutSlash(base)}/api/papers/${encodeURIComponent(arxivId)}`;
}

export function searchUrl(base: string, title: string): string {
  const query = Array.from(title).slice(0, LONGEST_QUERY).join('');
  return `${withoutSlash(base)}/api/papers/search?q=${encodeURIComponent(query)}`;
}

/**
 * Whether another page follows one of `count` items. A full page may be the last, then the next is empty. `link` is the
 * header of that name (RFC 8288), which is believed where it is given.
 */
export function hasNextPage(count: number, page: number, link: string | null): boolean {
  if (page + 1 >= MOST_PAGES) return false;
  if (count === 0) return false;
  return count >= PAGE_SIZE || /<[^<>]*>\s*;[^,<]*\brel="?next\b/iu.test(link ?? '');
}

/** Parses a base address; undefined unless it is an http(s) URL without user, query and fragment. */
export function readBase(address: string): string | undefined {
  try {
    const url = new URL(address.trim());
    const isPlain =
      (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '';
    return isPlain && url.search === '' && url.hash === '' ? withoutSlash(url.href) : undefined;
  } catch {
    return undefined; // No address at all.
  }
}

function withoutSlash(base: string): string {
  return base.replace(/(?<!\/)\/+$/u, '');
}
