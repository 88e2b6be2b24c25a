import assert from 'node:assert/strict';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { localized } from '../../../../src/core/base/localization';
import { parseTextDigest } from '../../../../src/core/importers/textDigest/textDigest';
import { runInTimeSlices } from '../../../../src/platform/common/runInTimeSlices';
import { ConfinedFolder } from '../../../../src/platform/node/files/confinedFolder';
import { LocalStoreFolder } from '../../../../src/platform/node/files/localStoreFolder';
import { LocalWholeFiles } from '../../../../src/platform/node/files/wholeFiles';
import type { WholeFiles } from '../../../../src/platform/common/stores/wholeFiles';
import { IdentityLog } from '../../../../src/services/identity/identityLog';
import {
  DigestFiles,
  type DigestFolder,
  type DigestPlace,
} from '../../../../src/services/library/digestFiles';
import { LeftOutFiles } from '../../../../src/services/library/leftOutFiles';
import { LibraryService } from '../../../../src/services/library/libraryService';
import {
  type PackagedDigest,
  packagedIn,
  RemovedPackagedDigests,
} from '../../../../src/services/library/packagedDigests';
import { ParseCache } from '../../../../src/services/library/parseCache';
import { isolatedHere } from '../../../support/isolatedHere';
import { MemoryMemento } from '../../../support/memoryMemento';
import { seeds } from '../../core/library/seeds';
import { temporaryFolder } from '../../platform/node/files/temporaryFolder';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const bibliography = (...titles: readonly string[]): Uint8Array =>
  bytesOf(titles.map((title, at) => `@article{k${at}, title={${title}}, year={2024}}\n`).join(''));

/** The first papers of a packaged digest. */
const packagedText = seeds[0]?.text.slice(0, 20_000) ?? '';
const [packagedDay] = parseTextDigest(packagedText, { name: 'first.txt' }).days;
const packagedCount = packagedDay?.papers.length ?? 0;

suite('The library of the digests', () => {
  const folder = temporaryFolder();
  const opened: { dispose(): void }[] = [];
  let memento = new MemoryMemento();
  /** The address of a folder that cannot be listed. */
  let unreadable = '';
  /** The name of a file that cannot be read. */
  let unreadableFile = '';
  setup(async () => {
    memento = new MemoryMemento();
    unreadable = '';
    unreadableFile = '';
    await mkdir(join(folder(), 'seeds'));
    await writeFile(join(folder(), 'seeds', 'first.txt'), packagedText);
  });
  teardown(() => {
    for (const each of opened.splice(0)) each.dispose();
  });

  function digestFolder(name: string): DigestFolder {
    const stored = new LocalWholeFiles(new ConfinedFolder(folder(), [name]));
    const files: WholeFiles = {
      list: () => (unreadable === name ? Promise.reject(new Error('no access')) : stored.list()),
      stat: (file) => stored.stat(file),
      read: (file, limit) =>
        file === unreadableFile ? Promise.reject(new Error('no access')) : stored.read(file, limit),
      write: (file, bytes) => stored.write(file, bytes),
      remove: (file) => stored.remove(file),
    };
    return { uri: `file:///${name}`, files, watch: () => ({ dispose: () => undefined }) };
  }

  /** As a window has it, with all that earlier ones have stored. */
  function open() {
    const logged: string[] = [];
    const note = (message: string): void => void logged.push(message);
    const places = { global: digestFolder('global'), workspace: digestFolder('workspace') };
    const storage = new LocalStoreFolder(join(folder(), 'storage'));
    const process = isolatedHere();
    const caches = new Map(
      (['global', 'workspace'] as const).map((place) => {
        const options = { folder: storage, name: `${place}.parsed`, reader: () => Promise.resolve('r') };
        const report = (cause: unknown): void => assert.fail(String(cause));
        return [place, new ParseCache({ ...options, run: runInTimeSlices, delay: 60_000, report })];
      }),
    );
    const leftOut = new LeftOutFiles();
    const service = new LibraryService({
      seeds: digestFolder('seeds'),
      files: new DigestFiles((place) => places[place]),
      removed: new RemovedPackagedDigests(memento),
      parsed: (place: DigestPlace) => caches.get(place) ?? assert.fail(),
      process,
      leftOut,
      decisions: new IdentityLog(storage.log('decisions.jsonl')),
      watchDecisions: () => ({ dispose: () => undefined }),
      log: { info: note, warn: note, error: (message, cause) => note(`${message} ${String(cause)}`) },
    });
    opened.push(service, process, ...caches.values());
    const titles = (): readonly string[] =>
      service.library.days
        .filter(({ id }) => !service.library.batchesOf(id).includes('seeds/first.txt'))
        .flatMap(({ paperIds }) => paperIds.map((id) => service.library.paper(id)?.title ?? ''))
        .toSorted();
    return { service, titles, leftOut, logged };
  }

  const facts = (name: string, added: number) => ({ name, added });

  test('has the packaged papers, and those of imported texts, in the next window too', async () => {
    const { service, titles } = open();
    await service.ready();
    assert.ok(packagedCount > 5);
    assert.deepEqual([titles(), [...service.library.paperIds()].length], [[], packagedCount]);
    const imports = [
      ['b.bib', 'global', 2, ['On Signals', 'On Noise']],
      ['a.bib', 'workspace', 1, ['On Noise', 'On Samples']],
    ] as const;
    const outcomes = [];
    for (const [name, place, added, papers] of imports)
      outcomes.push(await service.import(bibliography(...papers), facts(name, added), place));
    assert.deepEqual(
      outcomes.map((outcome) => outcome.digest && [outcome.isNew, outcome.added, outcome.merged]),
      [
        [true, 2, 0],
        [true, 1, 1],
      ],
    );
    for (const each of [service, open().service]) {
      await each.ready();
      assert.deepEqual(
        each
          .imported()
          .map(({ name }) => name)
          .toSorted(),
        ['a.bib', 'b.bib'],
      );
      assert.equal([...each.library.paperIds()].length, packagedCount + 3);
    }
  });

  test('has everything else if a packaged digest cannot be read, and lists that one', async () => {
    const before = open();
    await before.service.ready();
    await before.service.import(bibliography('On Noise'), facts('a.bib', 1), 'global');
    await writeFile(join(folder(), 'seeds', 'second.txt'), packagedText);
    unreadableFile = 'second.txt';
    const { service, titles, leftOut, logged } = open();
    await service.ready();
    assert.deepEqual([titles(), [...service.library.paperIds()].length], [['On Noise'], packagedCount + 1]);
    assert.deepEqual(
      leftOut.all().map(({ uri }) => uri),
      ['file:///seeds/second.txt'],
    );
    assert.ok(logged.some((message) => message.includes('no access')));
  });

  test('takes the same text for the same digest, and keeps nothing of one without papers', async () => {
    const { service, titles } = open();
    const text = bibliography('On Noise');
    const first = await service.import(text, facts('a.bib', 1), 'global');
    const again = await service.import(text, facts('a.bib', 2), 'global');
    assert.ok(first.digest && again.digest);
    assert.deepEqual(
      [again.isNew, again.added, again.merged, again.digest.id],
      [false, 0, 1, first.digest.id],
    );
    const files = await readdir(join(folder(), 'global'));
    const empty = await service.import(bytesOf('Nothing.'), facts('b.txt', 3), 'global');
    assert.equal(empty.digest, undefined);
    assert.ok(empty.problems.length > 0);
    assert.deepEqual(await readdir(join(folder(), 'global')), files);
    assert.deepEqual([service.imported().length, titles()], [1, ['On Noise']]);
  });

  test('keeps nothing of an import that is cancelled', async () => {
    const { service } = open();
    await service.ready();
    const cancelling = new AbortController();
    const importing = service.import(
      bibliography('On Noise'),
      facts('a.bib', 1),
      'global',
      cancelling.signal,
    );
    cancelling.abort(new Error('cancelled'));
    await assert.rejects(importing, /cancelled/u);
    assert.deepEqual(service.imported(), []);
    await assert.rejects(readdir(join(folder(), 'global')), /ENOENT/u);
  });

  test('loses the papers of a digest that is removed, and has them again when it is put back', async () => {
    const { service, titles } = open();
    let changes = 0;
    service.onDidChangeDigests(() => (changes += 1));
    const { digest } = await service.import(bibliography('On Noise'), facts('a.bib', 1), 'workspace');
    assert.ok(digest);
    const restore = await service.remove(digest);
    assert.deepEqual([titles(), service.imported(), changes], [[], [], 2]);
    assert.equal(await service.findDigest(digest), undefined);
    assert.equal(await restore(), true);
    assert.deepEqual([titles(), (await service.findDigest(digest))?.id], [['On Noise'], digest.id]);
    assert.equal(await restore(), false);
  });

  test('leaves out a packaged digest that is removed, in the next window too, until it is restored', async () => {
    const { service } = open();
    await service.ready();
    const [packaged] = packagedIn(service.library);
    assert.deepEqual(packaged, { id: 'seeds/first.txt', label: 'Mar 11' });
    const digest = packaged as PackagedDigest;
    assert.equal(await service.restorePackaged(digest), false);
    assert.equal(await service.removePackaged(digest), true);
    assert.equal(await service.removePackaged(digest), false);
    assert.equal(await service.removePackaged({ id: 'seeds/none.txt', label: '' }), false);
    const next = open().service;
    await next.ready();
    assert.deepEqual([[...service.library.days], [...next.library.days]], [[], []]);
    assert.equal(await next.restorePackaged(digest), true);
    assert.equal(await next.restorePackaged(digest), false);
    assert.equal([...next.library.paperIds()].length, packagedCount);
  });

  test('follows what others put into a folder, and says which of it was left out and why', async () => {
    const { service, titles, leftOut } = open();
    await service.ready();
    const put = (name: string, bytes: Uint8Array) => writeFile(join(folder(), 'workspace', name), bytes);
    const look = () => service.findDigest({ id: 'workspace/none', place: 'workspace' });
    await mkdir(join(folder(), 'workspace'));
    await put('theirs.bib', bibliography('On Signals'));
    await put('empty.txt', bytesOf('Nothing.'));
    await look();
    const { digest } = await service.import(bibliography('On Noise'), facts('a.bib', 1), 'workspace');
    assert.ok(digest);
    assert.deepEqual(titles(), ['On Noise', 'On Signals']);
    await put(decodeURIComponent(digest.uri.split('/').at(-1) ?? ''), bibliography('On Graphs', 'On Trees'));
    await look();
    assert.deepEqual(titles(), ['On Signals']);
    assert.deepEqual(
      leftOut.all().map(({ uri }) => uri),
      [digest.uri, 'file:///workspace/empty.txt'].toSorted(),
    );
    assert.equal(await service.findDigest({ id: 'workspace/empty.txt', place: 'workspace' }), undefined);
    assert.ok(leftOut.all().every(({ reason }) => localized(reason).endsWith('.')));
    assert.equal(await service.findDigest(digest), undefined);
    await rm(join(folder(), 'workspace'), { recursive: true });
    await look();
    assert.deepEqual([titles(), leftOut.all(), service.imported()], [[], [], []]);
  });

  test('of one place is there although another cannot be read, which is logged', async () => {
    const before = open();
    await before.service.import(bibliography('On Noise'), facts('a.bib', 1), 'global');
    await before.service.import(bibliography('On Signals'), facts('b.bib', 2), 'workspace');
    unreadable = 'global';
    const { service, titles, logged } = open();
    await service.ready();
    assert.deepEqual(titles(), ['On Signals']);
    assert.match(logged.join('\n'), /digests in global storage could not be read: Error: no access/u);
    unreadable = '';
    service.refresh('global');
    await service.findDigest({ id: 'global/none', place: 'global' });
    assert.deepEqual(titles(), ['On Noise', 'On Signals']);
  });
});
