import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../support/paths';
import { eventually, openPage } from '../support/workbench';

suite('npm start', () => {
  const data = mkdtempSync(join(tmpdir(), 'papers-start-'));
  let started: ChildProcess;
  let output = '';

  suiteSetup(async () => {
    const args = ['test/support/setup.mjs', 'start', '--no-open', '--port', '0', '--data', data];
    started = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    started.stdout?.on('data', (text: Buffer) => (output += text.toString()));
    await eventually(() => assert.match(output, /Ctrl\+C stops it/));
  });
  suiteTeardown(() => {
    started.kill();
    rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });

  const address = () => new URL(/http:\S+/.exec(output)?.[0] ?? '');

  test('the address is on this machine, and needs its token', async () => {
    assert.equal(address().hostname, '127.0.0.1');
    assert.equal((await fetch(address().origin)).status, 403);
  });

  test('it opens VS Code with the extension, on a copy of the sample workspace', async () => {
    const page = await openPage();
    await page.goto(address().href);
    await page.locator('.activitybar .action-label[aria-label^="Papers"]').waitFor();
    assert.deepEqual(
      readdirSync(join(data, 'workspace')),
      readdirSync(join(root, 'test/fixtures/sample-workspace')),
    );
    await page.context().close();
  });

  test('Ctrl+C ends it and all that it started', async () => {
    assert.ok(processesNaming(data).length > 1 || !existsSync('/proc'));
    started.kill('SIGINT');
    const [code] = (await once(started, 'exit')) as [number];
    assert.equal(code, 0);
    await eventually(() => assert.deepEqual(processesNaming(data), []));
  });
});

/** The command lines of running processes that hold a text. Only Linux tells. */
function processesNaming(text: string): string[] {
  if (!existsSync('/proc/self')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => commandLine(pid))
    .filter((line) => line.includes(text));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // It has ended since the folder was listed.
  }
}
