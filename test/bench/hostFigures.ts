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
  /** Each search while queries are typed. */
  readonly searches: readonly number[];
}

const queries = 12;

export async function measureHost(): Promise<HostFigures> {
  const extension = vscode.extensions.getExtension<DailyPapersApi>('daily-papers.daily-papers');
  if (!extension) throw new Error('The extension is not installed.');
  const api = await extension.activate();
  const [activated] = performance.getEntriesByName('daily-papers/activate');
  const [days, listed] = await timed(() => api.days());
  const ids = listed.flatMap(({ paperIds }) => paperIds);
  const [firstSearch] = await timed(() => api.search('diffusion'));
  const step = Math.max(1, Math.floor(ids.length / queries));
  const searches: number[] = [];
  for (const id of ids.filter((_, at) => at % step === 0)) {
    const words = ((await api.paper(id))?.title ?? '').split(' ').slice(0, 4).join(' ');
    for (let length = 1; length <= words.length; length += 1)
      searches.push((await timed(() => api.search(words.slice(0, length))))[0]);
  }
  return { papers: ids.length, activation: activated?.duration ?? NaN, days, firstSearch, searches };
}

async function timed<T>(work: () => PromiseLike<T>): Promise<readonly [took: number, result: T]> {
  const started = performance.now();
  const result = await work();
  return [performance.now() - started, result];
}
