import assert from 'node:assert/strict';
import { appendFile, cp, mkdir, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LibraryFolder } from '../../../../src/services/replication/libraryFolder';
import { type LibraryDevice, libraryDevice } from '../../../support/libraryDevice';
import { MemoryMemento } from '../../../support/memoryMemento';
import { root } from '../../../support/paths';
import { temporaryFolder } from '../../platform/node/files/temporaryFolder';

const fixtures = join(root, 'test/fixtures/stores-0.1.0');
const day = 24 * 60 * 60 * 1000;
const [one, other] = ['one-paper-11111111', 'other-paper-22222222'] as const;

interface Machine extends LibraryDevice {
  readonly shared: LibraryFolder;
  sync(): Promise<number>;
}

suite('A library folder', () => {
  const folder = temporaryFolder();
  const path = (...names: readonly string[]): string => join(folder(), ...names);
  const machines: LibraryDevice[] = [];
  /** In milliseconds, on all machines. */
  let passed = 0;
  setup(async () => {
    passed = 0;
    await mkdir(path('shared'));
  });
  teardown(() => {
    for (const machine of machines.splice(0)) machine.dispose();
  });

  /** `skew` is how far the clock of the machine is ahead, in milliseconds. */
  async function machine(name: string, skew = 0, memento = new MemoryMemento()): Promise<Machine> {
    await mkdir(path(name), { recursive: true });
    let time = 1_750_000_000_000 + skew;
    const device = await libraryDevice(path(name), () => passed + (time += 1000), memento);
    machines.push(device);
    const shared = device.replica.folder(path('shared'));
    const sync = async (): Promise<number> =>
      [...(await device.replica.syncWith(shared)).values()].reduce((sum, count) => sum + count, 0);
    return { ...device, shared, sync };
  }

  const ownFile = ({ id }: LibraryDevice): string => path('shared', `${id}.jsonl`);

  test('carries everything to an empty machine, and is written no more when nothing has changed', async () => {
    await cp(fixtures, path('laptop'), { recursive: true });
    const [laptop, server] = [await machine('laptop'), await machine('server')];
    await laptop.sync();
    assert.ok((await server.sync()) > 0);
    for (const store of ['answers', 'details', 'digests'])
      for (const name of (await readdir(path('laptop', store))).filter((file) => !/record|facts/u.test(file)))
        assert.deepEqual(
          await readFile(path('server', store, name)),
          await readFile(path('laptop', store, name)),
        );
    const before = await readFile(ownFile(laptop));
    assert.equal((await laptop.sync()) + (await server.sync()) + (await laptop.sync()), 0);
    assert.deepEqual(await readFile(ownFile(laptop)), before);
    // The other machine shows in a file of its own that it has merged this one.
    assert.deepEqual(
      (await readdir(path('shared'))).toSorted(),
      [laptop, server].map(({ id }) => `${id}.jsonl`).toSorted(),
    );
    assert.doesNotMatch(await readFile(ownFile(server), 'utf8'), /"kind"|"blob"/u);
  });

  test('brings marks to the other machine, even if its clock is wrong; the last one wins', async () => {
    const [laptop, server] = [await machine('laptop', 9 * day), await machine('server', -3 * day)];
    await laptop.triage.set([one, other], 'later');
    await laptop.sync();
    await server.sync();
    assert.equal(server.triage.get(one), 'later');
    await server.triage.set([one], 'read');
    await server.triage.change(new Map([[other, undefined]]));
    await server.sync();
    await laptop.sync();
    assert.equal(laptop.triage.get(one), 'read');
    assert.equal(laptop.triage.ownTriage(other), undefined);
  });

  test('has a file for each machine, which no other machine writes', async () => {
    const [laptop, server] = [await machine('laptop'), await machine('server')];
    await laptop.triage.set([one], 'read');
    await laptop.sync();
    const before = await readFile(ownFile(laptop));
    await server.sync();
    await server.triage.set([one], 'later');
    await server.sync();
    assert.deepEqual(await readFile(ownFile(laptop)), before);
    assert.deepEqual(
      (await readdir(path('shared'))).toSorted(),
      [laptop, server].map(({ id }) => `${id}.jsonl`).toSorted(),
    );
  });

  for (const copy of [
    'x (conflicted copy 2025-03-11).jsonl',
    'x.sync-conflict-20250311-101112-ABCDEFG.jsonl',
    'x-LAPTOP.jsonl',
  ])
    test(`reads what a sync service put into ${copy}`, async () => {
      const [laptop, server] = [await machine('laptop'), await machine('server')];
      await laptop.triage.set([one], 'read');
      await laptop.sync();
      await rename(ownFile(laptop), path('shared', copy));
      await laptop.triage.set([other], 'skipped');
      await laptop.sync();
      await server.sync();
      assert.deepEqual([server.triage.get(one), server.triage.get(other)], ['read', 'skipped']);
    });

  test('is written again by the remaining machines if files are missing', async () => {
    const [laptop, server] = [await machine('laptop'), await machine('server')];
    await laptop.triage.set([one], 'read');
    await laptop.sync();
    await server.sync();
    await rm(ownFile(laptop));
    await server.sync();
    const third = await machine('third');
    await third.sync();
    assert.equal(third.triage.get(one), 'read');
  });

  test('gives a machine whose storage was restored from a backup what it had', async () => {
    const laptop = await machine('laptop');
    await laptop.triage.set([one], 'later');
    await laptop.sync();
    await cp(path('laptop'), path('backup'), { recursive: true });
    await laptop.triage.set([one], 'read');
    await laptop.triage.set([other], 'skipped');
    await laptop.sync();
    laptop.dispose();
    await rm(path('laptop'), { recursive: true });
    await cp(path('backup'), path('laptop'), { recursive: true });
    const restored = await machine('laptop');
    assert.equal(restored.id, laptop.id);
    await restored.sync();
    assert.deepEqual([restored.triage.get(one), restored.triage.get(other)], ['read', 'skipped']);
  });

  test('takes marks of an earlier release, which have no stamps', async () => {
    await mkdir(path('old'));
    const at = 1_700_000_000_000;
    const lines = [
      { id: one, state: 'later', at },
      { id: one, state: 'read', at: at - day },
    ];
    await writeFile(path('old', 'triage.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const [old, server] = [await machine('old'), await machine('server')];
    await old.sync();
    await server.sync();
    assert.equal(server.triage.get(one), 'read');
  });

  test('keeps lines of later releases, and reads past what a crash or a conflict left', async () => {
    const [laptop, server] = [await machine('laptop'), await machine('server')];
    await laptop.triage.set([one], 'read');
    await laptop.sync();
    await appendFile(ownFile(laptop), '{"kind":"of a later release","key":"x","at":[1,0,"d"]');
    await laptop.triage.set([other], 'read');
    await laptop.sync();
    await server.sync();
    assert.deepEqual([server.triage.get(one), server.triage.get(other)], ['read', 'read']);
  });

  test('takes over a text only when all of it has arrived', async () => {
    await cp(join(fixtures, 'digests'), path('laptop', 'digests'), { recursive: true });
    const [laptop, server] = [await machine('laptop'), await machine('server')];
    await laptop.sync();
    const lines = (await readFile(ownFile(laptop), 'utf8')).split('\n');
    await writeFile(ownFile(laptop), lines.filter((line) => !line.includes('"data"')).join('\n'));
    await server.sync();
    assert.deepEqual(await readdir(path('server', 'digests')).catch(() => []), []);
    await writeFile(ownFile(laptop), lines.join('\n'));
    await server.sync();
    assert.ok((await readdir(path('server', 'digests'))).length > 0);
  });

  test('carries deletions, and items that were added again', async () => {
    const [laptop, server] = [await machine('laptop'), await machine('server')];
    await laptop.searches.save('tag:method', 'Methods');
    await laptop.sync();
    await server.sync();
    assert.equal(server.searches.list().length, 1);
    await server.searches.remove(server.searches.list().map(({ id }) => id));
    await server.sync();
    await laptop.sync();
    assert.deepEqual(laptop.searches.list(), []);
    await laptop.searches.save('tag:method', 'Methods');
    await laptop.sync();
    await server.sync();
    assert.equal(server.searches.list().length, 1);
  });

  test('keeps the searches of all clients that use one machine', async () => {
    const laptop = await machine('laptop');
    await laptop.searches.save('tag:method', 'Methods');
    await laptop.sync();
    laptop.dispose();
    // The same storage, with the memory of another client, in which there is nothing yet.
    const client = await machine('laptop', 0, new MemoryMemento());
    await client.sync();
    assert.deepEqual(
      client.searches.list().map(({ name }) => name),
      ['Methods'],
    );
  });

  /** Lets weeks pass in which the machines are in use. */
  async function weeks(count: number, ...inUse: readonly Machine[]): Promise<void> {
    for (let week = 0; week < count; week += 1) {
      passed += 8 * day;
      for (const one of inUse) await one.sync();
    }
  }

  test('has no file of a removed machine, but all of its contents', async () => {
    await cp(fixtures, path('container'), { recursive: true });
    const [laptop, server, container] = [
      await machine('laptop'),
      await machine('server'),
      await machine('container'),
    ];
    await container.triage.set([one], 'read');
    await container.sync();
    await appendFile(
      ownFile(container),
      '{"kind":"of a later release","key":"x","at":[1,0,"d"],"value":7}\n',
    );
    await weeks(10, laptop, server);
    const expected = [laptop, server].map(({ id }) => `${id}.jsonl`).toSorted();
    assert.deepEqual((await readdir(path('shared'))).toSorted(), expected);
    const texts = await Promise.all(expected.map((name) => readFile(path('shared', name), 'utf8')));
    assert.match(texts.join(''), /of a later release/u);
    const fresh = await machine('fresh');
    await fresh.sync();
    for (const store of ['answers', 'details', 'digests'])
      for (const name of (await readdir(path('container', store))).filter(
        (file) => !/record|facts/u.test(file),
      ))
        assert.deepEqual(
          await readFile(path('fresh', store, name)),
          await readFile(path('container', store, name)),
        );
    assert.equal(fresh.triage.get(one), 'read');
    // It comes back after months.
    await container.triage.set([other], 'later');
    await container.sync();
    await laptop.sync();
    assert.deepEqual([laptop.triage.get(one), laptop.triage.get(other)], ['read', 'later']);
  });

  test('keeps the file of a machine until those in use have merged it', async () => {
    const [laptop, server, gone] = [await machine('laptop'), await machine('server'), await machine('gone')];
    await server.triage.set([other], 'read');
    await server.sync();
    await gone.triage.set([one], 'read');
    await gone.sync();
    await weeks(5, laptop);
    // The server is in use, but its folder does not get the file.
    await appendFile(ownFile(server), '{"kind":"mark","key":"x","at":[1,0,"server"]}\n');
    await weeks(5, laptop);
    await readFile(ownFile(gone));
    await weeks(2, laptop, server);
    await assert.rejects(readFile(ownFile(gone)), { code: 'ENOENT' });
  });

  test('keeps an exported library that a person has put there', async () => {
    const [laptop, gone] = [await machine('laptop'), await machine('gone')];
    await gone.triage.set([one], 'read');
    await gone.replica.export(path('shared', 'papers-library.jsonl'));
    const before = await readFile(path('shared', 'papers-library.jsonl'), 'utf8');
    await weeks(12, laptop);
    assert.equal(await readFile(path('shared', 'papers-library.jsonl'), 'utf8'), before);
  });

  test('has no outdated lines in the file of a machine after a while', async () => {
    const [laptop, server] = [await machine('laptop'), await machine('server')];
    for (let count = 0; count < 20; count += 1) {
      await laptop.triage.set([one], count % 2 === 0 ? 'read' : 'later');
      await laptop.sync();
    }
    await appendFile(ownFile(laptop), '{"line":"of a later release"}\n');
    await server.sync();
    await weeks(1, laptop);
    const lines = (await readFile(ownFile(laptop), 'utf8')).trimEnd().split('\n');
    assert.deepEqual(lines.map((line) => Object.keys(JSON.parse(line) as object)[0]).toSorted(), [
      'device',
      'format',
      'kind',
      'line',
    ]);
    await server.sync();
    assert.equal(server.triage.get(one), 'later');
  });

  test('gets a text again that is in no file any more', async () => {
    await cp(join(fixtures, 'digests'), path('laptop', 'digests'), { recursive: true });
    const laptop = await machine('laptop');
    await laptop.sync();
    const lines = (await readFile(ownFile(laptop), 'utf8')).split('\n');
    await writeFile(ownFile(laptop), lines.filter((line) => !line.includes('"blob":')).join('\n'));
    await laptop.sync();
    const server = await machine('server');
    await server.sync();
    assert.deepEqual(
      (await readdir(path('server', 'digests'))).toSorted(),
      (await readdir(path('laptop', 'digests'))).toSorted(),
    );
  });

  test('that is not there is not made, and links and folders in it are left alone', async () => {
    const laptop = await machine('laptop');
    await laptop.triage.set([one], 'read');
    await mkdir(path('shared', 'folder.jsonl'));
    await writeFile(
      path('elsewhere'),
      '{"kind":"mark","key":"x","at":[9,0,"d"],"value":{"id":"x","state":"read","at":9}}\n',
    );
    await symlink(path('elsewhere'), path('shared', 'link.jsonl'));
    await laptop.sync();
    assert.equal(laptop.triage.ownTriage('x'), undefined);
    await rm(path('shared'), { recursive: true });
    await assert.rejects(laptop.sync(), { code: 'ENOENT' });
    await assert.rejects(readdir(path('shared')), { code: 'ENOENT' });
  });
});
