import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { Library } from '../../../../src/core/library/library';
import { toPaperBatch } from '../../../../src/core/library/paperBatch';
import { formatEntry, parseEntries } from '../../../../src/core/replication/libraryEntry';
import { type HashedMark, packMarks, unpackMarks } from '../../../../src/core/replication/markSnapshot';
import { triageStates } from '../../../../src/core/triage/triageState';
import { SettingsSync, snapshotKey } from '../../../../src/services/replication/settingsSync';
import { type LibraryDevice, libraryDevice } from '../../../support/libraryDevice';
import { MemoryMemento } from '../../../support/memoryMemento';
import { isFullLength } from '../../../support/testLength';
import { temporaryFolder } from '../../platform/node/files/temporaryFolder';
import { anyCodePoint } from '../../../support/codePoints';

suite('The snapshot for Settings Sync', () => {
  const folder = temporaryFolder();
  const devices: LibraryDevice[] = [];
  const library = new Library();
  const papers = ['Attention Is All You Need', 'Deep Residual Learning'].map((title) => ({
    title,
    abstract: '',
  }));
  library.add(toPaperBatch('seeds', [{ label: 'Mar 11', source: 'digest', papers }]));
  const [one = '', other = ''] = [...library.paperIds()];
  teardown(() => {
    for (const device of devices.splice(0)) device.dispose();
  });

  /** A device whose memory has of another's what Settings Sync carries. */
  async function open(
    name: string,
    known: Pick<Library, 'paperIds' | 'identifiersOf'> = library,
  ): Promise<LibraryDevice & { readonly sync: SettingsSync; readonly memory: MemoryMemento }> {
    const storage = join(folder(), name);
    await mkdir(storage);
    const memory = new MemoryMemento();
    const device = await libraryDevice(storage, undefined, memory);
    devices.push(device);
    const { replica, triage } = device;
    const run = (steps: Parameters<typeof finish>[0]): Promise<never> =>
      Promise.resolve(finish(steps) as never);
    return { ...device, memory, sync: new SettingsSync({ replica, triage, library: known, memory, run }) };
  }

  const carry = (from: MemoryMemento, to: MemoryMemento): Promise<void> =>
    to.update(snapshotKey, JSON.parse(JSON.stringify(from.get(snapshotKey))));

  test('brings marks, searches and deletions to another machine, and is written only when something has changed', async () => {
    const [laptop, server] = [await open('laptop'), await open('server')];
    await laptop.triage.set([one], 'read');
    await laptop.searches.save('tag:method', 'Methods');
    assert.equal(await laptop.sync.merge(), true);
    assert.equal(await laptop.sync.merge(), false);
    await carry(laptop.memory, server.memory);
    await server.sync.merge();
    assert.equal(server.triage.get(one), 'read');
    assert.deepEqual(
      server.searches.list().map(({ name }) => name),
      ['Methods'],
    );
    await server.triage.change(new Map([[one, undefined]]));
    await server.searches.remove(server.searches.list().map(({ id }) => id));
    await server.sync.merge();
    await carry(server.memory, laptop.memory);
    await laptop.sync.merge();
    assert.equal(laptop.triage.ownTriage(one), undefined);
    assert.deepEqual(laptop.searches.list(), []);
  });

  test('keeps later local changes, and names no paper', async () => {
    const [laptop, server] = [await open('laptop'), await open('server')];
    await laptop.triage.set([one, other], 'later');
    await laptop.sync.merge();
    await server.triage.set([one], 'skipped');
    await carry(laptop.memory, server.memory);
    await server.sync.merge();
    assert.deepEqual([server.triage.get(one), server.triage.get(other)], ['skipped', 'later']);
    assert.doesNotMatch(JSON.stringify(server.memory.get(snapshotKey)), /attention|residual/iu);
  });

  test('keeps marks of papers that a machine does not have, and applies them once it has', async () => {
    const known = new Library();
    const [laptop, server] = [await open('laptop'), await open('server', known)];
    await laptop.triage.set([one], 'read');
    await laptop.sync.merge();
    await carry(laptop.memory, server.memory);
    await server.sync.merge();
    assert.deepEqual(server.memory.get(snapshotKey), laptop.memory.get(snapshotKey));
    known.add(toPaperBatch('seeds', [{ label: 'Mar 11', source: 'digest', papers }]));
    await server.sync.merge();
    assert.equal(server.triage.get(one), 'read');
    known.dispose();
  });

  test('has at most 100 KB, and the latest marks of many', async () => {
    const laptop = await open('laptop');
    const ids = Array.from({ length: 9000 }, (_, at) => `paper-${at}-0123abcd`);
    await laptop.triage.set(ids, 'read');
    await laptop.triage.set([one], 'later');
    await laptop.searches.save(`title:${'x'.repeat(50_000)}`, 'Too long');
    await laptop.sync.merge();
    const snapshot: { readonly marks: string } = laptop.memory.get(snapshotKey);
    assert.ok(JSON.stringify(snapshot).length <= 100_000);
    const marks = unpackMarks(Buffer.from(snapshot.marks, 'base64'));
    assert.ok(marks.length > 5000);
    assert.equal(marks[0]?.state, 'later');
  });

  test('has at most 100 KB of any marks and searches, and can be read again', async () => {
    const text = fc.string({ unit: anyCodePoint, maxLength: 40 }).map((one) => one.repeat(500));
    const search = fc.record({
      key: fc.string({ minLength: 1, unit: anyCodePoint }),
      name: text,
      query: text,
    });
    const entries = fc.array(search, { maxLength: 12 });
    const laptop = await open('laptop');
    await laptop.triage.set(
      Array.from({ length: 7000 }, (_, at) => `paper-${at}-0123abcd`),
      'read',
    );
    await fc.assert(
      fc.asyncProperty(entries, fc.nat(2 ** 40), async (searches, time) => {
        const given = searches.map(({ key, name, query }) =>
          formatEntry({ kind: 'search', key, value: { name, query }, stamp: [time, 0, 'other'] }),
        );
        await laptop.memory.update(snapshotKey, { version: 1, marks: '', entries: given });
        await laptop.sync.merge();
        const text = JSON.stringify(laptop.memory.get(snapshotKey));
        assert.ok(Buffer.byteLength(text) <= 100_000, `${Buffer.byteLength(text)} bytes`);
        const stored = JSON.parse(text) as { readonly marks: string; readonly entries: readonly unknown[] };
        assert.ok(unpackMarks(Buffer.from(stored.marks, 'base64')).length > 3000);
        assert.equal(parseEntries(stored.entries).length, stored.entries.length);
      }),
      { numRuns: isFullLength ? 50 : 10 },
    );
  });

  test('marks are packed and unpacked', () => {
    const marks: readonly HashedMark[] = [...triageStates, undefined].map((state, at) => ({
      hash: `0123456789a${at}`,
      state,
      time: 1_750_000_000_000 - at,
    }));
    assert.deepEqual(unpackMarks(packMarks(marks, 1000)), marks);
    assert.deepEqual(unpackMarks(packMarks([...marks, ...marks], 1000)), marks);
    assert.deepEqual(unpackMarks(packMarks(marks, 27)), marks.slice(0, 2));
  });

  for (const damaged of [
    undefined,
    7,
    { marks: 7, entries: {} },
    { marks: '%%', entries: [null, 1] },
    { marks: 'a' },
  ])
    test(`${JSON.stringify(damaged)} is taken for an empty one`, async () => {
      const laptop = await open('laptop');
      await laptop.memory.update(snapshotKey, damaged);
      await laptop.triage.set([one], 'read');
      assert.equal(await laptop.sync.merge(), true);
    });
});
