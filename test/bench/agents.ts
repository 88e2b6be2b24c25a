import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { PaperId } from '../../src/core/library/paper';
import type { SearchDocument } from '../../src/core/search/searchDocument';
import { ServerClient } from '../support/assistantServer';
import { root } from '../support/paths';
import { madeCorpus } from './corpus';
import { type PlainQuestion, plainQuestions } from './plainQuestions';
import { seededRandom } from './random';

/** Characters of a token: fewer than in English text, as JSON takes more. */
const perToken = 3.5;
const perDigest = 5000;
const searches = 200;
/** The server that `npm run bench` has built, with its layers. */
const script = join(root, 'dist', 'mcp.cjs');

/**
 * `npm run bench -- agents [--size 100000]`: what the MCP server costs. A client of the SDK talks to a server of its own
 * over stdio. The first server on a library reads it and builds the index; figures are those of the second.
 */
export async function benchAgents(): Promise<void> {
  const { values } = parseArgs({ strict: false, options: { size: { type: 'string' } } });
  const sizes = typeof values.size === 'string' ? [Number(values.size)] : [10_000, 100_000];
  await benchSeeds();
  for (const size of sizes) await benchSize(size);
}

function startServer(storage: string): Promise<ServerClient> {
  return ServerClient.start({ storage, workspace: storage }, 'bench', script);
}

async function inStorage(work: (storage: string) => Promise<void>): Promise<void> {
  const storage = mkdtempSync(join(tmpdir(), 'daily-papers-bench-'));
  try {
    await work(storage);
  } finally {
    rmSync(storage, { recursive: true, force: true });
  }
}

/** Tokens, the size of the program, and known items of the packaged papers. */
async function benchSeeds(): Promise<void> {
  await inStorage(async (storage) => {
    const server = await startServer(storage);
    const { tools } = await server.client.listTools();
    print('descriptions of all tools, tokens', JSON.stringify(tools).length / perToken, 1500);
    let longest = 0;
    const ask = async (name: string, input: Record<string, unknown>): Promise<string> => {
      const text = await server.call(name, input);
      longest = Math.max(longest, text.length);
      return text;
    };
    await knownItems(ask);
    print('longest answer, tokens', longest / perToken, 2000);
    await server.stop();
  });
  print(
    'the server beside the code it shares, KB compressed',
    gzipSync(readFileSync(script)).length / 1000,
    100,
  );
}

/** Questions in plain words about the packaged papers: how many are answered by the paper among the first five? */
async function knownItems(
  ask: (name: string, input: Record<string, unknown>) => Promise<string>,
): Promise<void> {
  const papers: { readonly id: PaperId; readonly abstract: string }[] = [];
  for (const id of await seedIds(ask))
    papers.push({ id, abstract: (await ask('readPaper', { id })).split('\n\n')[1] ?? '' });
  const questions = plainQuestions(papers);
  const found: PlainQuestion[] = [];
  for (const question of questions) {
    const answer = await ask('search', { query: question.text });
    if (papersIn(answer).slice(0, 5).includes(question.id)) found.push(question);
  }
  const share = (some: readonly PlainQuestion[], all: readonly PlainQuestion[]): number =>
    (100 * some.length) / all.length;
  for (const kind of new Set(questions.map((question) => question.kind))) {
    const ofKind = (question: PlainQuestion): boolean => question.kind === kind;
    print(
      `questions of ${kind}, found in the first five, per cent`,
      share(found.filter(ofKind), questions.filter(ofKind)),
      90,
    );
  }
  print(`known items of ${questions.length} found in the first five, per cent`, share(found, questions), 90);
}

async function seedIds(
  ask: (name: string, input: Record<string, unknown>) => Promise<string>,
): Promise<PaperId[]> {
  const ids = new Set<PaperId>();
  for (const [, day = ''] of (await ask('days', {})).matchAll(/\(day (\S+)\)/gu)) {
    let cursor: string | undefined;
    do {
      const page = await ask('days', { day, ...(cursor !== undefined && { cursor }) });
      for (const id of papersIn(page)) ids.add(id);
      cursor = /pass cursor (\S+)$/u.exec(page)?.[1];
    } while (cursor !== undefined);
  }
  return [...ids];
}

function papersIn(answer: string): PaperId[] {
  return Array.from(answer.matchAll(/; paper:\/([a-z0-9-]+)\)/gu), ([, id = '']) => id);
}

async function benchSize(size: number): Promise<void> {
  await inStorage(async (storage) => {
    const documents = madeCorpus(size);
    writeDigests(join(storage, 'digests'), documents);
    await benchFirstStart(storage, size);
    let started = performance.now();
    const server = await startServer(storage);
    await server.client.listTools();
    print(`${size} papers: tools/list after the start, ms`, performance.now() - started, 500);
    started = performance.now();
    await server.call('search', { query: 'model of images' });
    print(`${size} papers: first search, ms`, performance.now() - started, 800);
    const times = await searchTimes(server, documents);
    print(`${size} papers: search, 95th percentile, ms`, times[Math.floor(times.length * 0.95)] ?? 0, 20);
    // For this query the server reads the states and authors of all papers, and keeps them in memory.
    await server.call('search', { query: 'is:unread author:author7 model' });
    print(`${size} papers: memory, MB`, memoryOf(server.transport.pid ?? 0) / 1e6, size > 10_000 ? 200 : 100);
    await server.stop();
  });
}

/** The start that parses and indexes all papers. */
async function benchFirstStart(storage: string, size: number): Promise<void> {
  const started = performance.now();
  const first = await startServer(storage);
  const pid = first.transport.pid ?? 0;
  let most = 0;
  const sampling = setInterval(() => {
    most = Math.max(most, ...[pid, ...childrenOf(pid)].map(memoryOf));
  }, 100);
  for (let calls = 1; ; calls += 1) {
    const answer = await first.call('search', { query: 'model' });
    if (calls === 1)
      console.log(
        `${size} papers: the first answer after ${seconds(started)} s: ${answer.split('\n', 1)[0] ?? ''}`,
      );
    if (papersIn(answer).length > 0 && !answer.includes('still being built')) break;
  }
  console.log(`${size} papers: read and indexed for the first time in ${seconds(started)} s`);
  await cached(storage);
  clearInterval(sampling);
  print(`${size} papers: the largest process meanwhile, MB`, most / 1e6, 200);
  print(`${size} papers: memory of the server then, MB`, memoryOf(pid) / 1e6, size > 10_000 ? 200 : 100);
  await first.stop();
}

/** Resolves when the files that speed up the next start are there. */
async function cached(storage: string): Promise<void> {
  const files = ['digests.parsed', 'papers.index'].map((name) => join(storage, name));
  const sizes = (): string =>
    files.map((file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0).join();
  let [before, same] = ['', 0];
  while (same < 8) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const now = sizes();
    same = now === before && !now.split(',').includes('0') ? same + 1 : 0;
    before = now;
  }
}

async function searchTimes(server: ServerClient, documents: readonly SearchDocument[]): Promise<number[]> {
  const random = seededRandom(5);
  const times: number[] = [];
  for (let count = 0; count < searches; count += 1) {
    const { title, abstract } = documents[Math.floor(random() * documents.length)] ?? {
      title: '',
      abstract: '',
    };
    const words = `${title} ${abstract}`.split(' ');
    const from = Math.floor(random() * Math.max(1, words.length - 6));
    const started = performance.now();
    await server.call('search', { query: words.slice(from, from + 3 + Math.floor(random() * 4)).join(' ') });
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b);
}

function writeDigests(folder: string, documents: readonly SearchDocument[]): void {
  mkdirSync(folder, { recursive: true });
  for (let at = 0; at < documents.length; at += perDigest) {
    const papers = documents.slice(at, at + perDigest).map(({ title, abstract }, on) => ({
      title,
      abstract,
      authors: [`A. Author${(at + on) % 97}`],
      date: day(at + on),
    }));
    writeFileSync(join(folder, `made-${at}.json`), JSON.stringify(papers));
  }
}

function day(number: number): string {
  return new Date(Date.UTC(2015, 0, 1 + Math.floor(number / 50))).toISOString().slice(0, 10);
}

/** In bytes, what the system counts for a process. */
function memoryOf(pid: number): number {
  const file = join('/proc', String(pid), 'status');
  // It may have ended.
  const status = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return 1024 * Number(/VmRSS:\s+(\d+) kB/u.exec(status)?.[1] ?? 0);
}

/** The processes that a process has started, and those that these have. */
function childrenOf(pid: number): readonly number[] {
  const file = join('/proc', String(pid), 'task', String(pid), 'children');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const children = text.split(' ').filter(Boolean).map(Number);
  return children.flatMap((child) => [child, ...childrenOf(child)]);
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}

function print(what: string, value: number, toReach: number): void {
  console.log(`${what}: ${value.toFixed(value < 10 ? 1 : 0)} (to reach: ${toReach})`);
}
