import { execFile } from 'node:child_process';
import { mkdir, open, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A file that a folder can hold and that must cost itself alone, and the sentence that says why it was left out. */
export interface PoisonedFile {
  /** Below `.papers`. */
  readonly path: string;
  readonly reason: RegExp;
  readonly make: (path: string) => Promise<unknown>;
}

const write = (text: string) => (path: string) => writeFile(path, text);
const linkTo = (target: string) => (path: string) => symlink(target, path);
const pipe = (path: string) => promisify(execFile)('mkfifo', [path]);
const note = (yaml: string) => write(`---\n${yaml}\n---\n\nA note.\n`);

const nested = /nested more than 64 deep/;
const outside = /leads out of the notes folder/;

const notes: readonly PoisonedFile[] = [
  { path: 'nested-flow-00000001.md', reason: nested, make: note(`tags: ${'['.repeat(4_000)}`) },
  { path: 'nested-keys-00000002.md', reason: nested, make: note('? '.repeat(2_000)) },
  { path: 'nested-items-00000003.md', reason: nested, make: note('- '.repeat(2_000)) },
  { path: 'nested-maps-00000004.md', reason: nested, make: note('- {? '.repeat(1_000)) },
  {
    path: 'long-front-00000005.md',
    reason: /longer than a million/,
    make: note(`a: "${'x '.repeat(600_000)}"`),
  },
  { path: 'large-00000006.md', reason: /larger than 10 MB/, make: sparse(20 * 1024 * 1024) },
  { path: 'zero-00000007.md', reason: outside, make: linkTo('/dev/zero') },
  { path: 'terminal-00000008.md', reason: outside, make: linkTo('/dev/ptmx') },
  { path: 'host-00000009.md', reason: outside, make: linkTo('/etc/hostname') },
  { path: 'pipe-0000000a.md', reason: /not a regular file/, make: pipe },
  { path: 'folder-0000000b.md', reason: /not a regular file/, make: (path) => mkdir(path) },
  { path: 'itself-0000000c.md', reason: outside, make: linkTo('itself-0000000c.md') },
  {
    path: 'bytes-0000000d.md',
    reason: /not UTF-8/,
    make: (path) => writeFile(path, Buffer.alloc(3_000, 0xfe)),
  },
];

const page = (body: string): string => `<!doctype html><html><body>${body}</body></html>`;
const numbered = (count: number, text: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => text(at)).join('');

const digests: readonly PoisonedFile[] = [
  { path: 'zero.txt', reason: /link/, make: linkTo('/dev/zero') },
  ...Array.from({ length: 8 }, (_, at) => ({
    path: `terminal-${at}.txt`,
    reason: /link/,
    make: linkTo('/dev/ptmx'),
  })),
  { path: 'pipe.txt', reason: /not a plain file/, make: pipe },
  { path: 'large.txt', reason: /larger than 64 MB/, make: sparse(80 * 1024 * 1024) },
  { path: 'comments.html', reason: /./, make: write(`${'<!-- c -->'.repeat(60)}x`) },
  {
    path: 'formatting.html',
    reason: /./,
    make: write(page(numbered(8_000, (at) => `<p><b a=${at}>`))),
  },
];

const below = (folder: string, files: readonly PoisonedFile[]): readonly PoisonedFile[] =>
  files.map((file) => ({ ...file, path: `${folder}/${file.path}` }));

/** The files that are left out, with the reasons. */
export const poisonedFiles: readonly PoisonedFile[] = [
  ...below('notes', notes),
  ...below('digests', digests),
];

/** Files that belong to others and that cost nothing. */
const others: readonly PoisonedFile[] = [
  { path: 'digests/facts.txt.facts.json', reason: /./, make: linkTo('/dev/zero') },
  { path: 'notes/.a-paper-0123abcd.md.lock', reason: /./, make: linkTo('/dev/ptmx') },
];

/** Puts all of them below `papers`, the `.papers` of a folder. */
export async function poison(papers: string): Promise<void> {
  for (const folder of ['notes', 'digests']) await mkdir(join(papers, folder), { recursive: true });
  for (const { path, make } of [...poisonedFiles, ...others]) await make(join(papers, path));
  await writeFile(join(papers, 'digests', 'facts.txt'), 'This text holds no paper.\n');
}

/** A file that is long without taking room on the disk. */
function sparse(size: number): (path: string) => Promise<void> {
  return async (path) => {
    const file = await open(path, 'w');
    await file.truncate(size);
    await file.close();
  };
}
