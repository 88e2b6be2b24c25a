import { fork } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchHostBlocks } from './hostBlocks';
import { engineNames, type EngineName } from './searchEngines';
import type { SearchFigures } from './searchRun';

/** The name of a figure, its format, and its limit at 10,000 and 100,000 papers. */
interface Row {
  readonly title: string;
  readonly value: (figures: SearchFigures) => number | undefined;
  readonly digits: number;
  readonly target: string;
}

const rows: readonly Row[] = [
  { title: 'build, ms', value: ({ build }) => build, digits: 0, target: '' },
  { title: 'keystroke p50, ms', value: ({ p50 }) => p50, digits: 2, target: '' },
  { title: 'keystroke p95, ms', value: ({ p95 }) => p95, digits: 2, target: '≤ 3 / 8' },
  { title: 'keystroke worst, ms', value: ({ worst }) => worst, digits: 1, target: '≤ 15 / 30' },
  { title: 'known item MRR@10', value: ({ mrrTyped }) => mrrTyped, digits: 3, target: '≥ MiniSearch' },
  { title: '… mistyped', value: ({ mrrMistyped }) => mrrMistyped, digits: 3, target: '≥ MiniSearch' },
  { title: 'memory, MB', value: ({ memory }) => memory, digits: 0, target: '≤ 1/5; ≤ 150' },
  {
    title: 'first answer from disk, ms',
    value: ({ firstAnswer }) => firstAnswer,
    digits: 0,
    target: '≤ 100 / 300',
  },
  { title: 'related papers p95, ms', value: ({ related }) => related, digits: 1, target: '≤ 30' },
  { title: 'a day of 60 found, ms', value: ({ day }) => day, digits: 1, target: '≤ 50' },
  { title: 'a note found, ms', value: ({ note }) => note, digits: 1, target: '≤ 50' },
];

/**
 * `npm run bench -- search [--size 100000] [--queries 12] [--engines ours]`: MiniSearch as it comes, FlexSearch and ours,
 * one after the other, each in a process of its own over the same corpus and queries.
 */
export async function benchSearch(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      size: { type: 'string', default: '10000' },
      queries: { type: 'string', default: '12' },
      engines: { type: 'string', default: engineNames.join(',') },
    },
  });
  const names = engineNames.filter((name) => values.engines.split(',').includes(name));
  const measured = new Map<EngineName, SearchFigures>();
  for (const name of names) measured.set(name, await measureApart([name, values.size, values.queries]));
  print(Number(values.size), measured);
  if (names.includes('ours')) await benchHostBlocks(values.size, values.queries);
}

function measureApart(args: readonly string[]): Promise<SearchFigures> {
  const execArgv = ['--import', 'tsx', '--expose-gc', '--max-old-space-size=8192'];
  const child = fork(join(import.meta.dirname, 'searchRun.ts'), args, { execArgv });
  return new Promise((resolve, reject) => {
    child.once('message', (figures) => resolve(figures as SearchFigures));
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} stopped with code ${code ?? 'none'}`)));
  });
}

function print(size: number, measured: ReadonlyMap<EngineName, SearchFigures>): void {
  const cell = (value: number | undefined, digits: number): string =>
    (value === undefined ? '–' : value.toFixed(digits)).padStart(12);
  const heads = [...measured.keys()].map((name) => name.padStart(12)).join('');
  console.log(`${`${size} papers`.padEnd(28)}${heads}   ours is to be   ours : MiniSearch : FlexSearch`);
  for (const { title, value, digits, target } of rows) {
    const of = (name: EngineName): number | undefined => {
      const figures = measured.get(name);
      return figures && value(figures);
    };
    const cells = [...measured.keys()].map((name) => cell(of(name), digits)).join('');
    const ratios = [ratio(of('ours'), of('MiniSearch')), ratio(of('ours'), of('FlexSearch'))].join(' : ');
    console.log(`${title.padEnd(28)}${cells}   ${target.padEnd(15)} 1 : ${ratios}`);
  }
}

function ratio(ours: number | undefined, other: number | undefined): string {
  return ours === undefined || other === undefined ? '–' : (other / ours).toPrecision(3);
}
