import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DigestFacts } from '../../../../src/services/library/digestFacts';
import { DigestDamaged, DigestStore } from '../../../../src/services/library/digestStore';
import { ConfinedFolder } from '../../../../src/platform/node/files/confinedFolder';
import type { WholeFiles } from '../../../../src/platform/common/stores/wholeFiles';
import { LocalWholeFiles } from '../../../../src/platform/node/files/wholeFiles';
import { allSeeds } from '../../core/library/seeds';
import { temporaryFolder } from '../../platform/node/files/temporaryFolder';
import { localized } from '../../../../src/core/base/localization';

const text = Buffer.from(allSeeds);
const facts: DigestFacts = { name: 'seeds.txt', year: 2025, added: 1_711_627_200_000 };

/** Fails from the `limit`th write or removal on, as in a process that was killed. */
class CutOff implements WholeFiles {
  #changes = 0;

  constructor(
    private readonly files: WholeFiles,
    private readonly limit: number,
  ) {}

  list = (): ReturnType<WholeFiles['list']> => this.files.list();
  stat = (name: string): ReturnType<WholeFiles['stat']> => this.files.stat(name);
  read = (name: string, limit?: number): ReturnType<WholeFiles['read']> => this.files.read(name, limit);

  async write(name: string, bytes: Uint8Array): Promise<void> {
    this.#count();
    await this.files.write(name, bytes);
  }

  async remove(name: string): Promise<void> {
    this.#count();
    await this.files.remove(name);
  }

  #count(): void {
    this.#changes += 1;
    if (this.#changes >= this.limit) throw new Error('killed');
  }
}

suite('Imported digests', () => {
  const folder = temporaryFolder();
  const digests = (): string => join(folder(), 'deep', 'digests');
  const local = (): LocalWholeFiles => new LocalWholeFiles(new ConfinedFolder(folder(), ['deep', 'digests']));
  const store = (): DigestStore => new DigestStore(local());
  const at = (file: string): string => join(digests(), file);

  test('are kept as they came, with their facts, and once', async () => {
    const kept = await store().add(text, facts);
    assert.deepEqual(await store().add(text, { ...facts, added: 5 }), kept);
    assert.deepEqual((await store().list()).digests, [kept]);
    assert.ok(text.equals(await store().read(kept.file)));
    const { name, year, added } = kept;
    assert.deepEqual({ name, year, added }, facts);
    assert.equal((await readdir(digests())).length, 2);
  });

  const damages: readonly (readonly [string, (path: string) => Promise<void>, RegExp])[] = [
    ['cut off', (path) => truncate(path, 20_480), /has 20,480 bytes, and had/],
    ['empty', (path) => truncate(path, 0), /has 0 bytes/],
    ['missing', (path) => rm(path), /missing/],
  ];
  for (const [what, damage, reason] of damages) {
    test(`whose text is ${what} are left out with the reason, and mended by importing them again`, async () => {
      const kept = await store().add(text, facts);
      await damage(at(kept.file));
      const { digests: whole, damaged } = await store().list();
      assert.deepEqual([whole, damaged.map(({ file }) => file)], [[], [kept.file]]);
      assert.match(localized(damaged[0]?.reason ?? ''), reason);
      const again = await store().add(text, facts);
      assert.ok(text.equals(await store().read(again.file)));
      assert.deepEqual((await store().list()).damaged, []);
    });
  }

  test('whose text has other bytes of the same length are not read, and mended by importing them again', async () => {
    const { file } = await store().add(text, facts);
    await writeFile(at(file), Buffer.concat([text.subarray(0, -100), Buffer.alloc(100)]));
    await assert.rejects(store().read(file), DigestDamaged);
    await store().add(text, facts);
    assert.ok(text.equals(await store().read(file)));
  });

  test('are whole with the line ends that git writes on Windows', async () => {
    const { file } = await store().add(text, facts);
    const checkedOut = Buffer.from(allSeeds.replaceAll('\n', '\r\n'));
    await writeFile(at(file), checkedOut);
    assert.deepEqual((await store().list()).damaged, []);
    assert.ok(checkedOut.equals(await store().read(file)));
    await store().add(text, facts);
    assert.ok(checkedOut.equals(await readFile(at(file))));
  });

  test('of release 0.1.0 whose text is cut off or whose facts are empty are mended', async () => {
    const { file, ...rest } = await store().add(text, facts);
    for (const [kept, old] of [
      [text.subarray(0, 20_480), JSON.stringify({ version: 1, ...facts })],
      [text, ''],
    ] as const) {
      await writeFile(at(file), kept);
      await writeFile(at(`${file}.facts.json`), old);
      const again = await store().add(text, facts);
      assert.ok(text.equals(await readFile(at(file))));
      assert.equal(again.name, rest.name);
    }
  });

  test('of release 0.1.0 that a person has edited since stay edited', async () => {
    const { file } = await store().add(text, facts);
    const edited = `${allSeeds}\nmore`;
    await writeFile(at(file), edited);
    await writeFile(at(`${file}.facts.json`), JSON.stringify({ version: 1, ...facts }));
    await store().add(text, facts);
    assert.equal(await readFile(at(file), 'utf8'), edited);
  });

  test('are there as a whole or not at all, wherever an import is cut off', async () => {
    for (let limit = 1; ; limit += 1) {
      await rm(digests(), { recursive: true, force: true });
      const added = await new DigestStore(new CutOff(local(), limit)).add(text, facts).catch(() => undefined);
      const { digests: found, damaged } = await store().list();
      assert.deepEqual(damaged, [], `cut off at ${limit}`);
      for (const one of found) {
        assert.ok(text.equals(await store().read(one.file)));
        assert.deepEqual([one.name, one.added], [facts.name, facts.added]);
      }
      assert.ok(added === undefined || found.length === 1);
      if (!added) continue;
      assert.ok(limit > 3);
      return;
    }
  });

  test('are there as a whole or not at all, wherever a removal or its undo is cut off', async () => {
    for (let limit = 1; ; limit += 1) {
      await rm(digests(), { recursive: true, force: true });
      const { file } = await store().add(text, facts);
      const cut = new DigestStore(new CutOff(local(), limit));
      const restore = await cut.remove(file).catch(() => undefined);
      const isRestored = await restore?.().then(
        () => true,
        () => false,
      );
      const { digests: found, damaged } = await store().list();
      assert.deepEqual(damaged, [], `cut off at ${limit}`);
      for (const one of found) {
        assert.ok(text.equals(await store().read(one.file)));
        assert.deepEqual([one.name, one.added], [facts.name, facts.added]);
      }
      if (isRestored !== true) continue;
      assert.deepEqual([found.length, limit > 6], [1, true]);
      return;
    }
  });

  test('that were put there by hand go by the name of their file', async () => {
    await mkdir(digests(), { recursive: true });
    await writeFile(at('by-hand.md'), text);
    const { digests: found } = await store().list();
    assert.deepEqual(
      found.map(({ file, name }) => [file, name]),
      [['by-hand.md', 'by-hand.md']],
    );
    const restore = await store().remove('by-hand.md');
    assert.deepEqual(await readdir(digests()), []);
    await restore();
    assert.deepEqual(await readdir(digests()), ['by-hand.md']);
  });

  const strange: readonly (readonly [string, string])[] = [
    ['a time that is no number', '{"version":1,"name":"x","added":1e999}'],
    ['a long name', JSON.stringify({ version: 1, name: 'x'.repeat(10_000), added: 'soon' })],
    ['more than is read', JSON.stringify({ name: 'x'.repeat(100_000) })],
    ['no object', '[]'],
    ['a year that is none', '{"year":1e15}'],
  ];
  for (const [what, content] of strange) {
    test(`with foreign facts, ${what}, are read nevertheless`, async () => {
      await mkdir(digests(), { recursive: true });
      await writeFile(at('a.txt'), text);
      await writeFile(at('a.txt.facts.json'), content);
      const [found] = (await store().list()).digests;
      assert.ok(found);
      assert.ok(Number.isFinite(found.added) && found.name.length <= 200, JSON.stringify(found));
      assert.equal(found.year, undefined);
    });
  }

  test('with facts that are a link are read, and the link is not followed', async () => {
    await mkdir(digests(), { recursive: true });
    await writeFile(at('a.txt'), text);
    await symlink('/dev/zero', at('a.txt.facts.json'));
    assert.deepEqual(
      (await store().list()).digests.map(({ name }) => name),
      ['a.txt'],
    );
  });
});
