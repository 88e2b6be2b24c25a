// Runs a TypeScript program of this folder on a machine that has only Node and npm: `setup.mjs test unit` first
// installs the dependencies where they are missing or not those of package-lock.json, then runs test.ts with
// `unit`. It is one process, so that a signal sent to npm reaches the program itself.
import { spawnSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = process.argv[2];

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Daily Papers needs Node 20 or later; this is ${process.version}.`);
  process.exit(1);
}
if (!installed()) await withLock(`${root}.cache/dependencies.lock`, () => installed() || install());
if (program !== undefined) {
  process.argv.splice(1, 2, fileURLToPath(new URL(`./${program}.ts`, import.meta.url)));
  const { register } = await import('tsx/esm/api');
  register();
  await import(`./${program}.ts`);
}

/** Whether node_modules holds what package-lock.json names. npm writes its own record there last. */
function installed() {
  const wanted = packages('package-lock.json');
  const present = packages('node_modules/.package-lock.json');
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || present[path]?.version === version || (optional === true && present[path] === undefined),
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packages(file) {
  try {
    return JSON.parse(readFileSync(root + file, 'utf8')).packages;
  } catch {
    return {}; // Missing or cut short: nothing counts as installed.
  }
}

function install() {
  // npm would empty the folder that the link leads to, which others may be using.
  if (lstatSync(`${root}node_modules`, { throwIfNoEntry: false })?.isSymbolicLink()) {
    console.error(
      'node_modules is a link to a folder without the packages of package-lock.json: remove the link, or run npm ci there.',
    );
    process.exit(1);
  }
  console.log('Installing dependencies (npm ci) …');
  // No package here needs its install script, and some of them download.
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--include=dev'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}
