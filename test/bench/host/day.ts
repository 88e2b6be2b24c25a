// The entry that the extension host calls: a day of work with a large library, and what it costs this process.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { writeHeapSnapshot } from 'node:v8';
import * as vscode from 'vscode';
import type { DailyPapersApi } from '../../../src/publicApi';
import { paperUri } from '../../../src/services/library/paperUri';
import type { DayFigures, PhaseFigures } from '../memory';
import { watchBlocks } from './blocks';

const opened = Number(process.env['BENCH_OPENED'] ?? 1000);
const marked = 500;
const searches = 100;
const fetches = ['Today', 'Yesterday', 'This Week'];

/** Resolves when the day is over; leaves its figures in the folder `DAILY_PAPERS_RESULTS`. */
export async function run(): Promise<void> {
  const results = process.env['DAILY_PAPERS_RESULTS'];
  if (results === undefined) throw new Error('DAILY_PAPERS_RESULTS names no folder.');
  const phases: PhaseFigures[] = [];
  const phase = async (name: string, work: () => PromiseLike<unknown>): Promise<void> => {
    const blocks = await watchBlocks(work);
    phases.push({ name, ...blocks, ...memory() });
  };
  const extension = vscode.extensions.getExtension<DailyPapersApi>('daily-papers.daily-papers');
  if (!extension) throw new Error('The extension is not installed.');
  const before = { name: 'before', took: 0, longest: [], ...memory() };
  let api: DailyPapersApi | undefined;
  await phase('first start', async () => {
    api = await extension.activate();
    await api.days();
    await vscode.commands.executeCommand('dailyPapers.digests.focus');
    await wait(3000);
  });
  if (!api) throw new Error('The extension was not activated.');
  await theDay(api, phase, results);
  await wait(2000);
  const figures: DayFigures = {
    phases: [before, ...phases, { name: 'after', took: 0, longest: [], ...memory() }],
  };
  writeFileSync(join(results, 'figures.json'), JSON.stringify(figures));
  // Last: it takes as much memory again.
  if (process.env['HEAP_SNAPSHOT'] !== undefined) writeHeapSnapshot(join(results, 'host.heapsnapshot'));
}

async function theDay(
  api: DailyPapersApi,
  phase: (name: string, work: () => PromiseLike<unknown>) => Promise<void>,
  results: string,
): Promise<void> {
  const ids = (await api.days()).flatMap(({ paperIds }) => paperIds);
  const titles = await Promise.all(
    ids.slice(0, searches).map(async (id) => (await api.paper(id))?.title ?? ''),
  );
  await phase(`${searches} searches`, async () => {
    for (const title of titles) await api.search(title.split(' ').slice(0, 4).join(' '));
  });
  await phase(`${opened} papers opened`, async () => {
    for (const id of ids.slice(0, opened)) await open(api, id);
  });
  await phase(`${marked} marks`, async () => {
    for (const id of ids.slice(0, marked)) await api.setTriage(id, 'read');
  });
  await phase(`${fetches.length} fetches`, async () => {
    for (const [index] of fetches.entries()) await fetchDays(index);
  });
  await phase('export', async () => {
    const file = vscode.Uri.file(join(results, 'exported.json'));
    for (const format of ['markdown', 'csv', 'jsonld'])
      await vscode.commands.executeCommand('dailyPapers.exportAnnotations', { format, file });
  });
  await phase('delete tag', () =>
    vscode.commands.executeCommand('dailyPapers.deleteTag', { kind: 'tag', tag: 'topic/shared', key: 'x' }),
  );
  await phase('import', () =>
    vscode.commands.executeCommand(
      'dailyPapers.importAnnotations',
      vscode.Uri.file(join(results, 'exported.json')),
    ),
  );
}

/** Waits until its tab is there; the page loads meanwhile, as it does for a person who goes on at once. */
async function open(api: DailyPapersApi, id: string): Promise<void> {
  const paper = await api.paper(id);
  if (!paper) throw new Error(`There is no paper ${id}.`);
  await vscode.commands.executeCommand('vscode.open', paperUri(id, paper.title), { preview: true });
  await wait(20);
}

/** Chooses a row of Fetch Days by the keyboard, as clicks are impossible here. */
async function fetchDays(row: number): Promise<void> {
  const done = vscode.commands.executeCommand('dailyPapers.fetchDays');
  await wait(500);
  for (let at = 0; at < row; at++)
    await vscode.commands
      .executeCommand('workbench.action.quickOpenNavigateNextInQuickPick')
      .then(undefined, () => undefined);
  await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  await done;
}

function memory(): Omit<PhaseFigures, 'name' | 'took' | 'longest'> {
  const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
  return { rss, heap: heapUsed, heapTotal, external };
}
