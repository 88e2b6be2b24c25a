import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Day, SourceId } from '../../../../../src/core/library/day';
import { answerEarly } from '../../../../../src/core/search/query/answerEarly';
import { executeQuery } from '../../../../../src/core/search/query/executeQuery';
import type { QueryablePaper } from '../../../../../src/core/search/query/queryablePaper';
import { PaperTable } from '../../../../../src/core/search/query/paperTable';
import { heldThings } from '../../../../../src/core/search/query/queryNode';
import type { SearchDocument } from '../../../../../src/core/search/searchDocument';
import { SearchIndex } from '../../../../../src/core/search/searchIndex';
import { triageStates } from '../../../../../src/core/triage/triageState';
import { runs } from '../../../../support/testLength';

// Words that share stems, letters or beginnings, and what normalisation makes equal.
const words = [
  ...'model models modelling modeled image images imaging die dies dying dye lying lie news new sky skies'.split(
    ' ',
  ),
  ...'generate generation general generous ability able agency agencies x 3.5 3 5 GPT-4.5 2401.01234'.split(
    ' ',
  ),
  ...["don't", 'dont', 'model’s', 'don’t', 'naïve', 'naı̈ve', 'naive', 'CAFÉ', 'cafe\u0301', 'ﬁne', 'fine'],
  ...[
    '深度学习',
    '深度',
    '学习',
    'ディープ',
    'ラーニング',
    'ß',
    'ss',
    'Łukasz',
    '🦙',
    '***',
    '-',
    'the',
    'of',
    'OR',
  ],
];
const word = fc.constantFrom(...words);
const sentence = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ' ', ' ', '-', '. ', '; ', '\u00a0', '\u3000', '')), {
    maxLength: 8,
  })
  .map((parts) => parts.map(([text, gap]) => text + gap).join(''));
const labels = fc.array(
  fc.oneof(word, fc.constantFrom('a/b', 'a/b/c', 'a', 'A/B', 'cs.LG', 'cs', 'Ada Lovelace')),
  {
    maxLength: 3,
  },
);

type Paper = Omit<QueryablePaper, 'days' | 'sources'> & {
  readonly keywords: readonly string[];
  readonly day: number;
};

const paper: fc.Arbitrary<Paper> = fc.record({
  title: sentence,
  abstract: sentence,
  notes: fc.oneof(fc.constant(''), sentence),
  tags: fc.oneof(fc.constant([]), labels),
  authors: labels,
  categories: labels,
  keywords: fc.constantFrom([], ['2401.01234'], ['model']),
  state: fc.constantFrom(...triageStates),
  has: fc.record({ note: fc.boolean(), tag: fc.boolean(), highlight: fc.boolean(), code: fc.boolean() }),
  day: fc.nat(3),
});

const days: readonly (Omit<Day, 'id' | 'paperIds'> & { readonly source: SourceId })[] = [
  { label: 'April 2, 2025', year: 2025, month: 4, day: 2, source: 'arxiv' },
  { label: '2025-03-14', year: 2025, month: 3, day: 14, source: 'huggingface' },
  { label: 'Mar 11', month: 3, day: 11, source: 'digest' },
  { label: 'model image', source: 'digest' },
];

const atom = fc.oneof(
  word,
  fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => `"${parts.join(' ')}"`),
  fc.array(word, { minLength: 1, maxLength: 2 }).map((parts) => `title:"${parts.join(' ')}"`),
  labels.map(([label = 'a']) => `tag:"${label}"`),
  labels.map(([label = 'a']) => `author:"${label.slice(0, 3)}"`),
  fc.constantFrom('author:"a love"', 'author:"love ada"', 'author:"a x"'),
  labels.map(([label = 'cs']) => `cat:"${label}"`),
  fc.constantFrom(
    'day:mar',
    'day:"Mar 11"',
    'day:"model image"',
    'day:2025',
    'after:2025-03',
    'before:"Apr 2"',
  ),
  fc.constantFrom(...triageStates).map((state) => `is:${state}`),
  fc.constantFrom(...heldThings).map((thing) => `has:${thing}`),
  fc.constantFrom('source:arxiv', 'source:digest'),
);
const { query } = fc.letrec<{ query: string; single: string }>((tie) => ({
  query: fc
    .array(fc.tuple(tie('single'), fc.constantFrom(' ', ' ', ' OR ')), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.map(([text, gap]) => text + gap).join('')),
  single: fc.oneof(
    { weight: 6, arbitrary: atom },
    { weight: 2, arbitrary: tie('single').map((text) => `-${text}`) },
    { weight: 1, arbitrary: tie('query').map((text) => `(${text})`) },
  ),
}));

/** The papers as the two ways of answering take them. */
class Corpus {
  readonly index = new SearchIndex();
  readonly papers = new PaperTable();
  readonly facts = new Map<string, QueryablePaper>();
  readonly #days = days.map((day, at) => ({ ...day, id: `day${at}`, paperIds: [] as readonly string[] }));

  put(id: string, { day, keywords, ...record }: Paper): void {
    this.delete(id);
    const document: SearchDocument = { ...record, id, keywords };
    this.index.put(document);
    this.papers.put(id, record);
    const listed = this.#days[day];
    assert.ok(listed);
    listed.paperIds = [...listed.paperIds, id];
    this.facts.set(id, { ...record, days: [listed], sources: [listed.source] });
    this.#changeDays();
  }

  delete(id: string): void {
    this.index.delete(id);
    this.papers.delete(id);
    this.facts.delete(id);
    for (const day of this.#days) day.paperIds = day.paperIds.filter((other) => other !== id);
    this.#changeDays();
  }

  async assertSame(text: string, limit: number): Promise<void> {
    const expected = await answerEarly(
      text,
      {
        search: (words, options) => this.index.search(words, options),
        facts: (id) => this.facts.get(id),
        ids: () => this.#days.flatMap(({ paperIds }) => paperIds),
      },
      { limit },
    );
    assert.deepEqual(executeQuery(text, this, limit), expected);
  }

  #changeDays(): void {
    this.papers.changeDays({
      order: this.#days.map(({ id }) => id),
      put: this.#days.map((day) => ({ ...day })),
    });
  }
}

suite('executeQuery', () => {
  test('answers what a look at each paper answers, for any papers and any query', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(paper, { maxLength: 8 }),
        fc.array(query, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(50, 2, 1),
        async (papers, queries, limit) => {
          const corpus = new Corpus();
          for (const [at, one] of papers.entries()) corpus.put(`p${at}`, one);
          for (const text of queries) await corpus.assertSame(text, limit);
        },
      ),
      { numRuns: runs(150) },
    );
  });

  test('answers so after papers have changed, gone and been merged', async () => {
    const edit = fc.record({
      at: fc.nat(5),
      paper: fc.option(paper, { nil: undefined }),
      query,
      merges: fc.nat(3),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 12 }), async (edits) => {
        const corpus = new Corpus();
        let merging: Generator<undefined, void> | undefined;
        for (const { at, paper: put, query: text, merges } of edits) {
          if (put) corpus.put(`p${at}`, put);
          else corpus.delete(`p${at}`);
          for (let step = 0; step < merges; step += 1) {
            merging ??= corpus.index.maintain();
            if (merging.next().done) merging = undefined;
          }
          await corpus.assertSame(text, 50);
        }
      }),
      { numRuns: runs(80) },
    );
  });
});
