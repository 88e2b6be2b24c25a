// The entry that the extension host calls: papers go one after the other through the reader.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString, writeHeapSnapshot } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import type { DailyPapersApi } from '../../../src/publicApi';
import { type BrowsingFigures, firstPapers, laterPapers } from '../browsingFigures';

/** Resolves when all have been shown; leaves its figures in the folder `DAILY_PAPERS_RESULTS`. */
export async function run(): Promise<void> {
  const results = process.env['DAILY_PAPERS_RESULTS'];
  if (results === undefined) throw new Error('DAILY_PAPERS_RESULTS names no folder.');
  const extension = vscode.extensions.getExtension<DailyPapersApi>('daily-papers.daily-papers');
  if (!extension) throw new Error('The extension is not installed.');
  const api = await extension.activate();
  const ids = [...new Set((await api.days()).flatMap(({ paperIds }) => paperIds))];
  await vscode.commands.executeCommand('dailyPapers.digests.focus');
  await show(ids.slice(0, firstPapers));
  const before = await heapInUse();
  await show(ids.slice(firstPapers, firstPapers + laterPapers));
  const figures: BrowsingFigures = { before, after: await heapInUse() };
  writeFileSync(join(results, 'figures.json'), JSON.stringify(figures));
  if (process.env['HEAP_SNAPSHOT'] !== undefined) writeHeapSnapshot(join(results, 'host.heapsnapshot'));
}

async function show(ids: readonly string[]): Promise<void> {
  for (const id of ids) await vscode.commands.executeCommand('dailyPapers.openPaper', id);
}

/** After what runs in the background, such as the index, has come to rest. */
async function heapInUse(): Promise<number> {
  await wait(5000);
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  await wait(500);
  collect();
  return process.memoryUsage().heapUsed;
}
