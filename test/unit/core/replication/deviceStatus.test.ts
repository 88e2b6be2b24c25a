import assert from 'node:assert/strict';
import {
  type DeviceStatus,
  foldableFiles,
  type FolderFile,
  formatStatus,
  isStatusDue,
  type MergedFile,
  nextStatus,
  parseStatus,
} from '../../../../src/core/replication/deviceStatus';

const day = 24 * 60 * 60 * 1000;
const [own, other, gone] = ['1111111111111111', '2222222222222222', '3333333333333333'] as const;

function file(name: string, parts: Partial<FolderFile> = {}): FolderFile {
  return { name: `${name}.jsonl`, owner: name.slice(0, 16), content: 'a', hasUnknown: false, ...parts };
}

function status(
  device: string,
  quiet: Readonly<Record<string, number>>,
  time = 0,
  machine = '',
): DeviceStatus {
  const files = Object.entries(quiet).map(([name, days]): [string, MergedFile] => [
    `${name}.jsonl`,
    { content: 'a', quiet: days * day },
  ]);
  return { device, time, machine, files: new Map(files) };
}

function statuses(...all: readonly DeviceStatus[]): ReadonlyMap<string, DeviceStatus> {
  return new Map(all.map((one) => [one.device, one]));
}

suite('The status of a device', () => {
  test('is the same after it was written and read', () => {
    const one = status(own, { [other]: 3, [gone]: 70 }, 5, 'machine');
    assert.deepEqual(parseStatus(JSON.parse(JSON.stringify(formatStatus(one))) as never), one);
  });

  for (const malformed of [
    {},
    { device: 1, at: 1, read: {} },
    { device: 'a', read: {} },
    { device: 'a', at: 1, read: [] },
  ])
    test(`${JSON.stringify(malformed)} is not a status`, () =>
      assert.equal(parseStatus(malformed), undefined));

  test('is due after a week, and if the clock went back', () => {
    assert.ok(isStatusDue(undefined, 0));
    assert.ok(!isStatusDue(status(own, {}, 10 * day), 16 * day));
    assert.ok(isStatusDue(status(own, {}, 10 * day), 17 * day));
    assert.ok(isStatusDue(status(own, {}, 10 * day), 3 * day));
  });

  const quietAfter = (
    elapsed: number,
    content = 'a',
    known = statuses(status(own, { [gone]: 20 })),
  ): number => {
    const at = { device: own, machine: '', time: elapsed * day };
    const next = nextStatus(at, [file(gone, { content })], known);
    return (next.files.get(`${gone}.jsonl`)?.quiet ?? NaN) / day;
  };

  test('counts the time for which a file did not change', () => {
    assert.equal(quietAfter(7), 27);
    assert.equal(quietAfter(7, 'b'), 0);
    assert.equal(quietAfter(7, 'a', new Map()), 0);
    assert.equal(quietAfter(7, 'a', statuses(status(other, { [gone]: 50 }))), 50, 'another device saw it');
  });

  test('counts two weeks at most for a clock that jumped or a device that was off for months', () => {
    assert.equal(quietAfter(365), 34);
    assert.equal(quietAfter(-365), 20);
  });
});

suite('Files that are folded', () => {
  const fold = (
    mine: DeviceStatus,
    files: readonly FolderFile[],
    ...others: readonly DeviceStatus[]
  ): readonly string[] =>
    foldableFiles(mine, files, statuses(...others)).map(({ name }) => name.slice(0, -6));

  test('are those of a device that was quiet for 60 days, once all others have merged them', () => {
    const files = [file(other), file(gone)];
    const mine = (days: number): DeviceStatus => status(own, { [other]: 1, [gone]: days });
    assert.deepEqual(fold(mine(60), files, status(other, { [gone]: 0 })), [gone]);
    assert.deepEqual(fold(mine(59), files, status(other, { [gone]: 59 })), []);
    assert.deepEqual(fold(mine(90), files), [], 'the other has no status');
    assert.deepEqual(fold(mine(90), files, status(other, {})), [], 'the other has not merged it');
    const changed = [file(other), file(gone, { content: 'b' })];
    assert.deepEqual(fold(mine(90), changed, status(other, { [gone]: 0 })), [], 'the other has merged less');
  });

  test('are left to one of the devices in use', () => {
    const files = [file(own), file(gone)];
    const mine = status(other, { [own]: 1, [gone]: 90 });
    assert.deepEqual(fold(mine, files, status(own, { [gone]: 90 })), []);
  });

  test('are not those of a device with any newer file', () => {
    const copy = `${gone} (conflicted copy)`;
    const mine = status(own, { [gone]: 1, [copy]: 90 });
    assert.deepEqual(fold(mine, [file(gone), file(copy)], status(gone, { [copy]: 3 })), []);
  });

  test('are conflict copies of the file of this device, but never the file itself', () => {
    const copy = `${own}-LAPTOP`;
    const mine = status(own, { [own]: 90, [copy]: 8, [other]: 1 });
    assert.deepEqual(fold(mine, [file(own), file(copy), file(other)], status(other, { [copy]: 1 })), [copy]);
  });

  test('are those of a lost storage of the same machine after a week', () => {
    const files = [file(gone), file(other)];
    const fresh = (machine: string): DeviceStatus => status(own, { [gone]: 7, [other]: 1 }, 0, machine);
    const others = [status(gone, {}, 0, 'machine'), status(other, { [gone]: 0 }, 0, 'third')];
    assert.deepEqual(fold(fresh('machine'), files, ...others), [gone]);
    assert.deepEqual(fold(fresh('fourth'), files, ...others), []);
    assert.deepEqual(fold(fresh(''), files, status(gone, {}), status(other, { [gone]: 0 })), []);
  });

  test('are not exported libraries, nor files with lines of a later release', () => {
    const mine = status(own, { 'papers-library': 90, [gone]: 90 });
    const files = [file('papers-library', { owner: gone }), file(gone, { hasUnknown: true })];
    assert.deepEqual(fold(mine, files), []);
  });
});
