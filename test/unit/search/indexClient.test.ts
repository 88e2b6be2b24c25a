import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SearchDocument } from '../../../src/core/search/searchDocument';
import { SearchIndex } from '../../../src/core/search/searchIndex';
import { IndexClient } from '../../../src/host/search/indexClient';
import { builtModule } from './builtModule';
import { seedDocuments } from './seedDocuments';

suite('IndexClient', () => {
  const documents = seedDocuments();
  const byId = new Map(documents.map((document) => [document.id, document]));
  const reference = new SearchIndex();
  for (const document of documents) reference.put(document);
  const clients: IndexClient[] = [];
  const reports: unknown[] = [];
  let worker = '';
  let file = '';

  suiteSetup(async () => {
    worker = await builtModule('src/host/search/indexWorker.ts');
  });
  setup(() => {
    file = join(mkdtempSync(join(tmpdir(), 'daily-papers-index-')), 'search.index');
    reports.length = 0;
  });
  teardown(() => {
    for (const client of clients.splice(0)) client.dispose();
  });

  const client = (path?: string): IndexClient => {
    const made = new IndexClient({
      worker,
      report: (cause) => reports.push(cause),
      ...(path === undefined ? {} : { file: path }),
    });
    clients.push(made);
    return made;
  };
  const sync = (to: IndexClient, map: ReadonlyMap<string, SearchDocument> = byId): Promise<void> =>
    to.sync(
      map.keys(),
      (id) => map.get(id),
      () => undefined,
    );

  test('answers a search while it ranks recommendations', async () => {
    const index = client();
    const many = new Map(
      Array.from({ length: 1000 }, (_, number) => {
        const document = documents[number % documents.length] ?? { id: '', title: '', abstract: '' };
        return [`r${number}`, { ...document, id: `r${number}` }];
      }),
    );
    await sync(index, many);
    const answered: string[] = [];
    const lessons = [{ id: 'r0', wanted: true, weight: 1 }];
    const ranking = index.recommend({ lessons, candidates: [...many.keys()].slice(1).concat('unknown') });
    await Promise.all([
      ranking.then(() => answered.push('recommend')),
      index.search('diffusion').then(() => answered.push('search')),
    ]);
    assert.deepEqual(answered, ['search', 'recommend']);
    const ranked = await ranking;
    assert.equal(ranked.length, 999);
    // The other copies of the paper that was wanted stand first.
    assert.equal(Number(ranked[0]?.id.slice(1)) % documents.length, 0);
  });

  test('answers what the index in the same thread answers', async () => {
    const index = client();
    await sync(index);
    for (const query of ['diffusion model', 'varational', documents[4]?.title ?? '']) {
      assert.deepEqual(await index.search(query), reference.search(query));
      const filter = (id: string): boolean => id.endsWith('3');
      assert.deepEqual(
        await index.search(query, { limit: 4, filter }),
        reference.search(query, { limit: 4, filter }),
      );
    }
    assert.deepEqual(await index.related('p1', 5), reference.related('p1', { limit: 5 }));
  });

  test('changes are found at once', async () => {
    const index = client();
    await sync(index);
    await index.change([{ id: 'new', title: 'Quokka', abstract: '' }], ['p0']);
    assert.deepEqual(
      (await index.search('quokka')).map(({ id }) => id),
      ['new'],
    );
    assert.ok((await index.search(documents[0]?.title ?? '')).every(({ id }) => id !== 'p0'));
  });

  test('what was saved answers in the next session, before anything is sent', async () => {
    const first = client(file);
    await sync(first);
    await first.save();
    const second = client(file);
    assert.deepEqual(await second.open(), { size: documents.length });
    assert.deepEqual(await second.search('diffusion'), reference.search('diffusion'));
  });

  test('only what changed since is sent', async () => {
    const first = client(file);
    await sync(first);
    await first.save();
    const changed = new Map(byId);
    changed.delete('p7');
    changed.set('p8', { id: 'p8', title: 'Numbat', abstract: '' });
    const second = client(file);
    const sent: string[] = [];
    const change = second.change.bind(second);
    second.change = (put, remove) => (sent.push(...put.map(({ id }) => id)), change(put, remove));
    await sync(second, changed);
    assert.deepEqual(sent, ['p8']);
    assert.deepEqual(
      (await second.search('numbat')).map(({ id }) => id),
      ['p8'],
    );
    assert.ok((await second.search(byId.get('p7')?.title ?? '')).every(({ id }) => id !== 'p7'));
  });

  test('a damaged file is said and built anew', async () => {
    const first = client(file);
    await sync(first);
    await first.save();
    const bytes = readFileSync(file);
    for (const [damaged, fault] of [
      [bytes.subarray(0, bytes.length / 2), 'torn'],
      [Buffer.from('{"not": "an index of ours"}'), 'foreign'],
    ] as const) {
      writeFileSync(file, damaged);
      const next = client(file);
      assert.deepEqual(await next.open(), { size: 0, fault });
      await sync(next);
      assert.deepEqual(await next.search('diffusion'), reference.search('diffusion'));
      await next.save();
      assert.deepEqual(await client(file).open(), { size: documents.length });
    }
  });

  test('two windows with different notes share a file, each with its own answers', async () => {
    const noted = (word: string): Map<string, SearchDocument> =>
      new Map([...byId].map(([id, document]) => [id, { ...document, notes: `${word} here` }]));
    const [left, right] = [client(file), client(file)];
    for (let turn = 0; turn < 3; turn += 1) {
      await Promise.all([sync(left, noted(`left${turn}`)), sync(right, noted(`right${turn}`))]);
      await Promise.all([left.save(), right.save()]);
      assert.equal((await left.search(`left${turn}`, { limit: 500 })).length, documents.length);
      assert.equal((await right.search(`right${turn}`, { limit: 500 })).length, documents.length);
      assert.deepEqual(await client(file).open(), { size: documents.length });
    }
    assert.deepEqual(readdirSync(join(file, '..')), ['search.index']);
  });

  test('a file that cannot be written is reported, and answers go on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'daily-papers-index-'));
    const index = client(folder);
    assert.equal((await index.open()).fault, 'unreadable');
    await sync(index);
    await assert.rejects(index.save());
    assert.ok((await index.search('diffusion')).length > 0);
    assert.ok(existsSync(folder));
  });

  test('a call after disposal starts the thread anew', async () => {
    const index = client(file);
    await sync(index);
    await index.save();
    index.dispose();
    assert.deepEqual(await index.search('diffusion'), reference.search('diffusion'));
  });
});
