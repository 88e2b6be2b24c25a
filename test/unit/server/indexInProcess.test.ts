import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Library } from '../../../src/core/library/library';
import { toPaperBatch } from '../../../src/core/library/paperBatch';
import { paperId } from '../../../src/core/library/paperId';
import { NoteStore } from '../../../src/core/notes/noteStore';
import { RuleEvaluator } from '../../../src/core/rules/ruleEvaluator';
import { PaperState } from '../../../src/core/state/paperState';
import { TriageStore } from '../../../src/core/triage/triageStore';
import { runInTimeSlices } from '../../../src/platform/common/runInTimeSlices';
import { indexInProcess } from '../../../src/server/indexInProcess';
import { PaperSearch } from '../../../src/services/search/paperSearch';
import { createSharedCorpus } from '../../../src/services/search/searchCorpus';
import { InMemoryNoteFiles } from '../core/notes/inMemoryNoteFiles';
import { InMemoryLog } from '../core/triage/inMemoryLog';

suite('The index in the process of the server, started again', () => {
  const titles = ['Attention in Linear Time', 'Diffusion on Graphs', 'A Survey of Pruning'];
  const noted = paperId('Diffusion on Graphs');
  let folder = '';
  let notes: InMemoryNoteFiles;

  setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'daily-papers-index-'));
    notes = new InMemoryNoteFiles();
    notes.put(`${noted}.md`, `---\npaper: ${noted}\ntags: [topic]\n---\n\nIt needs spectral filters.\n`);
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  /** Starts an index over papers with these titles. `counted` has how many were compared, and how many read for queries. */
  async function start(papers: readonly string[] = titles, abstract = 'We study models.') {
    const library = new Library();
    const records = papers.map((title) => ({ title, abstract, authors: [`Ada ${title.slice(0, 4)}`] }));
    const day = { label: 'Mar 11', date: { month: 3, day: 11 }, source: 'digest' as const, papers: records };
    library.add(toPaperBatch('one', [day]));
    const store = new NoteStore(notes);
    const triage = new TriageStore(new InMemoryLog(), () => 0, undefined, undefined, library);
    await Promise.all([store.ready(), triage.ready()]);
    const rules = new RuleEvaluator({
      ids: () => [],
      facts: () => undefined,
      run: (steps) => runInTimeSlices(steps),
      report: (cause) => assert.fail(String(cause)),
    });
    const state = new PaperState(library, triage, store, rules);
    const corpus = createSharedCorpus(library, state, rules, () => Promise.resolve());
    const counted = { compared: 0, read: 0 };
    const local = {
      ...corpus.local,
      compared: (id: string) => {
        counted.compared += 1;
        return corpus.local.compared(id);
      },
      *records() {
        for (const record of corpus.local.records()) {
          counted.read += 1;
          yield record;
        }
      },
    };
    const search = new PaperSearch(
      { ...corpus, local },
      {
        start: indexInProcess(local, true),
        file: join(folder, 'papers.index'),
        notesFile: join(folder, 'notes.index'),
        report: (cause) => assert.fail(String(cause)),
      },
    );
    const found = async (query: string): Promise<readonly string[]> =>
      (await search.search(query, 10)).hits.map(({ id }) => id).sort();
    return { search, library, triage, found, counted };
  }

  async function saved(): Promise<void> {
    const { search } = await start();
    await search.save();
    search.dispose();
  }

  const idsOf = (...papers: readonly string[]): readonly string[] =>
    papers.map((title) => paperId(title)).sort();

  test('compares no paper if all are in its file, and reads them when a query first asks for more than words', async () => {
    await saved();
    const { search, found, counted } = await start();
    assert.deepEqual(await found('spectral'), [noted]);
    assert.deepEqual(await found('attention'), idsOf('Attention in Linear Time'));
    assert.deepEqual(counted, { compared: 0, read: 0 });
    assert.deepEqual(await found('tag:topic'), [noted]);
    assert.deepEqual(await found('is:unread'), idsOf(...titles));
    assert.deepEqual(await found('author:"ada surv" OR author:"ada a su"'), idsOf('A Survey of Pruning'));
    assert.deepEqual(await found('day:"Mar 11"'), idsOf(...titles));
    assert.deepEqual(counted, { compared: 0, read: 3 });
    search.dispose();
  });

  test('finds papers that were marked before and after all papers have been read', async () => {
    await saved();
    const { search, triage, found, counted } = await start();
    await found('attention');
    await triage.set([paperId('A Survey of Pruning')], 'later');
    assert.deepEqual(counted.read, 0);
    assert.deepEqual(await found('is:later'), idsOf('A Survey of Pruning'));
    await triage.set([noted], 'later');
    assert.deepEqual(await found('is:later'), idsOf('A Survey of Pruning', 'Diffusion on Graphs'));
    search.dispose();
  });

  test('finds papers that were added, and not those that were removed, before the papers have been read', async () => {
    await saved();
    const { search, library, found } = await start();
    await found('attention');
    const added = { title: 'Graphs of Attention', abstract: '' };
    library.add(
      toPaperBatch('two', [
        { label: 'Mar 12', date: { month: 3, day: 12 }, source: 'digest', papers: [added] },
      ]),
    );
    await runInTimeSlices(library.removeInSteps('one'));
    assert.deepEqual(await found('attention'), idsOf('Graphs of Attention'));
    assert.deepEqual(await found('day:"Mar 11"'), []);
    assert.deepEqual(await found('-tag:topic'), idsOf('Graphs of Attention'));
    search.dispose();
  });

  for (const { difference, papers, abstract, note, query, hits } of [
    {
      difference: 'a paper more',
      papers: [...titles, 'More Pruning'],
      query: 'more',
      hits: ['More Pruning'],
    },
    { difference: 'a paper less', papers: titles.slice(0, 2), query: 'pruning', hits: [] },
    {
      difference: 'another title',
      papers: ['Attention in No Time', ...titles.slice(1)],
      query: 'linear',
      hits: [],
    },
    { difference: 'another abstract', abstract: 'We prune networks.', query: 'networks', hits: titles },
    { difference: 'another note', note: 'It needs wavelets.', query: 'spectral', hits: [] },
    { difference: 'no note', note: '', query: 'tag:topic OR spectral', hits: [] },
  ]) {
    test(`compares all papers after ${difference}`, async () => {
      await saved();
      if (note === '') notes.lose(`${noted}.md`);
      else if (note !== undefined)
        notes.put(`${noted}.md`, `---\npaper: ${noted}\ntags: [topic]\n---\n\n${note}\n`);
      const { search, found, counted } = await start(papers, abstract);
      assert.deepEqual(await found(query), idsOf(...hits));
      assert.ok(counted.compared >= (papers ?? titles).length);
      search.dispose();
    });
  }
});
