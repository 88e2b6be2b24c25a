import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../../../../src/core/remote/clock';
import { CrossWindowLease } from '../../../../../src/platform/node/files/crossWindowLease';
import { thisProcess } from '../../../../../src/platform/node/files/processOwner';
import { malformed } from '../../../../support/malformed';
import { temporaryFolder } from './temporaryFolder';

/** Time that passes while somebody waits; what happens in each wait is given. */
class WaitingClock implements Clock {
  waited = 0;

  constructor(
    private readonly start: number,
    private readonly meanwhile: (waited: number) => Promise<void> = () => Promise.resolve(),
  ) {}

  now(): number {
    return this.start + this.waited;
  }

  async wait(milliseconds: number): Promise<void> {
    this.waited += milliseconds;
    await this.meanwhile(this.waited);
  }
}

suite('A turn that windows share', () => {
  const folder = temporaryFolder();
  const path = (): string => join(folder(), 'turn');
  const noon = Date.parse('2024-03-14T12:00:00Z');
  const done = (): Promise<string> => Promise.resolve('done');
  /** Of a window that this one cannot see. */
  const theirs = { host: '00000000', pid: 1, token: 'theirs' };
  const taken = (renewals: number): string => JSON.stringify({ ...theirs, renewals });

  test('is taken over when it was not renewed for the length of a lease', async () => {
    await writeFile(path(), taken(0));
    const clock = new WaitingClock(noon);
    assert.equal(await new CrossWindowLease(path(), 3000, clock).use(done), 'done');
    assert.equal(clock.waited, 30_000);
    assert.equal(await readFile(path(), 'utf8'), String(noon + clock.waited + 3000));
  });

  test('is not taken over while it is renewed, however long the request takes', async () => {
    await writeFile(path(), taken(0));
    const clock = new WaitingClock(noon, async (waited) => {
      if (waited <= 300_000) await writeFile(path(), taken(waited));
    });
    await new CrossWindowLease(path(), 3000, clock).use(done);
    assert.ok(clock.waited >= 330_000, String(clock.waited));
  });

  test('is left to the window that has taken it over', async () => {
    await new CrossWindowLease(path(), 3000, new WaitingClock(noon)).use(() => writeFile(path(), taken(7)));
    assert.equal(await readFile(path(), 'utf8'), taken(7));
  });

  const pauses: readonly (readonly [string, string, number])[] = [
    ['pause is waited for', String(noon + 3000), 3000],
    ['pause of a clock that was set back is not', String(noon + 86_400_000), 0],
    ['turn that release 0.1.0 has taken is waited for', String(noon + 120_000), 120_000],
    ['file that is damaged is not', '{"host":', 0],
    [
      'holder with a field of a later release is',
      JSON.stringify({ ...theirs, renewals: 0, later: 1 }),
      30_000,
    ],
    ...malformed({ ...theirs, renewals: 0 }, [...Object.keys(theirs), 'renewals']).map(
      ([name, value]) => [`file of ${name} is not`, JSON.stringify(value), 0] as const,
    ),
  ];
  for (const [what, text, wait] of pauses) {
    test(`a ${what}`, async () => {
      await writeFile(path(), text);
      const clock = new WaitingClock(noon);
      await new CrossWindowLease(path(), 0, clock).use(done);
      assert.equal(clock.waited, wait);
    });
  }

  test('of an ended process is free at once', async () => {
    await writeFile(path(), JSON.stringify({ ...thisProcess(), pid: 2 ** 22 + 1, token: 'x', renewals: 3 }));
    const clock = new WaitingClock(noon);
    await new CrossWindowLease(path(), 0, clock).use(done);
    assert.equal(clock.waited, 0);
  });
});
