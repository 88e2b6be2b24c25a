import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentText } from '../../../../src/core/fulltext/document';
import { IsolatedProcess } from '../../../../src/platform/common/isolation/isolatedProcess';
import type { ParsingCalls, ParsingProcess } from '../../../../src/services/parsing/parsingCalls';
import { forkWithin } from '../../../../src/platform/node/isolation/forkScript';
import { FullTexts } from '../../../../src/services/fullTexts/fullTexts';
import { FullTextStore } from '../../../../src/services/fullTexts/fullTextStore';
import { FullTextPages } from '../../../../src/services/sources/fullTextPages';
import { builtModule } from '../../../support/builtModule';
import { fullTextPage } from '../../../support/fullTextPage';
import { reply, tooMany } from '../../../support/stubBehaviour';
import { StubServer } from '../../../support/stubServer';
import { LocalStoreFolder } from '../../../../src/platform/node/files/localStoreFolder';
import { arxivClient } from '../../../unit/services/sources/arxivClient';
import { localized } from '../../../../src/core/base/localization';

suite('Whole papers from arXiv', () => {
  let stub: StubServer;
  let isolated: ParsingProcess;
  let folder = '';
  let fullTexts: FullTexts;
  const paper = { id: 'paper-00000000', arxivId: '2403.14000', arxivVersion: 1 };
  const page = fullTextPage({ id: paper.arxivId, title: 'T', abstract: 'A' }, 1);
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

  /** As another window, or this one after a reload. */
  const open = (base = stub.base): FullTexts => {
    const client = arxivClient(base, Date.parse('2024-03-14T12:00:00Z'));
    return new FullTexts({
      store: new FullTextStore(new LocalStoreFolder(join(folder, 'fulltext'))),
      process: isolated,
      sources: { fullTextPages: () => new FullTextPages(client, base) },
    });
  };

  suiteSetup(async () => {
    stub = await StubServer.start({ today: '2024-03-14' });
    const script = await builtModule('src/services/node/isolatedMain.ts');
    isolated = new IsolatedProcess<ParsingCalls>({ start: forkWithin(script, 512), idle: 60_000 });
  });
  suiteTeardown(async () => {
    isolated.dispose();
    await stub.stop();
  });
  setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'daily-papers-'));
    stub.requests.length = 0;
    fullTexts = open();
  });
  // The time of last use may still be written, because the product does not wait for it.
  teardown(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));

  const failureOf = async (
    work: ReturnType<FullTexts['fetch']>,
  ): Promise<{ message: string; isMissing: boolean }> => {
    const result = await work;
    if (result.ok) throw new Error('It was read');
    const { message, isMissing } = result.error;
    return { message: localized(message), isMissing };
  };

  test('A paper is requested once, and is there in another window and offline', async () => {
    const fetched = await fullTexts.fetch(paper);
    assert.ok(fetched.ok);
    assert.equal(fetched.value.version, 1);
    assert.match(
      documentText(fetched.value.document.blocks),
      /Paragraph 3 of the paper says that \$x_\{i\}\$/,
    );
    assert.deepEqual(
      stub.requests.map(({ url }) => url),
      ['/html/2403.14000v1'],
    );
    const other = await open('http://127.0.0.1:1').fetch(paper);
    assert.deepEqual(other, fetched);
    assert.deepEqual(await fullTexts.stored(paper), fetched.value);
  });

  test('Without a known version the latest is requested, and the page says which it is', async () => {
    const fetched = await fullTexts.fetch({ id: paper.id, arxivId: paper.arxivId });
    assert.equal(fetched.ok && fetched.value.version, 1);
    assert.deepEqual(await readdir(join(folder, 'fulltext')), ['2403.14000v1']);
  });

  test('Listing stored papers requests nothing', async () => {
    assert.equal(await fullTexts.stored(paper), undefined);
    assert.equal(stub.requests.length, 0);
  });

  const failures: readonly [string, Parameters<StubServer['fault']>[1], RegExp, boolean][] = [
    ['no page', reply(404), /^arXiv has no HTML for version 1 of this paper\. Open its PDF instead\.$/, true],
    [
      'a page without a paper',
      reply(200, '<h1>Hello</h1>', { 'content-type': 'text/html' }),
      /holds no paper/,
      true,
    ],
    [
      'a stub',
      reply(200, '<article class="ltx_document"><p>Not available</p></article>', {
        'content-type': 'text/html',
      }),
      /holds no text of the paper/,
      true,
    ],
    [
      'something else than a page',
      reply(200, '%PDF', { 'content-type': 'application/pdf' }),
      /is not a page/,
      false,
    ],
    [
      'a redirect to another host',
      reply(302, '', { location: 'https://example.org/' }),
      /redirects to another site/,
      false,
    ],
    [
      'another paper',
      reply(200, page.replaceAll(paper.arxivId, '2403.14001'), { 'content-type': 'text/html' }),
      /is of another paper/,
      false,
    ],
  ];
  for (const [what, behaviour, message, isMissing] of failures)
    test(`An answer that is ${what} is one sentence, and nothing is stored`, async () => {
      stub.fault('/html/', behaviour);
      const failure = await failureOf(fullTexts.fetch(paper));
      assert.match(failure.message, message);
      assert.equal(failure.isMissing, isMissing);
      assert.equal(await fullTexts.stored(paper), undefined);
    });

  test('After a refusal nothing more is requested until the window is reloaded', async () => {
    stub.fault('/html/', reply(403));
    assert.match((await failureOf(fullTexts.fetch(paper))).message, /refused the request \(403\)/);
    assert.match((await failureOf(fullTexts.fetch(paper))).message, /refused the request \(403\)/);
    assert.equal(stub.requests.length, 1);
    assert.ok((await open().fetch(paper)).ok);
  });

  test('A request that comes too early is repeated', async () => {
    stub.fault('/html/', tooMany({ 'retry-after': '1' }));
    assert.ok((await fullTexts.fetch(paper)).ok);
    assert.equal(stub.requests.length, 2);
  });

  test('A page that has not changed is not sent again, and one that has replaces it', async () => {
    const html = { 'content-type': 'text/html' };
    stub.fault('/html/', reply(200, page, { ...html, etag: '"1"' }));
    const first = await fullTexts.fetch(paper);
    let known: string | undefined;
    stub.fault('/html/', (request, response) => {
      known = request.headers['if-none-match'];
      response.writeHead(304).end();
    });
    assert.deepEqual(await fullTexts.fetch(paper, { isChecked: true }), first);
    assert.equal(known, '"1"');
    stub.fault('/html/', reply(200, page.replace('Part 1', 'Part One'), { ...html, etag: '"2"' }));
    const changed = await fullTexts.fetch(paper, { isChecked: true });
    assert.ok(changed.ok);
    assert.match(documentText(changed.value.document.blocks), /Part One/);
    assert.deepEqual(await open('http://127.0.0.1:1').stored(paper), changed.value);
    assert.equal(stub.requests.length, 3);
  });

  test('A stored page stays if it cannot be checked', async () => {
    const first = await fullTexts.fetch(paper);
    assert.ok(first.ok);
    stub.fault('/html/', reply(404));
    assert.equal((await fullTexts.fetch(paper, { isChecked: true })).ok, false);
    assert.deepEqual(await fullTexts.stored(paper), first.value);
  });

  test('A paper without arXiv id says how to give it one', async () => {
    assert.match((await failureOf(fullTexts.fetch({ id: paper.id }))).message, /Choose Refresh Details/);
  });

  test('A cancelled request rejects and stores nothing', async () => {
    const abort = new AbortController();
    stub.fault('/html/', () => abort.abort(new Error('Cancelled')));
    await assert.rejects(fullTexts.fetch(paper, { signal: abort.signal }), /Cancelled/);
    assert.equal(await fullTexts.stored(paper), undefined);
  });

  test('A saved page is read for a paper without arXiv id', async () => {
    const saved = await fullTexts.import(
      { id: paper.id },
      bytes(page.replace(/<div id="watermark-tr">.*<\/div>/u, '')),
    );
    assert.ok(saved.ok);
    assert.equal(saved.value.version, undefined);
    assert.deepEqual(await fullTexts.stored({ id: paper.id }), saved.value);
  });

  test('The latest version is the stored one', async () => {
    for (const version of [2, 10, 1]) assert.ok((await fullTexts.import(paper, bytes(page), { version })).ok);
    assert.equal((await fullTexts.stored(paper))?.version, 10);
  });

  test('A damaged document is read from its page again', async () => {
    const fetched = await fullTexts.fetch(paper);
    const file = join(folder, 'fulltext', '2403.14000v1', 'document.jsonl.gz');
    const whole = await readFile(file);
    await writeFile(file, whole.subarray(0, whole.length / 2));
    assert.deepEqual(await fullTexts.stored(paper), fetched.ok && fetched.value);
    assert.deepEqual(await readFile(file), whole);
    assert.equal(stub.requests.length, 1);
  });

  test('Blocks of the public API cover the text, and show labels and formulas as text', async () => {
    const saved = await fullTexts.import(paper, bytes(page));
    assert.ok(saved.ok);
    const { version, text, blocks } = await fullTexts.plain(saved.value);
    assert.equal(version, 1);
    const paragraph = blocks.find(({ kind }) => kind === 'paragraph');
    assert.ok(paragraph);
    assert.match(
      text.slice(paragraph.start, paragraph.end),
      /^Paragraph 1 .* \$x_\{i\}\$ is bounded, as Table 1 shows\.\nRemark 1/,
    );
    assert.match(
      paragraph.plain,
      /^Paragraph 1 .* x_i is bounded \(Doe, 2020\), as Table 1 shows\.\nRemark 1/,
    );
    assert.deepEqual(
      [...new Set(blocks.map(({ kind }) => kind))],
      ['heading', 'paragraph', 'note', 'equation', 'table', 'caption', 'cell', 'bibliography', 'reference'],
    );
    assert.deepEqual(
      blocks.flatMap(({ kind, level, plain }) => (kind === 'heading' ? [[level, plain]] : [])),
      [
        [1, '1 Part 1'],
        [1, '2 Part 2'],
        [1, '3 Part 3'],
        [1, 'References'],
      ],
    );
  });
});
