import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { createSelector } from '../../src/core/highlights/selector';
import { editNote } from '../../src/core/notes/editNote';
import { noteTemplate } from '../../src/core/notes/noteTemplate';
import { paperId } from '../../src/core/library/paperId';
import { root } from '../support/paths';
import { quietSettings, writeMachineSettings } from '../support/server';
import { madeCorpus } from './corpus';
import { localized } from '../../src/core/base/localization';

/** Without this, VS Code starts a process every two seconds to look for open ports, which takes 8 ms in a remote host. */
const noPortScan = { 'remote.autoForwardPortsSource': 'output' };

export interface HostRun {
  /** The module of `test/bench/host` whose `run` the extension host calls. */
  readonly entry: string;
  /** How many papers the library has beside the seeds, and how many of them have a note. */
  readonly papers: number;
  readonly notes: number;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Runs a module in the extension host of VS Code Server, with a made library. Returns the figures that it leaves. */
export async function measureInHost({ entry, papers, notes, settings }: HostRun): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'daily-papers-bench-'));
  try {
    await build({
      entryPoints: [join(root, 'test/bench/host', entry)],
      outfile: join(root, 'dist/bench/host.cjs'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      external: ['vscode'],
    });
    const user = join(folder, 'user');
    const made = madePapers(papers);
    writeDigest(join(user, 'User/globalStorage/daily-papers.daily-papers/digests'), made);
    writeNotes(join(folder, 'workspace/.papers/notes'), made.slice(0, notes));
    await writeMachineSettings({ user, extensions: '' }, { ...quietSettings, ...noPortScan, ...settings });
    return await theRun(folder, user);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

async function theRun(folder: string, user: string): Promise<unknown> {
  const results = process.env['BENCH_RESULTS'] ?? join(folder, 'results');
  mkdirSync(results, { recursive: true });
  await runTests({
    vscodeExecutablePath: join(root, 'test/support/code-headless.mjs'),
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, 'dist/bench/host.cjs'),
    extensionTestsEnv: { ...process.env, DAILY_PAPERS_RESULTS: results, VSCODE_HEADLESS_SECONDS: '1200' },
    launchArgs: [
      join(folder, 'workspace'),
      '--user-data-dir',
      user,
      '--extensions-dir',
      join(folder, 'extensions'),
    ],
  });
  return JSON.parse(readFileSync(join(results, 'figures.json'), 'utf8'));
}

export interface MadePaper {
  readonly title: string;
  readonly abstract: string;
}

export function madePapers(count: number): readonly MadePaper[] {
  return madeCorpus(count).map(({ title, abstract }) => ({ title, abstract }));
}

const dayCount = 600;
/** The number of papers: larger numbers give files that are too long to be read. */
const mostInFile = 20_000;

/** All papers on 600 days, in `made.json` and, where they are many, in further files. */
export function writeDigest(folder: string, papers: readonly MadePaper[]): void {
  mkdirSync(folder, { recursive: true });
  const perDay = Math.ceil(papers.length / dayCount);
  const authors = ['First Author', 'Second Author', 'Third Author'];
  // The date of a paper would be that of its publication.
  const days = Array.from({ length: Math.ceil(papers.length / perDay) }, (_, day) => ({
    date: new Date(Date.UTC(2023, 4, 4) + day * 86_400_000).toISOString().slice(0, 10),
    papers: papers
      .slice(day * perDay, (day + 1) * perDay)
      .map((paper, at) => ({ ...paper, authors, upvotes: at % 90 })),
  }));
  const daysInFile = Math.max(1, Math.floor(mostInFile / perDay));
  for (let from = 0; from < days.length; from += daysInFile) {
    const name = from === 0 ? 'made.json' : `made-${from}.json`;
    writeFileSync(join(folder, name), JSON.stringify(days.slice(from, from + daysInFile)));
  }
}

/** Each with two tags, three highlights and some words. */
export function writeNotes(folder: string, papers: readonly MadePaper[]): void {
  mkdirSync(folder, { recursive: true });
  for (const [at, { title, abstract }] of papers.entries()) {
    const id = paperId(title);
    const text = noteTemplate({ id, title, abstract });
    const edited = editNote(text, id, {
      addTags: ['topic/shared', `topic/t${at % 50}`],
      addHighlights: [0, 1, 2].map((number) => ({
        ...createSelector(abstract, 10 + 40 * number, 40 + 40 * number),
        id: `h${number}`,
        field: 'abstract',
        color: 'yellow',
        comment: `Why ${number}?`,
        tags: [],
        created: '2025-03-12T10:00:00Z',
        state: 'anchored',
      })),
    });
    if (!edited.ok) throw new Error(localized(edited.error.message));
    writeFileSync(join(folder, `${id}.md`), `${edited.value}\nWhat a person writes about ${title}.\n`);
  }
}
