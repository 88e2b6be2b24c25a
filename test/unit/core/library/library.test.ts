import assert from 'node:assert/strict';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { toPaperBatch } from '../../../../src/core/library/paperBatch';
import type { DigestDate, SourceId } from '../../../../src/core/library/day';
import { Library, type LibraryChange } from '../../../../src/core/library/library';
import type { PaperRecord } from '../../../../src/core/library/paper';
import { paperId } from '../../../../src/core/library/paperId';
import type { ParsedDay } from '../../../../src/core/library/parsedDigest';
import { parseTextDigest } from '../../../../src/core/importers/textDigest/textDigest';
import { seeds } from './seeds';

const packaged = seeds.map(({ name, text }) => toPaperBatch(name, parseTextDigest(text, { name }).days));

interface Given {
  readonly label?: string;
  readonly date?: DigestDate;
  readonly source?: SourceId;
}

function day(papers: readonly (Partial<PaperRecord> & { title: string })[], given: Given = {}): ParsedDay {
  const records = papers.map((paper) => ({ abstract: `About ${paper.title}.`, ...paper }));
  return { label: 'Mar 11', date: { month: 3, day: 11 }, source: 'digest', ...given, papers: records };
}

function libraryOf(...days: readonly ParsedDay[]): Library {
  const library = new Library();
  days.forEach((given, i) => library.add(toPaperBatch(`c${i}`, [given])));
  return library;
}

const remove = (library: Library, ...ids: readonly string[]): boolean =>
  finish(library.removeInSteps(...ids));

const titlesOf = (library: Library): string[] => [...library.papers()].map(({ title }) => title);

suite('Library: the packaged digests', () => {
  const library = new Library();
  const report = library.add(...packaged);

  test('contain 159 papers in three days, newest first', () => {
    assert.deepEqual(report, { days: 3, added: 159, merged: 0, doubtful: [], joined: [] });
    const shown = library.days.map(({ id, label, paperIds, year }) => [id, label, paperIds.length, year]);
    assert.deepEqual(shown, [
      ['digest/07-29', 'Jul 29', 58, undefined],
      ['digest/03-14', 'Mar 14', 56, undefined],
      ['digest/03-11', 'Mar 11', 56, undefined],
    ]);
  });

  test('share 11 papers, each of which is one paper listed by both days', () => {
    const shared = [...library.papers()].filter(({ id }) => library.daysOf(id).length === 2);
    assert.equal(shared.length, 11);
    const id = paperId('BiPer: Binary Neural Networks using a Periodic Function');
    assert.deepEqual(
      library.daysOf(id).map(({ label }) => label),
      ['Mar 14', 'Mar 11'],
    );
  });

  test('keep the order of each digest', () => {
    seeds.forEach(({ text }) => {
      const [parsed] = parseTextDigest(text).days;
      const ids = parsed?.papers.map(({ title }) => paperId(title));
      const shown = library.days.find(({ label }) => label === parsed?.label);
      assert.deepEqual(shown?.paperIds, ids);
    });
  });

  test('add nothing when they are imported again', () => {
    const again = new Library();
    again.add(...packaged);
    const changes: LibraryChange[] = [];
    again.onDidChange((change) => changes.push(change));
    const all = toPaperBatch('import', parseTextDigest(seeds.map(({ text }) => text).join('\n')).days);
    assert.deepEqual(again.add(all), { days: 3, added: 0, merged: 159, doubtful: [], joined: [] });
    assert.deepEqual(
      changes.map(({ papers, removedPapers }) => [papers, removedPapers]),
      [[[], []]],
    );
  });
});

suite('Library: identity of papers', () => {
  test('papers with the same normalised title are one, for any day and source', () => {
    const library = libraryOf(
      day([{ title: 'Attention Is All You Need' }]),
      day([{ title: 'Attention is all you need!', arxivId: '1706.03762' }], { source: 'arxiv' }),
    );
    assert.deepEqual(titlesOf(library), ['Attention Is All You Need']);
    assert.equal(library.paper(paperId('attention is all you need'))?.arxivId, '1706.03762');
    assert.equal(library.paperOnArxiv('1706.03762')?.title, 'Attention Is All You Need');
  });

  test('papers with the same arXiv id are one; the first title and id are kept, the second id is an alias', () => {
    const library = libraryOf(
      day([{ title: 'Old Title', arxivId: 'math/0309136' }]),
      day([{ title: 'New Title', arxivId: 'math.GT/0309136' }]),
    );
    assert.deepEqual(titlesOf(library), ['Old Title']);
    assert.equal(library.paper(paperId('New Title'))?.id, paperId('Old Title'));
    assert.deepEqual(library.idsOf(paperId('New Title')), [paperId('Old Title'), paperId('New Title')]);
  });

  test('two papers that a third one connects are merged in every day', () => {
    const library = libraryOf(
      day([{ title: 'First' }, { title: 'Other' }]),
      day([{ title: 'Second', arxivId: '2401.00001' }, { title: 'First' }], {
        label: 'x',
        date: { month: 4, day: 1 },
      }),
    );
    const changes: LibraryChange[] = [];
    library.onDidChange((change) => changes.push(change));
    const report = library.add(toPaperBatch('bridge', [day([{ title: 'First', arxivId: '2401.00001' }])]));
    assert.deepEqual(report, { days: 1, added: 0, merged: 1, doubtful: [], joined: [] });
    assert.deepEqual(titlesOf(library), ['First', 'Other']);
    assert.deepEqual(library.day('digest/04-01')?.paperIds, [paperId('First')]);
    assert.equal(library.daysOf(paperId('Second')).length, 2);
    assert.deepEqual(changes[0]?.removedPapers, [paperId('Second')]);
    assert.ok(changes[0].days.includes('digest/04-01'));
  });

  test('a paper repeated within a day is listed once, with the values of both entries', () => {
    const library = libraryOf(day([{ title: 'A', abstract: '' }, { title: 'B' }, { title: 'a' }]));
    assert.deepEqual(library.days[0]?.paperIds, [paperId('A'), paperId('B')]);
    assert.equal(library.paper(paperId('A'))?.abstract, 'About a.');
  });
});

suite('Library: days', () => {
  test('with the same source and date are merged, papers in order of arrival', () => {
    const library = libraryOf(day([{ title: 'A' }, { title: 'B' }]), day([{ title: 'C' }, { title: 'A' }]));
    assert.equal(library.days.length, 1);
    assert.deepEqual(library.days[0]?.paperIds, ['A', 'B', 'C'].map(paperId));
  });

  test('with different sources, years or labels are different days', () => {
    const library = libraryOf(
      day([{ title: 'A' }]),
      day([{ title: 'A' }], { date: { year: 2025, month: 3, day: 11 } }),
      day([{ title: 'A' }], { source: 'huggingface', date: { year: 2025, month: 3, day: 11 } }),
      { label: 'notes.txt', source: 'digest', papers: [{ title: 'A', abstract: '' }] },
    );
    assert.deepEqual(
      library.days.map(({ id }) => id),
      [
        'digest/2025-03-11',
        'huggingface/2025-03-11',
        'digest/03-11',
        `digest/undated-${paperId('notes.txt')}`,
      ],
    );
  });
});

suite('Library: adding and removing', () => {
  test('add reports new, merged and changed papers', () => {
    const library = libraryOf(day([{ title: 'A' }, { title: 'B' }]));
    const changes: LibraryChange[] = [];
    library.onDidChange((change) => changes.push(change));
    const report = library.add(
      toPaperBatch('x', [day([{ title: 'B' }, { title: 'A', upvotes: 3 }, { title: 'C' }])]),
    );
    assert.deepEqual(report, { days: 1, added: 1, merged: 2, doubtful: [], joined: [] });
    assert.deepEqual(changes, [
      { days: ['digest/03-11'], papers: [paperId('A'), paperId('C')], removedPapers: [] },
    ]);
  });

  test('a removal removes only what no other batch contains', () => {
    const library = new Library();
    library.add(...packaged);
    const before = library.days;
    const papers = [...library.papers()];
    library.add(
      toPaperBatch('mine', [
        day([{ title: 'New' }, { title: 'Residual Denoising Diffusion Models', upvotes: 9 }]),
      ]),
    );
    const changes: LibraryChange[] = [];
    library.onDidChange((change) => changes.push(change));

    assert.equal(remove(library, 'mine'), true);
    assert.deepEqual(library.days, before);
    assert.deepEqual([...library.papers()], papers);
    const denoising = paperId('Residual Denoising Diffusion Models');
    assert.deepEqual(changes, [
      { days: ['digest/03-11'], papers: [denoising], removedPapers: [paperId('New')] },
    ]);
    assert.equal(remove(library, 'mine'), false);
  });

  test('batches with the same id add up and are removed together', () => {
    const library = new Library();
    library.add(toPaperBatch('hf', [day([{ title: 'A' }])]));
    library.add(toPaperBatch('hf', [day([{ title: 'B' }])]));
    assert.deepEqual(library.batchesOf('digest/03-11'), ['hf']);
    assert.deepEqual(library.days[0]?.paperIds, [paperId('A'), paperId('B')]);
    remove(library, 'hf');
    assert.deepEqual([library.days, titlesOf(library)], [[], []]);
  });

  test('returned days are not modified later', () => {
    const library = libraryOf(day([{ title: 'A' }]));
    const [held] = library.days;
    library.add(toPaperBatch('x', [day([{ title: 'B' }])]));
    assert.deepEqual(held?.paperIds, [paperId('A')]);
    assert.equal(library.days[0]?.paperIds.length, 2);
  });

  test('600 days with 10,000 papers are complete, whether added at once or day by day', () => {
    const years = Array.from({ length: 600 }, (_, i) => {
      const date = {
        year: 2000 + Math.floor(i / 336),
        month: 1 + (Math.floor(i / 28) % 12),
        day: 1 + (i % 28),
      };
      const titles = Array.from({ length: 17 }, (__, j) => ({ title: `Paper ${(i * 17 + j) % 10_000}` }));
      return toPaperBatch(`day ${i}`, [day(titles, { date, label: `day ${i}` })]);
    });
    const [atOnce, byDay] = [new Library(), new Library()];
    assert.deepEqual(atOnce.add(...years), { days: 600, added: 10_000, merged: 0, doubtful: [], joined: [] });
    for (const one of years) byDay.add(one);
    assert.deepEqual(byDay.days, atOnce.days);
    assert.equal([...byDay.papers()].length, 10_000);
    assert.equal(byDay.daysOf(paperId('Paper 0')).length, 2);
    remove(byDay, 'day 0');
    assert.deepEqual([byDay.days.length, byDay.daysOf(paperId('Paper 0')).length], [599, 1]);
  });
});
