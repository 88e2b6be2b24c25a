// Measures inside an extension host, of Node or of a browser.
import * as vscode from 'vscode';
import type { DailyPapersApi } from '../../src/publicApi';

/** In milliseconds. */
export interface HostFigures {
  readonly papers: number;
  /** How long the extension took to activate, as it measures itself. */
  readonly activation: number;
  /** Until the public API lists the days, after activation. */
  readonly days: number;
  /** The first search, which waits for the index. */
  readonly firstSearch: number;
  /** Each search while queries are typed, right after the index was made. */
  readonly searches: readonly number[];
  /** The same after a pause in which the new index is merged and saved. */
  readonly later: readonly number[];
}

const queries = 12;
/** In milliseconds. */
const settled = 10_000;

export async function measureHost(): Promise<HostFigures> {
  const extension = vscode.extensions.getExtension<DailyPapersApi>('daily-papers.daily-papers');
  if (!extension) throw new Error('The extension is not installed.');
  const api = await extension.activate();
  const [activated] = performance.getEntriesByName('daily-papers/activate');
  const [days, listed] = await timed(() => api.days());
  const ids = listed.flatMap(({ paperIds }) => paperIds);
  const [firstSearch] = await timed(() => api.search('diffusion'));
  const step = Math.max(1, Math.floor(ids.length / queries));
  const titles = await Promise.all(
    ids.filter((_, at) => at % step === 0).map(async (id) => (await api.paper(id))?.title ?? ''),
  );
  const typed = titles.map((title) => title.split(' ').slice(0, 4).join(' '));
  const searches = await searchTyped(api, typed);
  await new Promise((resolve) => setTimeout(resolve, settled));
  const later = await searchTyped(api, typed);
  return { papers: ids.length, activation: activated?.duration ?? NaN, days, firstSearch, searches, later };
}

/** How long each search takes while queries are typed letter by letter. */
async function searchTyped(api: DailyPapersApi, queries: readonly string[]): Promise<readonly number[]> {
  const times: number[] = [];
  for (const query of queries) {
    for (let length = 1; length <= query.length; length += 1)
      times.push((await timed(() => api.search(query.slice(0, length))))[0]);
  }
  return times;
}

async function timed<T>(work: () => PromiseLike<T>): Promise<readonly [took: number, result: T]> {
  const started = performance.now();
  const result = await work();
  return [performance.now() - started, result];
}
