import assert from 'node:assert/strict';
import type { ParsedDigest } from '../../../../src/core/library/parsedDigest';
import { parseSource } from '../../../../src/core/importers/formats';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { readJsonDocument } from '../../../../src/core/importers/json/jsonDocument';
import { renderers, samples } from '../../../support/renderedDigests';
import { localizable } from '../../../../src/core/base/localization';

const papers = samples().slice(0, 4);
const [A, B] = papers;
assert.ok(A && B);
const papersOf = (digest: ParsedDigest) => digest.days.flatMap((day) => day.papers);
const titles = (digest: ParsedDigest): readonly string[] => papersOf(digest).map(({ title }) => title);
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

suite('Reading JSON', () => {
  test('agrees with JSON.parse on well-formed texts', () => {
    const texts = [
      '[]',
      '{}',
      '[1, -2.5e3, true, false, null]',
      '{"a": {"b": ["\\u00e9\\n\\"\\\\\\/"]}}',
      ' "text" ',
    ];
    for (const text of texts) {
      const document = finish(readJsonDocument(text));
      assert.deepEqual([plain(document.values), document.problems], [[JSON.parse(text)], []], text);
    }
  });

  const broken: readonly (readonly [what: string, text: string, values: unknown, line: number])[] = [
    ['a list that is cut off', '[{"a": 1},\n{"a": 2},\n{"a":', [[{ a: 1 }, { a: 2 }, {}]], 3],
    ['a list that is cut off in a string', '[{"a": 1},\n{"b": "te', [[{ a: 1 }, {}]], 2],
    ['a missing comma', '[{"a": 1}\n{"a": 2}]', [[{ a: 1 }, { a: 2 }]], 2],
    ['a missing quotation mark', '[{"a": "x},\n{"a": 2}]', [[{}, { a: 2 }]], 1],
    ['a word that is none', '[{"a": oops},\n{"a": 2}]', [[{}, { a: 2 }]], 1],
    ['a broken line among lines', '{"a": 1}\n{"a": 2\n{"a": 3}', [{ a: 1 }, { a: 2 }, { a: 3 }], 2],
    [
      'a broken value of a map',
      '{"k": {"a": 1},\n"l": {"a": x},\n"m": {"a": 3}}',
      [{ k: { a: 1 }, l: {}, m: { a: 3 } }],
      2,
    ],
    ['words behind the end', '[{"a": 1}]\n]', [[{ a: 1 }]], 2],
  ];
  for (const [what, text, values, line] of broken) {
    test(`recovers from ${what}`, () => {
      const document = finish(readJsonDocument(text));
      assert.deepEqual(plain(document.values), values);
      assert.deepEqual(
        document.problems.map((problem) => problem.line),
        [line],
      );
    });
  }

  test('accepts trailing commas, NaN and Infinity', () => {
    const document = finish(readJsonDocument('[{"a": NaN, "b": Infinity,},]'));
    assert.deepEqual([plain(document.values), document.problems], [[[{ a: null, b: null }]], []]);
  });
});

suite('Hugging Face JSON', () => {
  const items = JSON.parse(renderers['huggingface-json']?.(papers) ?? '') as {
    paper: Record<string, unknown>;
  }[];

  test('may be a list, a wrapped list, a single item, or lines', () => {
    const all = papers.map(({ title }) => title);
    assert.deepEqual(titles(parseSource({ text: JSON.stringify({ dailyPapers: items, total: 4 }) })), all);
    assert.deepEqual(
      titles(parseSource({ text: items.map((item) => JSON.stringify(item)).join('\n') })),
      all,
    );
    assert.deepEqual(titles(parseSource({ text: JSON.stringify(items[0]?.paper) })), all.slice(0, 1));
  });

  test('lists papers by the date part of submittedOnDailyAt, for any time of day', () => {
    const [day] = parseSource({
      text: JSON.stringify(items),
      name: '2020-01-01.json',
      requestedDate: { year: 2021, month: 1, day: 1 },
    }).days;
    assert.deepEqual([day?.label, day?.source], ['2024-03-14', 'huggingface']);
  });

  test('falls back to the requested day', () => {
    const bare = items.map(({ paper: { submittedOnDailyAt: _, ...paper } }) => ({ paper }));
    const asked = { year: 2024, month: 2, day: 29 };
    assert.deepEqual(parseSource({ text: JSON.stringify(bare), requestedDate: asked }).days[0]?.date, asked);
  });

  test('keeps all other fields', () => {
    const paper = {
      ...items[0]?.paper,
      authors: [
        { name: 'First Author', hidden: false },
        { name: 'Second Author', hidden: true },
      ],
      githubRepo: 'https://github.com/owner/name',
      githubStars: 137,
      projectPage: 'https://owner.github.io/name/',
    };
    const [read] = papersOf(parseSource({ text: JSON.stringify([{ paper }]) }));
    assert.deepEqual(read, {
      title: A.title,
      abstract: A.abstract,
      authors: ['First Author'],
      arxivId: A.id,
      published: '2024-03-10T15:55:59.000Z',
      upvotes: 3,
      repository: { url: 'https://github.com/owner/name', stars: 137 },
      projectPage: 'https://owner.github.io/name/',
    });
  });

  test('an invalid item does not affect the others', () => {
    const bad = [items[0], { paper: { id: '2403.1' } }, null, 'text', items[1], { paper: 7 }, items[2]];
    const digest = parseSource({ text: JSON.stringify(bad, undefined, 1) });
    assert.deepEqual(
      titles(digest),
      papers.slice(0, 3).map(({ title }) => title),
    );
    assert.equal(digest.problems.length, 4);
  });
});

function placesOf(text: string): Record<string, number[]> {
  const places: Record<string, number[]> = {};
  text.split(' ').forEach((word, place) => (places[word] ??= []).push(place));
  return places;
}

suite('Other JSON', () => {
  const cases: Readonly<Record<string, unknown>> = {
    'Semantic Scholar': {
      total: 1,
      data: [
        {
          paperId: 'ab12',
          externalIds: { ArXiv: A.id },
          title: A.title,
          abstract: A.abstract,
          authors: [{ name: 'First Author' }],
        },
      ],
    },
    'a map by day': {
      '2024-03-14': [
        { Title: A.title, 'arXiv-ID': `${A.id}v1`, Abstract: A.abstract, Authors: 'First Author' },
      ],
    },
    'a map by identifier': {
      [A.id]: {
        title: A.title,
        url: `http://arxiv.org/abs/${A.id}`,
        abstract: A.abstract,
        authors: ['First Author'],
      },
    },
    "arXiv's own metadata": {
      id: A.id,
      title: A.title,
      abstract: `  ${A.abstract}\n`,
      authors_parsed: [['Author', 'First', '']],
    },
    'arxiv.py': [
      {
        entry_id: `http://arxiv.org/abs/${A.id}v1`,
        title: A.title,
        summary: A.abstract,
        authors: [{ name: 'First Author' }],
      },
    ],
    Crossref: {
      message: {
        items: [
          {
            title: [A.title],
            abstract: A.abstract,
            author: [{ given: 'First', family: 'Author' }],
            URL: `https://doi.org/10.48550/arXiv.${A.id}`,
          },
        ],
      },
    },
    'Crossref, with the marks of a publisher': {
      title: [A.title],
      abstract: `<jats:title>Abstract</jats:title><jats:p>${A.abstract}</jats:p>`,
      author: [{ given: 'First', family: 'Author' }],
      DOI: `10.48550/arXiv.${A.id}`,
    },
    'OpenAlex, its abstract as words with their places': {
      results: [
        {
          id: 'https://openalex.org/W1',
          display_name: A.title,
          ids: { openalex: 'https://openalex.org/W1' },
          doi: `https://doi.org/10.48550/arxiv.${A.id}`,
          authorships: [{ author: { id: 'https://openalex.org/A1', display_name: 'First Author' } }],
          abstract_inverted_index: placesOf(A.abstract),
        },
      ],
    },
    'OpenReview, each value in an object': {
      notes: [
        {
          id: 'aBcD',
          content: {
            title: { value: A.title },
            authors: { value: ['First Author'] },
            abstract: { value: A.abstract },
            html: { value: `https://arxiv.org/abs/${A.id}` },
          },
        },
      ],
    },
    Zotero: {
      items: [
        {
          itemType: 'preprint',
          title: A.title,
          abstractNote: A.abstract,
          creators: [
            { creatorType: 'author', firstName: 'First', lastName: 'Author' },
            { creatorType: 'editor', firstName: 'An', lastName: 'Editor' },
          ],
          archiveID: `arXiv:${A.id}`,
          attachments: [{ title: 'arXiv.org Snapshot', url: `https://arxiv.org/abs/${A.id}` }],
        },
      ],
    },
    INSPIRE: {
      hits: {
        hits: [
          {
            metadata: {
              titles: [{ title: A.title, source: 'arXiv' }],
              abstracts: [{ value: A.abstract, source: 'arXiv' }],
              authors: [{ full_name: 'Author, First' }],
              arxiv_eprints: [{ value: A.id, categories: ['cs.LG'] }],
            },
          },
        ],
      },
    },
    'a paper with a sentence about it before its abstract': {
      paper: { id: A.id, title: A.title, ai_summary: 'A sentence.', authors: [{ name: 'First Author' }] },
      summary: A.abstract,
    },
    'a feed': {
      version: 'https://jsonfeed.org/version/1.1',
      items: [
        {
          id: `https://arxiv.org/abs/${A.id}`,
          title: A.title,
          content_html: `<p>${A.abstract}</p>`,
          authors: [{ name: 'First Author' }],
        },
      ],
    },
    'a map by identifier that is not said again': {
      [A.id]: { title: A.title, abstract: A.abstract, authors: ['First Author'] },
    },
    'a page of rows': {
      features: [{ feature_idx: 0, name: 'title' }],
      rows: [
        {
          row_idx: 0,
          row: { arxiv_id: A.id, title: A.title, authors: ['First Author'], abstract: A.abstract },
        },
      ],
    },
    'lists by column': {
      id: [A.id, B.id],
      title: [A.title, B.title],
      abstract: [A.abstract, B.abstract],
      authors: [['First Author'], []],
    },
    'maps by column': {
      id: { 0: A.id, 1: B.id },
      title: { 0: A.title, 1: B.title },
      abstract: { 0: A.abstract, 1: B.abstract },
      authors: { 0: 'First Author', 1: '' },
    },
    'columns apart from their names': {
      columns: ['id', 'title', 'abstract', 'authors'],
      index: [0],
      data: [[A.id, A.title, A.abstract, 'First Author']],
    },
  };
  for (const [name, value] of Object.entries(cases)) {
    test(`such as ${name}`, () => {
      const digest = parseSource({ text: JSON.stringify(value) });
      assert.deepEqual(digest.problems, []);
      const [paper] = papersOf(digest);
      assert.deepEqual(
        [paper?.title, paper?.abstract, paper?.arxivId, paper?.authors],
        [A.title, A.abstract, A.id, ['First Author']],
      );
    });
  }

  test('may be a map by identifier of the rows of a table', () => {
    const row = `|**2024-03-14**|**${A.title}**|First Author et.al.|[${A.id}](http://arxiv.org/abs/${A.id})|null|\n`;
    assert.deepEqual(papersOf(parseSource({ text: JSON.stringify({ Topic: { [A.id]: row } }) })), [
      { title: A.title, abstract: '', arxivId: A.id, authors: ['First Author'], published: '2024-03-14' },
    ]);
  });

  test('without papers is reported', () => {
    assert.deepEqual(parseSource({ text: '{"a": 1}' }).problems, [
      { line: 1, message: localizable('This JSON holds no papers.') },
    ]);
    assert.equal(parseSource({ text: '[]' }).problems.length, 1);
    const requestedDate = { year: 2024, month: 3, day: 14 };
    assert.deepEqual(parseSource({ text: '[]', requestedDate }).problems, []);
  });

  test('may be a list of identifiers', () => {
    const digest = parseSource({ text: `["${A.id}", "https://arxiv.org/abs/${B.id}v2"]` });
    assert.deepEqual(titles(digest), [`arXiv:${A.id}`, `arXiv:${B.id}`]);
  });
});
