import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Block } from '../../../../src/core/fulltext/document';
import { type Figure, Figures, type PaperFigures } from '../../../../src/services/fullTexts/figures';
import { FullTexts } from '../../../../src/services/fullTexts/fullTexts';
import { FullTextStore } from '../../../../src/services/fullTexts/fullTextStore';
import { FullTextPages } from '../../../../src/services/sources/fullTextPages';
import { LocalStoreFolder } from '../../../../src/platform/node/files/localStoreFolder';
import { closesEarly, floods, reply } from '../../../support/stubBehaviour';
import { StubServer } from '../../../support/stubServer';
import { arxivClient } from '../sources/arxivClient';
import { localized } from '../../../../src/core/base/localization';

suite('Figures of whole papers', () => {
  let stub: StubServer;
  let folder = '';
  let store: FullTextStore;
  let isShown = true;
  const paper = { id: 'paper-00000000', arxivId: '2403.14000' };

  const open = (base = stub.base): Figures => {
    const client = arxivClient(base, Date.parse('2024-03-14T12:00:00Z'));
    store = new FullTextStore(new LocalStoreFolder(folder));
    const fullTexts = new FullTexts({
      store,
      // No page is read here.
      process: { call: () => Promise.reject(new Error('Not used')) } as never,
      sources: { fullTextPages: () => new FullTextPages(client, base) },
    });
    const report = (error: unknown): void => assert.fail(String(error));
    return new Figures({ fullTexts, store, isShown: () => isShown, report });
  };
  const withFigures = (...sources: readonly string[]): PaperFigures => {
    const blocks = sources.map((src): Block => ({
      kind: 'figure',
      depth: 0,
      start: 0,
      end: 0,
      inlines: [{ kind: 'image', src }],
    }));
    return { paper, fullText: { version: 1, document: { blocks, problems: [] } } };
  };
  /** The figures in the order in which they were fetched. */
  const fetched = async (
    figures: Figures,
    of: PaperFigures,
    first: readonly string[] = [],
    count = of.fullText.document.blocks.length,
  ): Promise<readonly Figure[]> => {
    const got: Figure[] = [];
    await new Promise<void>((resolve) => {
      figures.onDidFetch(({ figure }) => {
        got.push(figure);
        if (got.length === count) resolve();
      });
      figures.want(of, first);
    });
    return got;
  };
  const urls = (): readonly string[] => stub.requests.map(({ url }) => url);

  suiteSetup(async () => {
    stub = await StubServer.start({ today: '2024-03-14' });
  });
  suiteTeardown(() => stub.stop());
  setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'daily-papers-'));
    stub.requests.length = 0;
    isShown = true;
  });
  // The time of last use may still be written, because the product does not wait for it.
  teardown(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));

  test('are fetched one at a time, those in sight first, and stay offline', async () => {
    const of = withFigures('x1.svg', 'x2.svg', './x3.svg');
    const got = await fetched(open(), of, ['./x3.svg']);
    assert.deepEqual(
      got.map(({ source }) => source),
      ['./x3.svg', 'x1.svg', 'x2.svg'],
    );
    assert.deepEqual(urls(), [
      '/html/2403.14000v1/x3.svg',
      '/html/2403.14000v1/x1.svg',
      '/html/2403.14000v1/x2.svg',
    ]);
    assert.equal(stub.mostAtOnce(), 1);
    const known = await open('http://127.0.0.1:1').known(of);
    assert.deepEqual(
      known.map((figure) => [figure.source, 'path' in figure]),
      [
        ['x1.svg', true],
        ['x2.svg', true],
        ['./x3.svg', true],
      ],
    );
  });

  const failures: readonly [string, Parameters<StubServer['fault']>[1], RegExp][] = [
    ['is not there', reply(404), /does not have this figure/],
    ['is a page', reply(200, '<html></html>', { 'content-type': 'image/png' }), /not a picture/],
    ['is too large', floods(13), /./],
    ['is announced as too large', floods(13, true), /./],
    ['is on another host', reply(302, '', { location: 'https://example.org/x1.png' }), /another site/],
  ];
  for (const [what, behaviour, message] of failures)
    test(`A figure that ${what} is not stored, and the next one is fetched`, async () => {
      stub.fault('x1', behaviour);
      const [first, second] = await fetched(open(), withFigures('x1.svg', 'x2.svg'));
      assert.match(localized(first && 'problem' in first ? first.problem : ''), message);
      assert.ok(second && 'path' in second);
      assert.equal((await readdir(join(folder, '2403.14000v1'))).length, 1);
    });

  test('Half a figure is requested again', async () => {
    stub.fault('x1', closesEarly('<svg></svg>', 'gzip', 0.4));
    const [figure] = await fetched(open(), withFigures('x1.svg'));
    assert.ok(figure && 'path' in figure);
    assert.equal(stub.requests.length, 2);
  });

  test('An address off the page is not requested', async () => {
    const [figure] = await fetched(open(), withFigures('https://example.org/x1.png'));
    assert.match(localized(figure && 'problem' in figure ? figure.problem : ''), /below the page/);
    assert.deepEqual(urls(), []);
  });

  test('After a refusal nothing more is requested', async () => {
    stub.fault('x1', reply(403));
    const figures = open();
    await fetched(figures, withFigures('x1.svg', 'x2.svg'), [], 1);
    figures.want(withFigures('x3.svg'), []);
    await figures.fetchAll(withFigures('x4.svg'), new AbortController().signal);
    assert.deepEqual(urls(), ['/html/2403.14000v1/x1.svg']);
  });

  test('A paper that is not shown any more gets no more figures', async () => {
    const figures = open();
    figures.onDidFetch(() => (isShown = false));
    await fetched(figures, withFigures('x1.svg', 'x2.svg', 'x3.svg'), [], 1);
    await figures.fetchAll(withFigures('y.svg'), new AbortController().signal);
    // A connection that the server closed meanwhile is an error, after which a figure is requested again.
    assert.deepEqual([...new Set(urls())], ['/html/2403.14000v1/x1.svg', '/html/2403.14000v1/y.svg']);
  });

  test('The folder is listed once for each figure', async () => {
    const figures = open();
    const list = store.figures.bind(store);
    let lists = 0;
    store.figures = (name) => {
      lists++;
      return list(name);
    };
    await figures.fetchAll(withFigures('x1.svg', 'x2.svg', 'x3.svg'), new AbortController().signal);
    assert.equal(urls().length, 3);
    // Once more to see that none is missing.
    assert.equal(lists, 4);
  });

  test('More figures than are kept are not requested', async () => {
    const of = withFigures('x.svg');
    open();
    const bytes = new Uint8Array(1);
    for (let at = 0; at < 300; at++)
      await store.writeFigure({ paper: '2403.14000', version: 1 }, `y${at}.png`, 'png', bytes);
    const [figure] = await fetched(open(), of);
    assert.match(localized(figure && 'problem' in figure ? figure.problem : ''), /too many/);
    assert.deepEqual(urls(), []);
  });
});
