import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { daysOfMonth } from '../../../../src/core/remote/isoDay';
import { builtModule } from '../../../support/builtModule';
import { StubServer } from '../../../support/stubServer';

const month = daysOfMonth('2024-02');

suite('A fetch in a process that is killed', () => {
  let stub: StubServer;
  let folder: string;
  let script: string;
  suiteSetup(async () => {
    script = await builtModule('test/processes/services/sources/fetchMonth.ts');
    stub = await StubServer.start({ today: '2024-03-14' });
    folder = await mkdtemp(join(tmpdir(), 'answers-'));
  });
  suiteTeardown(async () => {
    await stub.stop();
    await rm(folder, { recursive: true });
  });

  function fetching(): ChildProcess {
    return spawn(process.execPath, [script, stub.base, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }

  /** The days that a process reports as stored, until it ends or has reported `atMost` of them. */
  async function daysKept(child: ChildProcess, atMost = month.length): Promise<readonly string[]> {
    const days: string[] = [];
    assert.ok(child.stdout);
    for await (const line of createInterface(child.stdout)) {
      days.push(line);
      if (days.length === atMost) break;
    }
    return days;
  }

  test('is continued by the next one: no day is lost, and no stored day is requested again', async () => {
    const first = fetching();
    const kept = await daysKept(first, 10);
    first.kill('SIGKILL');
    await once(first, 'exit');
    const before = stub.requests.length;
    const second = fetching();
    assert.deepEqual(await daysKept(second), month);
    const resumed = stub.requests.slice(before).map(({ url }) => url);
    for (const day of kept) assert.ok(!resumed.some((url) => url.includes(day)), day);
    const asked = new Set(stub.requests.map(({ url }) => new URLSearchParams(url.split('?')[1]).get('date')));
    assert.deepEqual([...asked].toSorted(), month);
  });
});
