import assert from 'node:assert/strict';
import { appendFile, cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LibraryEntry, parseLibraryLine } from '../../../../src/core/replication/libraryEntry';
import { linesOf } from '../../../../src/services/replication/libraryFile';
import { NotALibrary } from '../../../../src/services/replication/libraryReplica';
import { type LibraryDevice, libraryDevice } from '../../../support/libraryDevice';
import { root } from '../../../support/paths';
import { temporaryFolder } from '../../platform/node/files/temporaryFolder';

const fixtures = join(root, 'test/fixtures/stores-0.1.0');

suite('An exported library', () => {
  const folder = temporaryFolder();
  const path = (...names: readonly string[]): string => join(folder(), ...names);
  const devices: LibraryDevice[] = [];
  teardown(() => {
    for (const device of devices.splice(0)) device.dispose();
  });

  async function open(name: string, isFilled = false): Promise<LibraryDevice> {
    await mkdir(path(name), { recursive: true });
    if (isFilled) {
      await cp(fixtures, path(name), { recursive: true });
      await writeFile(path(name, 'citationKeys.jsonl'), '{"paper":"some-paper-0a1b2c3d","key":"some2024"}\n');
      await mkdir(path(name, 'identity'));
      const part = (key: string): object => ({ key, id: 'some-paper-0a1b2c3d' });
      const decision = {
        kind: 'merge',
        id: 'one',
        parts: [part('arxiv:2401.00001'), part('title:some paper')],
      };
      await writeFile(path(name, 'identity', 'decisions.jsonl'), `${JSON.stringify(decision)}\n`);
    }
    const device = await libraryDevice(path(name));
    if (isFilled) await device.searches.save('tag:method', 'Methods');
    devices.push(device);
    return device;
  }

  async function exported(device: LibraryDevice, name: string): Promise<readonly string[]> {
    await device.replica.export(path(name));
    const [header, ...lines] = (await readFile(path(name), 'utf8')).trimEnd().split('\n');
    assert.match(header ?? '', /"format":"daily-papers-library","version":1/u);
    return lines.toSorted();
  }

  test('holds everything, and is the same when it was imported on an empty device', async () => {
    const [full, empty] = [await open('full', true), await open('empty')];
    const before = await exported(full, 'full.jsonl');
    const kinds = new Set(
      before.flatMap((line) => {
        const parsed = parseLibraryLine(JSON.parse(line));
        return parsed?.type === 'entry' ? parsed.entry.kind : [];
      }),
    );
    assert.deepEqual([...kinds].toSorted(), [
      'citationKey',
      'day',
      'decision',
      'details',
      'digest',
      'mark',
      'search',
      'seenVersion',
      'subscription',
    ]);
    const report = await empty.replica.import(path('full.jsonl'));
    assert.deepEqual(new Set(report.keys()), kinds);
    assert.deepEqual(await exported(empty, 'empty.jsonl'), before);
    for (const store of ['answers', 'details', 'digests'])
      for (const name of (await readdir(path('full', store))).filter((one) => !/record|facts/u.test(one)))
        assert.deepEqual(
          await readFile(path('empty', store, name)),
          await readFile(path('full', store, name)),
          name,
        );
  });

  test('changes nothing when it is imported where it came from, or a second time', async () => {
    const [full, empty] = [await open('full', true), await open('empty')];
    const before = await exported(full, 'full.jsonl');
    assert.equal((await full.replica.import(path('full.jsonl'))).size, 0);
    await empty.replica.import(path('full.jsonl'));
    assert.equal((await empty.replica.import(path('full.jsonl'))).size, 0);
    assert.deepEqual(await exported(full, 'again.jsonl'), before);
  });

  test('of two devices, imported crosswise, gives both of them everything; the last mark wins', async () => {
    const [full, other] = [await open('full', true), await open('other')];
    await other.triage.set(['another-paper-11111111'], 'read');
    const [id] = [...(await full.triage.records()).values()].map((record) => record.id);
    assert.ok(id);
    await full.triage.set([id], 'later');
    await other.triage.change(new Map([[id, 'skipped']]));
    await other.searches.save('is:unread', 'Unread');
    await full.replica.export(path('full.jsonl'));
    await other.replica.export(path('other.jsonl'));
    await full.replica.import(path('other.jsonl'));
    await other.replica.import(path('full.jsonl'));
    assert.deepEqual(await exported(full, 'a.jsonl'), await exported(other, 'b.jsonl'));
    assert.equal(full.triage.get('another-paper-11111111'), 'read');
    assert.equal(full.triage.get(id), 'skipped');
    assert.deepEqual(
      full.searches.list().map(({ name }) => name),
      ['Methods', 'Unread'],
    );
  });

  test('takes deletions along', async () => {
    const [full, other] = [await open('full', true), await open('other')];
    await full.replica.export(path('full.jsonl'));
    await other.replica.import(path('full.jsonl'));
    await other.searches.remove(other.searches.list().map(({ id }) => id));
    await other.replica.export(path('other.jsonl'));
    await full.replica.import(path('other.jsonl'));
    assert.deepEqual(full.searches.list(), []);
  });

  test('that is cut or has conflict markers gives its intact parts', async () => {
    const [full, empty] = [await open('full', true), await open('empty')];
    await full.replica.export(path('full.jsonl'));
    const text = await readFile(path('full.jsonl'), 'utf8');
    await writeFile(path('cut.jsonl'), `<<<<<<< ours\n${text.slice(0, text.length / 2)}`);
    await empty.replica.import(path('cut.jsonl'));
    await appendFile(
      path('full.jsonl'),
      '{"kind":"of a later release","key":"x","at":[1,0,"d"],"value":1}\nnull\n7\n',
    );
    await empty.replica.import(path('full.jsonl'));
    assert.equal((await full.triage.records()).size, (await empty.triage.records()).size);
  });

  test('leaves out entries that share a text which cannot be read', async () => {
    const [readable, unreadable] = ['a'.repeat(64), 'b'.repeat(64)];
    const blobs = new Map([
      [readable, { read: () => Promise.resolve(new Uint8Array([1])) }],
      [unreadable, { read: () => Promise.resolve(undefined) }],
    ]);
    const entryOf = (key: string, ...hashes: readonly string[]): LibraryEntry => ({
      kind: 'day',
      key,
      value: key,
      blobs: hashes,
      stamp: [1, 0, 'device'],
    });
    const written = new Set<string>();
    const lines: unknown[] = [];
    for (const entry of [
      entryOf('one', readable, unreadable),
      entryOf('two', unreadable),
      entryOf('three', readable),
    ])
      for await (const part of linesOf(entry, blobs, written)) lines.push(...part);
    const types = lines.map((line) => parseLibraryLine(line)?.type);
    assert.deepEqual(types, ['blob', 'entry']);
    assert.deepEqual([...written], [readable]);
  });

  test('is refused if it is another file, and a cancelled export leaves the file that was there', async () => {
    const full = await open('full', true);
    await writeFile(path('other.txt'), 'not a library\n{"a":1}\n');
    await assert.rejects(full.replica.import(path('other.txt')), NotALibrary);
    const abort = new AbortController();
    const cancelled = full.replica.export(path('other.txt'), {
      signal: abort.signal,
      progress: () => abort.abort(),
    });
    await assert.rejects(cancelled);
    assert.equal(await readFile(path('other.txt'), 'utf8'), 'not a library\n{"a":1}\n');
    assert.deepEqual((await readdir(folder())).toSorted(), ['full', 'other.txt']);
  });
});
