import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';
import { cached } from './cache';
import { mustRun } from './command';

/** Where systems keep a Chromium that Playwright can drive. */
const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Flags of V8 for windows that are open for a minute. The young generation begins large, because VS Code fills it many times
 * a second while it starts. The two optimizing compilers are off: each takes a tenth of the processor's time, and saves less.
 * The benchmarks set `DAILY_PAPERS_BROWSER=optimizing`, to measure with optimizing compilers, as in a person's browser.
 */
const shortLived = ['--min-semi-space-size=32', '--max-semi-space-size=64', '--no-opt', '--no-maglev'];

interface Executable {
  readonly file: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Starts a headless browser: the one that `CHROME_PATH` names, else the system's, else npm's. */
export async function launchBrowser(): Promise<Browser> {
  const { file, env } = await findBrowser();
  const isOptimizing = process.env['DAILY_PAPERS_BROWSER'] === 'optimizing';
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({
    executablePath: file,
    env: definedOnly(env),
    args: ['--no-sandbox', ...(isOptimizing ? [] : [`--js-flags=${shortLived.join(' ')}`]), ...quiet],
    // The programs that start browsers close them on signals themselves, after the server.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/** Fetches a browser into the cache where the machine has none. `CHROME_PATH=bundled` insists on npm's. */
export async function findBrowser(): Promise<Executable> {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== 'bundled') return { file: named, env: process.env };
  const system = named === undefined ? systemBrowsers.find(existsSync) : undefined;
  return system === undefined ? bundledBrowser() : { file: system, env: process.env };
}

const require = createRequire(import.meta.url);

async function bundledBrowser(): Promise<Executable> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium or Chrome was found: install one, or name it in CHROME_PATH.');
  }
  const packageFolder = join(dirname(require.resolve('@sparticuz/chromium')), '../..');
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = await cached(`chromium-${version}`, (to) => unpack(join(packageFolder, 'bin'), to));
  const fonts = join(folder, 'fonts.conf');
  // Written each time, for it holds absolute paths and the cache may have been moved.
  await writeFile(fonts, fontConfiguration(folder));
  const env = { ...process.env, LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_FILE: fonts };
  return { file: join(folder, 'chromium'), env };
}

async function unpack(archives: string, folder: string): Promise<void> {
  for (const name of ['fonts', 'swiftshader', 'al2023']) {
    const input = brotliDecompressSync(readFileSync(join(archives, `${name}.tar.br`)));
    await mustRun('tar', ['-xf', '-', '-C', folder, '--no-same-owner'], { input });
  }
  const binary = join(folder, 'chromium');
  await writeFile(binary, brotliDecompressSync(readFileSync(join(archives, 'chromium.br'))));
  await chmod(binary, 0o755);
  await mkdir(join(folder, 'font-cache'));
}

/** Without fonts of its own to name, this Chromium draws no text at all. */
function fontConfiguration(folder: string): string {
  const dejavu = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');
  const folders = [join(folder, 'fonts'), dejavu, '/usr/share/fonts'];
  const families = { monospace: 'DejaVu Sans Mono', 'sans-serif': 'Open Sans', serif: 'DejaVu Serif' };
  return [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
    ...folders.map((path) => `<dir>${path}</dir>`),
    `<cachedir>${join(folder, 'font-cache')}</cachedir>`,
    ...Object.entries(families).map(
      ([family, font]) =>
        `<alias><family>${family}</family><prefer><family>${font}</family></prefer></alias>`,
    ),
    '</fontconfig>',
  ].join('\n');
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
