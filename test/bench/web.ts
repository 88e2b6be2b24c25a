import { loadavg } from 'node:os';
import { join, relative } from 'node:path';
import { root } from '../support/paths';
import { closeAll, openServerless, openWorkbench, type Workbench } from '../support/workbench';
import { withScriptFolder, withWorkerTabs, type WorkerScript, type WorkerTabs } from '../support/workerHost';
import type { HostFigures } from './hostFigures';
import { madePapers, measureInHost, writeDigest } from './inHost';

const papers = 10_000;
const openings = 5;

/** The targets in a browser, in milliseconds. */
const targets = { activation: 50, rows: 1000, search: 5 };

/**
 * `npm run bench -- web`: the extension in the worker host of a browser without a server, beside that in Node, over the same
 * papers. Times are of the clock, so on a busy machine what other programs take is in them.
 */
export async function benchWeb(): Promise<void> {
  const inNode = (await measureInHost({ entry: 'figures.ts', papers, notes: 0 })) as HostFigures;
  const inTabs = await withScriptFolder((folder) => {
    writeDigest(folder, madePapers(papers));
    return withWorkerTabs((tabs) => measureTabs(tabs, relative(root, join(folder, 'made.json'))));
  });
  const middle = (value: (figures: HostFigures) => number): number => share(inTabs.map(value), 0.5);
  console.log(`${inNode.papers} and ${inTabs[0]?.papers ?? 0} papers, ${openings} tabs, load ${load()}`);
  row(
    'activation',
    inNode.activation,
    middle(({ activation }) => activation),
    targets.activation,
  );
  row(
    'days listed after activation',
    inNode.days,
    middle(({ days }) => days),
  );
  row(
    'first search, with its index',
    inNode.firstSearch,
    middle(({ firstSearch }) => firstSearch),
  );
  for (const [when, of] of [
    ['at once', ({ searches }: HostFigures) => searches],
    ['later', ({ later }: HostFigures) => later],
  ] as const)
    for (const part of [0.5, 0.95])
      row(
        `search ${when}, ${100 * part} %`,
        share(of(inNode), part),
        middle((figures) => share(of(figures), part)),
        part === 0.95 ? targets.search : undefined,
      );
  const server = await rowsShown(await openWorkbench({ allBuiltIn: true }));
  row('rows of the days after the click', server, await rowsShown(await openServerless()), targets.rows);
  await closeAll();
}

async function measureTabs(tabs: WorkerTabs, path: string): Promise<readonly HostFigures[]> {
  const script = (call: string): WorkerScript => ({
    folder: join(import.meta.dirname, 'host'),
    contents: `import { importPapers, measureTab } from './webTab'; export const run = () => ${call};`,
  });
  await tabs.use(script(`importPapers(${JSON.stringify(path)})`));
  await reportOf(tabs);
  await tabs.use(script('measureTab()'));
  const figures: HostFigures[] = [];
  for (let opening = 0; opening < openings; opening += 1) figures.push((await reportOf(tabs)) as HostFigures);
  return figures;
}

/** Opens a tab, and closes it when it has reported. */
async function reportOf(tabs: WorkerTabs): Promise<unknown> {
  let page: Awaited<ReturnType<WorkerTabs['open']>> | undefined;
  const value = await new Promise((resolve, reject) => {
    tabs.open(resolve).then((opened) => (page = opened), reject);
  });
  await page?.close();
  return value;
}

/** From the click on the icon of the papers to the first row of the days, with the packaged papers. */
async function rowsShown(workbench: Workbench): Promise<number> {
  const started = performance.now();
  await workbench.activity('Papers').click();
  await workbench.view('Digests').row('Jul 29').waitFor();
  return performance.now() - started;
}

function row(name: string, inNode: number, inTab: number, target?: number): void {
  const [node, tab] = [inNode, inTab].map((value) => `${value.toFixed(1)} ms`.padStart(12));
  const ratio = (inTab / inNode).toFixed(2);
  const wanted = target === undefined ? '' : ` (to reach: ${target} ms)`;
  console.log(`${name.padEnd(34)} Node ${node}   browser ${tab}   ratio ${ratio}${wanted}`);
}

function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

const load = (): string => (loadavg()[0] ?? 0).toFixed(1);
