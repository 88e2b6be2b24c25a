import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Paper } from '../../src/core/library/paper';
import { applyChanges } from '../../src/core/citations/bibliography';
import type { Passage } from '../../src/core/passages/notePassages';
import { readImage, replaceFile } from '../../src/platform/node/files/atomicFile';
import { IsolatedProcess } from '../../src/platform/common/isolation/isolatedProcess';
import type { ParsingCalls, ParsingProcess } from '../../src/services/parsing/parsingCalls';
import { forkScript, forkWithin } from '../../src/platform/node/isolation/forkScript';
import { changesOfBibliography, readBibliographyPapers } from '../../src/services/parsing/parseBibliography';
import { IndexClient } from '../../src/services/search/indexClient';
import { benchCorpus } from './corpus';
import { longestBlock } from './longestBlock';
import { pick, seededRandom } from './random';
import { localized } from '../../src/core/base/localization';

const entries = 17_576;
const highlights = 20_000;
const perNote = 20;
const words = (
  'model layer batch train loss step data attention network deep graph robust efficient neural sparse scaling transformer ' +
  'state space diffusion policy reward gradient kernel sampling inference posterior estimator convergence representation ' +
  'benchmark retrieval contrastive adversarial generative quantization distillation curriculum federated continual'
).split(' ');

/**
 * `npm run bench -- citing`: reading a large bibliography, adding an entry to one with its write, and searching one's own
 * passages. In milliseconds. A keystroke of Insert Citation is one of Papers: Search: `npm run bench -- search`.
 */
export async function benchCiting(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'papers-citing-'));
  const script = join(import.meta.dirname, '../../dist/isolated.js');
  const process = new IsolatedProcess<ParsingCalls>({ start: forkWithin(script, 1024), idle: 60_000 });
  try {
    await benchReading(process);
    await benchInserting(process, join(folder, 'refs.bib'));
    await benchPassages();
  } finally {
    process.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(title: string, figures: string, target: string): void {
  console.log(`${title.padEnd(62)} ${figures.padEnd(28)} (to reach: ${target})`);
}

function madeWords(count: number, random: () => number): string {
  return Array.from({ length: count }, () => pick(words, random)).join(' ');
}

function madeBibliography(count: number): string {
  const random = seededRandom(3);
  return Array.from(
    { length: count },
    (_, at) => `@article{key${at},
  title = {The {Large} ${madeWords(8, random)}},
  author = {Lovelace, Ada and van Beethoven, Ludwig and Turing, Alan},
  journal = {Journal of ${madeWords(3, random)}},
  year = {${1990 + (at % 35)}},
  doi = {10.1000/test.${at}},
  abstract = {${madeWords(45, random)}},
}
`,
  ).join('\n');
}

async function benchReading(process: ParsingProcess): Promise<void> {
  const bytes = new TextEncoder().encode(madeBibliography(entries));
  await readBibliographyPapers(process, new TextEncoder().encode('@misc{a, title={A}}'));
  const times: number[] = [];
  let blocked = 0;
  for (let run = 0; run < 5; run++) {
    const read = await longestBlock(() => readBibliographyPapers(process, bytes));
    if (!read.value.ok || read.value.value.length !== entries) throw new Error('Entries are missing.');
    times.push(read.took);
    blocked = Math.max(blocked, read.blocked);
  }
  const size = (bytes.length / 1e6).toFixed(1);
  const figures = `${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)} ms, blocked ${blocked.toFixed(0)} ms`;
  print(`reading ${entries} entries, ${size} MB, in the worker`, figures, '≤ 400 ms');
}

async function benchInserting(process: ParsingProcess, path: string): Promise<void> {
  writeFileSync(path, madeBibliography(1000));
  const times: number[] = [];
  for (let run = 0; run < 30; run++) {
    const paper: Paper = {
      id: `paper-${run}`,
      title: `A paper that is cited for time ${run}`,
      abstract: '',
      links: [],
      authors: ['Ada Lovelace'],
      arxivId: `2403.${10_000 + run}`,
    };
    const started = performance.now();
    const image = await readImage(path);
    const text = new TextDecoder().decode(image?.bytes);
    const changes = await changesOfBibliography(process, text, [{ paper, key: `new${run}` }]);
    if (!changes.ok) throw new Error(localized(changes.error));
    await replaceFile(path, new TextEncoder().encode(applyChanges(text, changes.value)), image?.revision);
    times.push(performance.now() - started);
  }
  const size = (statSync(path).size / 1e3).toFixed(0);
  print(`an entry added to 1,000, ${size} kB, with the write`, shares(times), '≤ 150 ms');
}

async function benchPassages(): Promise<void> {
  const random = seededRandom(11);
  const texts = (await benchCorpus(1000)).map(({ abstract }) => abstract.split(/\s+/u));
  const quoted = (count: number): string => {
    const text = pick(texts, random);
    const from = Math.floor(random() * Math.max(1, text.length - count));
    return text.slice(from, from + count).join(' ');
  };
  const passage = (note: number): Passage => ({
    paperId: `paper-${note}`,
    highlightId: `h${random()}`,
    text: quoted(22),
    comment: quoted(4),
    color: pick(['yellow', 'green', 'blue', 'pink'], random),
    tags: [`topic/${pick(words, random)}`],
  });
  const passages = (note: number): readonly Passage[] => Array.from({ length: perNote }, () => passage(note));
  const index = new IndexClient({
    start: forkScript(join(import.meta.dirname, '../../dist/indexProcess.js'), []),
    report: (cause) => console.error(cause),
  });
  const ids = Array.from({ length: highlights / perNote }, (_, note) => `paper-${note}`);
  const made = new Map(
    ids.map((noteId, note) => [noteId, { noteId, title: 'A Title', passages: passages(note) }]),
  );
  await index.open();
  const started = performance.now();
  for (let from = 0; from < ids.length; from += 10)
    await index.putPassages(ids.slice(from, from + 10).flatMap((id) => made.get(id) ?? []));
  console.log(`${highlights} passages indexed in ${(performance.now() - started).toFixed(0)} ms`);
  const keystrokes: number[] = [];
  let blocked = 0;
  for (let query = 0; query < 30; query++) {
    const typed = quoted(3);
    for (let length = 1; length <= typed.length; length++) {
      const ask = { query: typed.slice(0, length), limit: 60, filter: {} };
      const found = await longestBlock(() => index.findPassages(ask));
      keystrokes.push(found.took);
      blocked = Math.max(blocked, found.blocked);
    }
  }
  const figures = `${shares(keystrokes)}, blocked ${blocked.toFixed(0)} ms`;
  print(`passages: a keystroke at ${highlights} highlights, in the worker`, figures, '95 % ≤ 15 ms');
  const changes: number[] = [];
  for (let run = 0; run < 200; run++) {
    const note = { noteId: `paper-${run}`, title: 'A Title', passages: passages(run) };
    const from = performance.now();
    await index.putPassages([note]);
    changes.push(performance.now() - from);
  }
  print(`passages: a note with ${perNote} of them changes`, shares(changes), '≤ 5 ms');
  index.dispose();
}

/** The median, the 95th percentile and the worst of some times. */
function shares(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
  return `${at(0.5)} / ${at(0.95)} / ${at(1)} ms`;
}
