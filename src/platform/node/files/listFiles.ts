import { execFileSync, spawnSync } from 'node:child_process';
import { type Dirent, existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { codeOf } from '../../common/errorCode';
import { isUnlisted } from '../../common/uriPath';
import { PlainFileReader } from './plainFileReader';

export interface ListedFiles {
  /** Relative to the folder, with `/`. */
  readonly paths: readonly string[];
  readonly by: 'git' | 'walk';
  /** There are more files than were listed. */
  readonly isCut: boolean;
}

/** A longer `.gitignore` is ignored; in bytes. */
const longestRules = 64 * 1024;
/** How long git may take, in milliseconds. */
const gitLimit = 20_000;
/** A repository's settings can name programs that git runs. These options keep git from running them. */
const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];
/** The rules of a folder and the folder that they count from. */
interface Rules {
  readonly prefix: string;
  readonly matcher: Ignore;
}

/**
 * The files of a folder that are not ignored: as git lists them, with those that are not committed, or by the `.gitignore`
 * files where there is no git or no repository. Links are not followed. Synchronous, for processes of their own.
 */
export function listFiles(folder: string, most: number): ListedFiles {
  const listed = isInRepository(folder) ? gitFiles(folder) : undefined;
  const paths = listed && listed.length > 0 ? listed : walkedFiles(folder, most + 1);
  return {
    paths: paths.length > most ? paths.slice(0, most) : paths,
    by: paths === listed ? 'git' : 'walk',
    isCut: paths.length > most,
  };
}

/** Those of some paths of a folder that are not ignored. */
export function withoutIgnored(folder: string, paths: readonly string[]): readonly string[] {
  const listed = paths.filter((path) => !isUnlisted(path));
  const ignored = isInRepository(folder) ? gitIgnored(folder, listed) : undefined;
  if (ignored) return listed.filter((path) => !ignored.has(path));
  return listed.filter((path) => {
    const parts = path.split('/');
    const above = parts.map((_, at) =>
      parts
        .slice(0, at)
        .map((part) => `${part}/`)
        .join(''),
    );
    return !isIgnored(
      above.flatMap((prefix) => rulesIn(folder, prefix)),
      path,
    );
  });
}

/** Whether git may find a repository. Starting it in vain takes longer than this. */
function isInRepository(folder: string): boolean {
  if (process.env['GIT_DIR'] !== undefined) return true;
  let at = existsSync(folder) ? realpathSync(folder) : folder;
  while (!existsSync(join(at, '.git'))) {
    if (dirname(at) === at) return false;
    at = dirname(at);
  }
  return true;
}

/** Undefined if git is not installed or the folder is not in a repository. */
function gitIgnored(folder: string, paths: readonly string[]): ReadonlySet<string> | undefined {
  const { status, stdout } = spawnSync('git', [...safe, 'check-ignore', '-z', '--stdin'], {
    cwd: folder,
    encoding: 'utf8',
    input: paths.join('\0'),
    timeout: gitLimit,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  // Git returns 1 if no path is ignored.
  return status === 0 || status === 1 ? new Set(stdout.split('\0')) : undefined;
}

/** Undefined if git is not installed or the folder is not in a repository. */
function gitFiles(folder: string): readonly string[] | undefined {
  try {
    const output = execFileSync(
      'git',
      [...safe, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
      {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        maxBuffer: 256 * 1024 * 1024,
        timeout: gitLimit,
        env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' },
      },
    );
    return [...new Set(output.split('\0'))].filter((path) => path !== '' && !isUnlisted(path));
  } catch {
    // Whatever the reason, the folder is walked instead.
    return undefined;
  }
}

function walkedFiles(folder: string, most: number): readonly string[] {
  const paths: string[] = [];
  const waiting: { readonly prefix: string; readonly rules: readonly Rules[] }[] = [
    { prefix: '', rules: [] },
  ];
  for (let next = waiting.pop(); next && paths.length < most; next = waiting.pop()) {
    const { prefix } = next;
    const entries = entriesOf(join(folder, prefix));
    const hasRules = entries.some(({ name }) => name === '.gitignore');
    const rules = hasRules ? [...next.rules, ...rulesIn(folder, prefix)] : next.rules;
    for (const entry of entries) {
      const path = prefix + entry.name;
      if (isUnlisted(entry.name) || isIgnored(rules, entry.isDirectory() ? `${path}/` : path)) continue;
      if (entry.isDirectory()) waiting.push({ prefix: `${path}/`, rules });
      else if (entry.isFile()) paths.push(path);
    }
  }
  return paths;
}

function rulesIn(folder: string, prefix: string): readonly Rules[] {
  const bytes = new PlainFileReader(longestRules).read(join(folder, prefix, '.gitignore'));
  return bytes ? [{ prefix, matcher: ignore().add(bytes.toString('utf8')) }] : [];
}

function isIgnored(rules: readonly Rules[], path: string): boolean {
  let isOut = false;
  for (const { prefix, matcher } of rules) {
    const { ignored, unignored } = matcher.test(path.slice(prefix.length));
    if (ignored) isOut = true;
    else if (unignored) isOut = false;
  }
  return isOut;
}

function entriesOf(path: string): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    // A folder that may not be read, or is gone by now, costs itself alone.
    if (['ENOENT', 'EACCES', 'EPERM', 'ENOTDIR', 'ENAMETOOLONG'].includes(codeOf(error) ?? '')) return [];
    throw error;
  }
}
