import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { decodeIndex } from '../../../../src/core/search/indexFile';
import { type PaperTexts, renderTexts } from '../../../../src/core/search/paperTexts';
import type { SearchHit } from '../../../../src/core/search/searchDocument';
import type { PaperRecord } from '../../../../src/core/search/query/queryablePaper';
import { SearchIndex } from '../../../../src/core/search/searchIndex';
import { IndexClient, type IndexClientOptions } from '../../../../src/services/search/indexClient';
import { builtModule } from '../../../support/builtModule';
import { eventually } from '../../../support/eventually';
import { forkScript } from '../../../../src/platform/node/isolation/forkScript';
import { seedDocuments } from '../../../unit/core/search/seedDocuments';

const record: PaperRecord = {
  tags: [],
  authors: [],
  categories: [],
  state: 'unread',
  has: { note: false, tag: false, highlight: false, code: false },
};

suite('IndexClient', () => {
  // Enough to rank and to find; each test sends them to a process of its own.
  const documents = seedDocuments().slice(0, 25);
  const byId = new Map<string, PaperTexts>(documents.map((document) => [document.id, document]));
  const reference = new SearchIndex();
  for (const document of documents) reference.put(renderTexts(document));
  const clients: IndexClient[] = [];
  const reports: unknown[] = [];
  let script = '';
  let file = '';

  suiteSetup(async () => {
    script = await builtModule('src/services/node/indexProcess.ts');
  });
  setup(() => {
    file = join(mkdtempSync(join(tmpdir(), 'daily-papers-index-')), 'search.index');
    reports.length = 0;
  });
  teardown(() => {
    for (const client of clients.splice(0)) client.dispose();
  });

  const client = (options: string | Partial<IndexClientOptions> = {}): IndexClient => {
    const made = new IndexClient({
      start: forkScript(script, []),
      report: (cause) => reports.push(cause),
      ...(typeof options === 'string' ? { file: options } : options),
    });
    clients.push(made);
    return made;
  };
  const sync = (to: IndexClient, map: ReadonlyMap<string, PaperTexts> = byId): Promise<void> =>
    to.sync(
      map.keys(),
      (id) => {
        const texts = map.get(id);
        return texts && { texts, record: { ...record, tags: id.endsWith('3') ? ['third'] : [] } };
      },
      () => undefined,
    );
  const search = async (index: IndexClient, query: string, limit = 50): Promise<readonly SearchHit[]> =>
    (await index.answer(query, limit)).hits;

  /** The ids of the papers whose texts are sent from now on. */
  const sentBy = (index: IndexClient): readonly string[] => {
    const sent: string[] = [];
    const change = index.change.bind(index);
    index.change = (what) => (sent.push(...(what.put ?? []).map(({ id }) => id)), change(what));
    return sent;
  };

  test('answers a search while it ranks recommendations', async () => {
    const index = client();
    const many = new Map(
      Array.from({ length: 300 }, (_, number) => {
        const document = documents[number % documents.length] ?? { id: '', title: '', abstract: '' };
        return [`r${number}`, { ...document, id: `r${number}` }];
      }),
    );
    await sync(index, many);
    const answered: string[] = [];
    const trainingExamples = [{ id: 'r0', wanted: true, weight: 1 }];
    const ranking = index.recommend({
      trainingExamples,
      candidates: [...many.keys()].slice(1).concat('unknown'),
    });
    await Promise.all([
      ranking.then(() => answered.push('recommend')),
      search(index, 'diffusion').then(() => answered.push('search')),
    ]);
    assert.deepEqual(answered, ['search', 'recommend']);
    const ranked = await ranking;
    assert.equal(ranked.length, 299);
    // The other copies of the wanted paper come first.
    assert.equal(Number(ranked[0]?.id.slice(1)) % documents.length, 0);
  });

  test('answers what the index in the same process answers', async () => {
    const index = client();
    await sync(index);
    for (const query of ['diffusion model', 'varational', documents[4]?.title ?? '']) {
      assert.deepEqual(await search(index, query), reference.search(query));
      const filter = (id: string): boolean => id.endsWith('3');
      assert.deepEqual(
        await search(index, `${query} tag:third`, 4),
        reference.search(`${query} `, { limit: 4, filter }),
      );
    }
    assert.deepEqual(await index.related('p1', 5), reference.related('p1', { limit: 5 }));
  });

  test('changes are found at once', async () => {
    const index = client();
    await sync(index);
    await index.change({ put: [{ id: 'new', title: 'Quokka', abstract: '' }], remove: ['p0'] });
    assert.deepEqual(
      (await search(index, 'quokka')).map(({ id }) => id),
      ['new'],
    );
    assert.ok((await search(index, documents[0]?.title ?? '')).every(({ id }) => id !== 'p0'));
  });

  test('the saved index answers in the next session, before anything is sent', async () => {
    const first = client(file);
    await sync(first);
    await first.save();
    const second = client(file);
    assert.deepEqual(await second.open(), { size: documents.length });
    assert.deepEqual(await search(second, 'diffusion'), reference.search('diffusion'));
  });

  test('the saved index has few segments, as programs that only read the file do not merge them', async () => {
    const texts = Array.from({ length: 1300 }, (_, at) => ({
      id: `p${at}`,
      title: `Paper ${at}`,
      abstract: '',
    }));
    const index = client(file);
    await sync(index, new Map(texts.map((text) => [text.id, text])));
    await index.save();
    const read = decodeIndex(readFileSync(file), '');
    assert.ok(read.ok);
    const merged = new SearchIndex(read.value);
    finish(merged.maintain());
    assert.equal(read.value.length, merged.segments().length);
  });

  test('only what changed since is sent', async () => {
    const first = client(file);
    await sync(first);
    await first.save();
    const changed = new Map(byId);
    changed.delete('p7');
    changed.set('p8', { id: 'p8', title: 'Numbat', abstract: '' });
    const second = client(file);
    const sent = sentBy(second);
    await sync(second, changed);
    assert.deepEqual(sent, ['p8']);
    assert.deepEqual(
      (await search(second, 'numbat')).map(({ id }) => id),
      ['p8'],
    );
    assert.ok((await search(second, byId.get('p7')?.title ?? '')).every(({ id }) => id !== 'p7'));
  });

  test('a damaged file is reported and built again', async () => {
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
      assert.deepEqual(await search(next, 'diffusion'), reference.search('diffusion'));
      await next.save();
      assert.deepEqual(await client(file).open(), { size: documents.length });
    }
  });

  test('two windows with different notes share a file, each with its own answers', async () => {
    const noted = (word: string): Map<string, PaperTexts> =>
      new Map(
        [...byId].map(([id, texts]) => [
          id,
          { ...texts, noteParts: [{ kind: 'note', text: `${word} here` }] },
        ]),
      );
    const [left, right] = [client(file), client(file)];
    for (let turn = 0; turn < 2; turn += 1) {
      await Promise.all([sync(left, noted(`left${turn}`)), sync(right, noted(`right${turn}`))]);
      await Promise.all([left.save(), right.save()]);
      assert.equal((await search(left, `left${turn}`, 500)).length, documents.length);
      assert.equal((await search(right, `right${turn}`, 500)).length, documents.length);
      assert.deepEqual(await client(file).open(), { size: documents.length });
    }
    assert.deepEqual(readdirSync(join(file, '..')), ['search.index']);
  });

  test('the notes of one workspace are neither in the shared file nor found in another workspace', async () => {
    const shared = client({ file, notesFile: join(file, '../a/notes.index') });
    const noted = new Map(byId);
    const paper = byId.get('p8');
    assert.ok(paper);
    const noteParts = [
      { kind: 'note', text: 'quokka' },
      { kind: 'comment', text: 'numbat' },
    ] as const;
    noted.set('p8', { ...paper, tags: ['marsupial/echidna'], noteParts });
    await sync(shared, noted);
    await shared.save();
    for (const word of ['quokka', 'numbat', 'echidna', 'quoka']) {
      assert.deepEqual(
        (await search(shared, word)).map(({ id }) => id),
        ['p8'],
        word,
      );
    }

    const other = client({ file, notesFile: join(file, '../b/notes.index') });
    assert.deepEqual(await other.open(), { size: documents.length });
    const sent = sentBy(other);
    await sync(other);
    assert.deepEqual(sent, []);
    for (const word of ['quokka', 'numbat', 'echidna', 'quoka', 'marsupial']) {
      assert.deepEqual(await search(other, word), [], word);
    }
    assert.deepEqual(await search(other, paper.title), reference.search(paper.title));
    await other.change({ put: [{ ...paper, tags: ['bilby'] }] });
    await other.save();
    const words = (path: string): readonly string[] => {
      const bytes = readFileSync(path);
      const text = [
        bytes.toString('latin1'),
        bytes.toString('utf16le'),
        bytes.subarray(1).toString('utf16le'),
      ].join();
      return ['quokka', 'numbat', 'echidna', 'marsupial', 'bilby'].filter((word) => text.includes(word));
    };
    assert.deepEqual(words(file), []);
    assert.deepEqual(words(join(file, '../a/notes.index')), ['quokka', 'numbat', 'echidna', 'marsupial']);
    assert.deepEqual(words(join(file, '../b/notes.index')), ['bilby']);

    const again = client({ file, notesFile: join(file, '../a/notes.index') });
    const sentAgain = sentBy(again);
    await sync(again, noted);
    assert.deepEqual(sentAgain, []);
    assert.equal((await search(again, 'quokka')).length, 1);
  });

  test('the file of an earlier release, which held words of notes, is deleted', async () => {
    const obsolete = join(file, '../search.index');
    const papers = join(file, '../papers.index');
    writeFileSync(obsolete, 'quokka');
    const index = client({ file: papers, obsoleteFiles: [obsolete] });
    assert.deepEqual(await index.open(), { size: 0 });
    assert.ok(!existsSync(obsolete));
    assert.deepEqual(reports, []);
  });

  test('another release of the extension builds the index again', async () => {
    const first = client({ file, environment: '1' });
    await sync(first);
    await first.save();
    assert.deepEqual(await client({ file, environment: '2' }).open(), { size: 0, fault: 'stale' });
    assert.deepEqual(await client({ file, environment: '1' }).open(), { size: documents.length });
  });

  test('a file that cannot be written is reported, and answers go on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'daily-papers-index-'));
    const index = client(folder);
    assert.equal((await index.open()).fault, 'unreadable');
    await sync(index);
    await assert.rejects(index.save());
    assert.ok((await search(index, 'diffusion')).length > 0);
    assert.ok(existsSync(folder));
  });

  test('a call after disposal starts the process again', async () => {
    const index = client(file);
    await sync(index);
    await index.save();
    index.dispose();
    assert.deepEqual(await search(index, 'diffusion'), reference.search('diffusion'));
  });

  test('the process ends with the one that started it', async () => {
    const parent = await builtModule('test/processes/services/search/indexParent.ts');
    const child = fork(parent, [script]);
    const [pid] = (await once(child, 'message')) as [number];
    process.kill(pid, 0);
    child.kill('SIGKILL');
    await eventually(() => assert.throws(() => process.kill(pid, 0)));
  });
});
