import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newHighlight } from '../../../../src/core/highlights/newHighlight';
import type { Highlight, Note } from '../../../../src/core/notes/note';
import { IsolatedProcess } from '../../../../src/platform/common/isolation/isolatedProcess';
import type { ParsingCalls, ParsingProcess } from '../../../../src/services/parsing/parsingCalls';
import { forkWithin } from '../../../../src/platform/node/isolation/forkScript';
import { FullTextHighlights } from '../../../../src/services/fullTexts/fullTextHighlights';
import { FullTexts } from '../../../../src/services/fullTexts/fullTexts';
import { FullTextStore } from '../../../../src/services/fullTexts/fullTextStore';
import { builtModule } from '../../../support/builtModule';
import { LocalStoreFolder } from '../../../../src/platform/node/files/localStoreFolder';
import { fullTextPage } from '../../../support/fullTextPage';

suite('Highlights of whole papers', () => {
  const paper = { id: 'paper-00000000', arxivId: '2403.14000' };
  const first = fullTextPage({ id: paper.arxivId, title: 'T', abstract: 'A' }, 1);
  let isolated: ParsingProcess;
  let folder = '';
  let fullTexts: FullTexts;
  let highlights: FullTextHighlights;

  suiteSetup(async () => {
    const script = await builtModule('src/services/node/isolatedMain.ts');
    isolated = new IsolatedProcess<ParsingCalls>({ start: forkWithin(script, 512), idle: 60_000 });
  });
  suiteTeardown(() => isolated.dispose());
  setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'daily-papers-'));
    fullTexts = new FullTexts({
      store: new FullTextStore(new LocalStoreFolder(folder)),
      process: isolated,
      sources: { fullTextPages: () => assert.fail('Nothing may be requested') },
    });
    highlights = new FullTextHighlights({ fullTexts, process: isolated });
  });
  teardown(async () => {
    highlights.dispose();
    fullTexts.dispose();
    await remove(folder);
  });

  /** The time of last use may still be written, because the product does not wait for it. */
  const remove = (path: string): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: 10 });

  const read = async (html: string, version: number): Promise<string> => {
    const found = await fullTexts.import(paper, new TextEncoder().encode(html), { version });
    assert.ok(found.ok);
    return fullTexts.textOf(found.value.document);
  };
  const on = (text: string, quote: string, version?: number): Highlight => {
    const start = text.indexOf(quote);
    assert.notEqual(start, -1, quote);
    return {
      ...newHighlight(
        { fullText: text },
        { field: 'fullText', start, end: start + quote.length },
        { id: quote, created: new Date(0) },
      ),
      ...(version !== undefined && { version }),
    };
  };
  const noteWith = (...list: readonly Highlight[]): Note => ({
    paperId: paper.id,
    tags: [],
    highlights: list,
    body: '',
  });
  const placed = async (note: Note) => {
    await highlights.place(note, paper);
    return highlights.known(note) ?? [];
  };

  test('are as in the note while the paper is not stored', async () => {
    const made = on('Some words that were read elsewhere.', 'words that', 3);
    assert.deepEqual(await placed(noteWith(made)), [made]);
  });

  test('stay where they are in the version that they were made in', async () => {
    const text = await read(first, 1);
    const made = on(text, 'Remark 2 in small print.', 1);
    const note = noteWith(made);
    assert.deepEqual(await placed(note), [made]);
    assert.equal(await highlights.place(note, paper), false);
  });

  test('move with their words to another version, and keep their own', async () => {
    const quotes = [
      'Paragraph 3 of the paper says that $x_{i}$ is bounded',
      '2.5',
      'Remark 1 in small print.',
    ];
    const text = await read(first, 1);
    const note = noteWith(...quotes.map((quote) => on(text, quote, 1)));
    await placed(note);
    let changed = '';
    highlights.onDidChange((key) => (changed = key));
    const now = await read(
      first.replace('Part 1</h2>', 'Part 1</h2><p class="ltx_p">Words that are new in this version.</p>'),
      2,
    );
    assert.equal(changed, fullTexts.keyOf(paper));
    for (const highlight of await placed(note)) {
      assert.equal(highlight.state, 'anchored', highlight.quote);
      assert.equal(now.slice(highlight.start, highlight.end), highlight.quote);
      assert.equal(highlight.version, 1);
    }
  });

  test('are orphans with a likely place if their words have changed a little, and without one if not', async () => {
    const text = await read(first, 1);
    const changed = on(text, 'Paragraph 2 of the paper says that', 1);
    const gone = on(text, 'Remark 3 in small print.', 1);
    const note = noteWith(changed, gone);
    const now = await read(
      first
        .replace('Paragraph 2 of the paper says that', 'Paragraph 2 of our paper says that')
        .replaceAll('Remark 3 in small print.', 'See above.'),
      2,
    );
    const [one, other] = await placed(note);
    assert.equal(one?.state, 'orphaned');
    assert.match(now.slice(one.likelyPlace?.start, one.likelyPlace?.end), /Paragraph 2 of our paper/);
    assert.deepEqual([other?.state, other?.quote], ['orphaned', 'Remark 3 in small print.']);
  });

  test('are found by their words where their version is not known or not stored', async () => {
    const old = `Another beginning.\n${await read(first, 2)}`;
    const note = noteWith(
      on(old, 'Paragraph 2 of the paper says that $x_{i}$'),
      on(old, 'Remark 2 in small', 1),
    );
    const text = await read(first, 2);
    for (const { state, start, end, quote } of await placed(note))
      assert.deepEqual([state, text.slice(start, end)], ['anchored', quote]);
  });

  test('an orphan of a newer version is found again in its own', async () => {
    const text = await read(first, 1);
    const made = on(text, 'Remark 3 in small print.', 1);
    const later = fullTextPage({ id: paper.arxivId, title: 'T', abstract: 'A' }, 2, 2);
    await read(later, 2);
    const note = noteWith(made);
    assert.equal((await placed(note))[0]?.state, 'orphaned');
    await remove(join(folder, '2403.14000v2'));
    assert.deepEqual(await placed(note), [made]);
  });
});
