import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

// Starts the server for assistants of the installed extension. The extension copies this file to global storage, where its
// path stays the same, and writes the path of the server next to it. After an update that path is invalid until VS Code has
// started: until then the newest version in the same folder is used.

const server = join('dist', 'mcp.cjs');

function installed(): string | undefined {
  const { script } = JSON.parse(readFileSync(join(__dirname, 'server.json'), 'utf8')) as { script: string };
  if (existsSync(script)) return script;
  const folder = dirname(dirname(script));
  // As in `publisher.name-1.2.3`.
  const [name = ''] = basename(folder).split(/-\d/u, 1);
  const versions = readdirSync(dirname(folder))
    .filter((other) => other.startsWith(`${name}-`))
    .map((other) => join(dirname(folder), other, server))
    .filter((path) => existsSync(path));
  return versions.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}

const script = installed();
if (script === undefined) {
  process.stderr.write(
    'Daily Papers is not installed any more. Install it in VS Code and start VS Code once.\n',
  );
  process.exitCode = 1;
} else {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the path is known only now
  require(script);
}
