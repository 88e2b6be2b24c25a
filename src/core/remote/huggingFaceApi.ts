import type { IsoDay } from './isoDay';

export const HUGGING_FACE = 'https://huggingface.co';

/** The most that a page may hold. Without it the answer is cut to 50, and nothing says so. */
const PAGE_SIZE = 100;

/** More pages than any month has. */
const MOST_PAGES = 100;

/** The longest text that may be searched for. */
const LONGEST_QUERY = 250;

/** What lists may be asked for. */
export type DailyPapersQuery =
  { readonly date: IsoDay } | { readonly week: string } | { readonly month: string };

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

/** A base address with nothing but `http:` or `https:` and a host; undefined for others. */
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
