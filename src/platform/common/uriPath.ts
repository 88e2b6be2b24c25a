// Paths of URIs, with `/` between the parts on every system.

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The path of the folder above; `/` for a path at the top, `.` for a name without a folder. */
export function parentPath(path: string): string {
  const at = path.lastIndexOf('/');
  if (at === 0) return '/';
  return at < 0 ? '.' : path.slice(0, at);
}

/** The path that leads from a folder to a file, with `..` for the way up; both are absolute. Empty if they are the same. */
export function relativePath(folder: string, path: string): string {
  const [from, to] = [partsOf(folder), partsOf(path)];
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared += 1;
  return [...from.slice(shared).fill('..'), ...to.slice(shared)].join('/');
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

const unlistedFolders = new Set(['.git', '.hg', '.svn', 'node_modules', '__pycache__', '.venv']);

/** Whether a path is or leads through a folder of programs or of version control, in which people do not write. */
export function isUnlisted(path: string): boolean {
  return path.split('/').some((part) => unlistedFolders.has(part));
}
