import { type IsoDay, addDays } from './isoDay';
import { localizable, type Message } from '../base/localization';

export const ARXIV = 'https://arxiv.org';
export const ARXIV_API = 'https://export.arxiv.org';
export const ARXIV_RSS = 'https://rss.arxiv.org';

/** The maximum number of papers in one response, and in all responses to one query. */
const SLICE = 2000;
const REACH = 30_000;

/** The number of identifiers in one request. */
const IDS_AT_ONCE = 200;

/** The address of the papers submitted on a day (UTC) in any of the categories, from index `start`, latest first. */
export function submittedUrl(
  base: string,
  categories: readonly string[],
  day: IsoDay,
  start: number,
): string {
  const any = categories.map((category) => `cat:${category}`).join(' OR ');
  const span = `submittedDate:[${compact(day)}0000 TO ${compact(addDays(day, 1))}0000]`;
  const query = encodeURIComponent(`(${any}) AND ${span}`);
  const size = Math.min(SLICE, REACH - start);
  return `${base}/api/query?search_query=${query}&start=${start}&max_results=${size}&sortBy=submittedDate&sortOrder=descending`;
}

/** The index of the slice that follows one of `count` papers at `start`; undefined after the last one. */
export function nextSlice(start: number, count: number, total: number | undefined): number | undefined {
  const next = start + count;
  const isMore = total === undefined ? count >= SLICE : next < total;
  return count > 0 && isMore && next < REACH ? next : undefined;
}

/** Addresses for the details of papers, with and without versions. */
export function detailUrls(base: string, ids: readonly string[]): readonly string[] {
  const urls: string[] = [];
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
    const some = ids.slice(at, at + IDS_AT_ONCE);
    urls.push(
      `${base}/api/query?id_list=${some.map(encodeURIComponent).join(',')}&start=0&max_results=${some.length}`,
    );
  }
  return urls;
}

/** Papers whose title has these words, in this order or near it. */
export function titleUrl(base: string, title: string): string {
  const words = title.match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  const query = words
    .slice(0, 20)
    .map((word) => `ti:${word}`)
    .join(' AND ');
  return `${base}/api/query?search_query=${encodeURIComponent(query)}&start=0&max_results=10`;
}

/** The latest announcements of some categories. */
export function rssUrl(base: string, categories: readonly string[]): string {
  return `${base}/rss/${categories.map(encodeURIComponent).join('+')}`;
}

function compact(day: IsoDay): string {
  return day.replaceAll('-', '');
}

/** The address of a paper as HTML. Without a version, arXiv answers with the latest one. */
export function htmlUrl(base: string, arxivId: string, version?: number): string {
  const id = arxivId.split('/').map(encodeURIComponent).join('/');
  return `${base}/html/${id}${version === undefined ? '' : `v${version}`}`;
}

/** The total number of matches of an arXiv query, of which the response contains one page. */
export function totalResults(xml: string): number | undefined {
  const total = /<(?:\w+:)?totalResults[^<>]*>\s*(\d{1,9})\s*</u.exec(xml)?.[1];
  return total === undefined ? undefined : Number(total);
}

/** Why arXiv refused a query: a sentence. It responds with a feed whose only entry is the error. */
export function errorIn(xml: string): Message {
  const [, entry = ''] = xml.split(/<entry[\s>]/u, 2);
  const reason = /<summary[^<>]*>([^<]{1,2000})</u.exec(entry)?.[1] ?? '';
  const line = reason.replace(/\s+/gu, ' ').trim();
  return line === ''
    ? localizable('arXiv answers with an error, and gives no reason.')
    : localizable('arXiv answers with an error: {0}.', line);
}
