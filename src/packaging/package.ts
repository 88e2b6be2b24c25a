/**
 * `npm run package`: builds dist/daily-papers-<version>.vsix, with the notices of all bundled packages. Two runs on one
 * commit write the same bytes. With `--release` it requires the fields that marketplaces require, and writes a bill of
 * materials.
 */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createVSIX } from '@vscode/vsce';
import { type Metafile, thirdPartyNotices } from './notices';
import { type OwnersFields, releaseProblem } from './release';

interface Manifest extends OwnersFields {
  readonly version: string;
}

const root = path.resolve(import.meta.dirname, '../..');
const { values: options } = parseArgs({ options: { release: { type: 'boolean', default: false } } });
const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as Manifest;
const problem = options.release ? releaseProblem(manifest) : undefined;
if (problem === undefined) await writePackage();
else {
  console.error(problem);
  process.exitCode = 1;
}

async function writePackage(): Promise<void> {
  const metafile = path.join(root, 'dist/metafile.json');
  execFileSync(process.execPath, ['esbuild.mjs', '--production', '--metafile'], {
    cwd: root,
    stdio: 'inherit',
  });
  const metafiles = JSON.parse(await readFile(metafile, 'utf8')) as readonly Metafile[];
  await writeFile(path.join(root, 'THIRD_PARTY_NOTICES.md'), await thirdPartyNotices(root, metafiles));
  // Times in a zip archive have no time zone. With a time given, vsce also sorts the files.
  process.env['TZ'] = 'UTC';
  process.env['SOURCE_DATE_EPOCH'] ??= commitTime();
  const name = path.join(root, 'dist', `daily-papers-${manifest.version}`);
  await createVSIX({
    cwd: root,
    packagePath: `${name}.vsix`,
    dependencies: false,
    // Relative links of the README need a repository, which only a release has.
    rewriteRelativeLinks: options.release,
    allowMissingRepository: !options.release,
  });
  if (options.release) await writeFile(`${name}.cdx.json`, billOfMaterials());
}

/**
 * The time of the commit, in Unix seconds; without a git repository, the first day that a zip archive can store in every
 * time zone.
 */
function commitTime(): string {
  try {
    return execFileSync('git', ['log', '-1', '--format=%ct'], {
      cwd: root,
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  } catch {
    return String(Date.UTC(1980, 0, 2) / 1000);
  }
}

/** The bill of materials of the bundles, as CycloneDX JSON. */
function billOfMaterials(): string {
  return execFileSync('npm', ['sbom', '--package-lock-only', '--omit', 'dev', '--sbom-format', 'cyclonedx'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
}
