import assert from 'node:assert/strict';
import { finish } from '../../../../src/core/base/cooperativeTask';
import fc from 'fast-check';
import { applyChange } from '../../../../src/core/notes/noteChange';
import { emptyNote, type Note } from '../../../../src/core/notes/note';
import type { AnnotatedPaper } from '../../../../src/core/exchange/annotatedPaper';
import { exportWebAnnotations } from '../../../../src/core/exchange/exportWebAnnotations';
import {
  importAnnotations,
  type FindPaper,
  type ImportedAnnotations,
} from '../../../../src/core/exchange/importAnnotations';
import { mergeImport } from '../../../../src/core/exchange/mergeImport';
import { abstract, anyPaper, highlight, joined, sampleNote, samplePaper, title } from './samples';
import { localized } from '../../../../src/core/base/localization';

/** All of a file at once. */
const imported = (text: string, find: FindPaper) => finish(importAnnotations(text, find));

const now = '2025-06-01T00:00:00.000Z';
const address = 'https://arxiv.org/abs/2503.01234';
const nowhere: FindPaper = () => undefined;
const library: FindPaper = (addresses) =>
  addresses.includes(address) ? { id: sampleNote.paperId, title, abstract } : undefined;

function roundTrip(papers: readonly AnnotatedPaper[]): ImportedAnnotations {
  return imported(joined(exportWebAnnotations(papers, now)), nowhere);
}

function importedInto(note: Note, papers: readonly AnnotatedPaper[]): Note {
  return roundTrip(papers).papers.reduce(
    (changed, paper) => applyChange(changed, mergeImport(changed, paper, paper).change),
    note,
  );
}

suite('import of our own exports', () => {
  test('loses nothing', () => {
    const { papers, problems } = roundTrip([samplePaper]);
    assert.deepEqual(problems, []);
    assert.deepEqual(papers, [sampleNote]);
  });

  test('loses nothing of any note', () => {
    const several = fc.uniqueArray(anyPaper, { maxLength: 3, selector: ({ note }) => note.paperId });
    fc.assert(
      fc.property(several, (list) => {
        const { papers, problems } = roundTrip(list);
        assert.deepEqual(problems, []);
        for (const { note } of list) {
          const found = papers.find(({ paperId }) => paperId === note.paperId);
          const { tags, highlights, body } = found ?? { tags: [], highlights: [], body: '' };
          assert.deepEqual(
            { tags, highlights, body },
            { tags: note.tags, highlights: note.highlights, body: note.body },
          );
        }
      }),
    );
  });

  test('changes nothing when repeated', () => {
    const once = importedInto(emptyNote(sampleNote.paperId), [samplePaper]);
    assert.deepEqual(
      once.highlights.map(({ id }) => id),
      sampleNote.highlights.map(({ id }) => id),
    );
    assert.deepEqual(importedInto(once, [samplePaper]), once);
    assert.deepEqual(importedInto(sampleNote, [samplePaper]), sampleNote);
  });

  test('keeps local content, and reports differences', () => {
    const [first, ...rest] = sampleNote.highlights;
    const here = { ...sampleNote, highlights: [{ ...first!, comment: 'mine' }, ...rest], body: 'Mine.\n' };
    const [paper] = roundTrip([samplePaper]).papers;
    const { change, added, known, different } = mergeImport(here, paper!, here);
    assert.deepEqual([added, known, different], [0, 3, [first!.id]]);
    assert.equal(applyChange(here, change).highlights[0]?.comment, 'mine');
    assert.equal(applyChange(here, change).body, 'Mine.\n\n# My view\n\n- good *idea*\n');
  });

  test('anchors highlights in the local text', () => {
    const newer = `In this paper, at last, ${abstract}`.replace('the cost of attention', 'other matters');
    const here = { ...emptyNote(sampleNote.paperId), title, abstract: newer };
    const [paper] = roundTrip([samplePaper]).papers;
    const { highlights } = applyChange(here, mergeImport(here, paper!, {}).change);
    assert.deepEqual(
      highlights.map(({ quote, state }) => [quote, state]),
      [
        ['“Linear” Attention', 'anchored'],
        ['the cost of attention', 'orphaned'],
        ['$\\mathcal{O}(n)$ time', 'anchored'],
      ],
    );
  });
});

function webAnnotation(rest: object = {}): object {
  return {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: 'https://hypothes.is/a/abc',
    type: 'Annotation',
    created: '2024-01-02T03:04:05.000Z',
    body: [
      { type: 'TextualBody', value: 'Good.', format: 'text/markdown' },
      { type: 'TextualBody', purpose: 'tagging', value: 'to read' },
    ],
    target: [
      {
        source: address,
        selector: [
          { type: 'RangeSelector' },
          { type: 'TextPositionSelector', start: 4711, end: 4732 },
          {
            type: 'TextQuoteSelector',
            exact: 'the cost of attention',
            prefix: 'We 🚀 study ',
            suffix: ', =SUM(A1) and',
          },
        ],
      },
    ],
    ...rest,
  };
}

const hypothesisRow = {
  id: 'xyz',
  created: '2024-01-02T03:04:05.000Z',
  uri: address,
  text: 'Good.',
  tags: ['to-read'],
  document: { title: [title] },
  target: [
    { source: address, selector: [{ type: 'TextQuoteSelector', exact: 'takes $\\mathcal{O}(n)$ time' }] },
  ],
};

suite('import from other tools', () => {
  test('finds the quote in the abstract and imports comment and tags', () => {
    const { papers, problems } = imported(JSON.stringify(webAnnotation()), library);
    assert.deepEqual(problems, []);
    const [found] = papers[0]?.highlights ?? [];
    assert.deepEqual(found, {
      ...highlight('the cost of attention', {
        comment: 'Good.',
        tags: ['to-read'],
        created: '2024-01-02T03:04:05.000Z',
      }),
      id: found?.id,
    });
  });

  test('ids are stable and unique per annotation', () => {
    const ids = [webAnnotation(), webAnnotation(), webAnnotation({ id: 'https://hypothes.is/a/def' })].map(
      (item) => imported(JSON.stringify([item]), library).papers[0]?.highlights[0]?.id,
    );
    assert.equal(ids[0], ids[1]);
    assert.notEqual(ids[0], ids[2]);
    assert.match(ids[0] ?? '', /^[a-z0-9-]+$/);
  });

  const shapes: readonly (readonly [string, unknown])[] = [
    ['one annotation', webAnnotation()],
    ['a list', [webAnnotation()]],
    [
      'a collection',
      { type: 'AnnotationCollection', total: 1, first: { type: 'AnnotationPage', items: [webAnnotation()] } },
    ],
    ['a page', { type: 'AnnotationPage', items: [webAnnotation()] }],
    ['a graph', { '@graph': [webAnnotation()] }],
    ['an answer of the Hypothesis API', { total: 1, rows: [hypothesisRow] }],
    ['an export of the Hypothesis client', { client_version: '1', annotations: [hypothesisRow] }],
    ['a single target', webAnnotation({ target: (webAnnotation() as { target: object[] }).target[0] })],
    ['prefixed types', { ...webAnnotation(), type: ['oa:Annotation'] }],
  ];
  for (const [what, shape] of shapes) {
    test(`reads ${what}`, () => {
      const { papers, problems } = imported(JSON.stringify(shape), library);
      assert.deepEqual(problems, []);
      assert.deepEqual(
        papers[0]?.highlights.map(({ state, comment }) => [state, comment]),
        [['anchored', 'Good.']],
      );
      assert.deepEqual(papers[0].highlights[0]?.tags, ['to-read']);
    });
  }

  test('a quote that is not in the paper is an orphan', () => {
    const target = [
      { source: address, selector: { type: 'TextQuoteSelector', exact: 'something else entirely' } },
    ];
    const { papers } = imported(JSON.stringify(webAnnotation({ target })), library);
    assert.equal(papers[0]?.highlights[0]?.state, 'orphaned');
    assert.equal(papers[0].highlights[0].quote, 'something else entirely');
  });

  test('a page note becomes part of the note body', () => {
    const { papers } = imported(JSON.stringify(webAnnotation({ target: address })), library);
    assert.deepEqual(papers, [
      { paperId: sampleNote.paperId, title, abstract, tags: ['to-read'], highlights: [], body: 'Good.' },
    ]);
  });

  const problems: readonly (readonly [string, unknown, RegExp])[] = [
    [
      'a paper that is not here',
      webAnnotation({ target: 'https://example.org/x' }),
      /example\.org\/x is not in the library/,
    ],
    ['what is no annotation', [{ type: 'Person' }], /not an annotation/],
    ['a body elsewhere', webAnnotation({ body: 'https://example.org/body' }), /not text/],
    [
      'a tag that is none',
      webAnnotation({ body: { purpose: 'tagging', value: 'a//b' } }),
      /A tag was left out/,
    ],
    ['further pages', { first: 'https://example.org/1', items: [] }, /Only the first page/],
    ['two of one name', [webAnnotation(), webAnnotation({ body: [] })], /same name/],
    ['an object without annotations', { hello: 1 }, /holds no annotations/],
    ['a number', 7, /holds no annotations/],
  ];
  for (const [what, file, message] of problems) {
    test(`reports ${what}`, () => {
      const found = imported(JSON.stringify(file), library).problems;
      assert.equal(found.length, 1, JSON.stringify(found));
      assert.match(localized(found[0]?.message ?? ''), message);
    });
  }
});

suite('import of malicious files', () => {
  const papersOf = (text: string): unknown => imported(text, library).papers;

  test('text that is not JSON is one problem', () => {
    for (const text of ['', '{', 'null', '\ufeff', '<html>', '['.repeat(200_000)]) {
      assert.deepEqual(papersOf(text), []);
      assert.equal(imported(text, library).problems.length, 1);
    }
  });

  test('deep nesting is not followed', () => {
    const deep = `${'{"first":'.repeat(5000)}1${'}'.repeat(5000)}`;
    const body = `{"type":"Annotation","target":"${address}","body":${'['.repeat(5000)}${']'.repeat(5000)}}`;
    assert.deepEqual(papersOf(deep), []);
    assert.deepEqual(papersOf(body), []);
  });

  test('keys such as __proto__ are ordinary keys', () => {
    const text = `[{"__proto__":{"target":"${address}","type":"Annotation"}},{"constructor":{"prototype":{"x":1}}}]`;
    assert.deepEqual(papersOf(text), []);
    assert.equal(({} as Record<string, unknown>)['target'], undefined);
    const tagged = webAnnotation({ body: { purpose: 'tagging', value: '__proto__' } });
    assert.deepEqual(imported(JSON.stringify(tagged), library).papers[0]?.highlights[0]?.tags, ['__proto__']);
  });

  test('invalid URNs are ignored', () => {
    for (const id of ['../../etc/passwd', 'con', 'a/b-12345678', 'x-1234567', `${'a'.repeat(61)}-12345678`]) {
      for (const kind of ['paper', 'abstract', 'note']) {
        assert.deepEqual(
          papersOf(JSON.stringify(webAnnotation({ target: `urn:daily-papers:${kind}:${id}` }))),
          [],
        );
      }
    }
  });

  test('never throws and creates no empty highlight, for any file', () => {
    const field = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constant(address), fc.constant('Annotation'));
    const file = fc.record(
      {
        type: field,
        id: field,
        body: field,
        text: field,
        tags: field,
        target: fc.oneof(field, fc.array(fc.record({ source: field, selector: field }))),
        items: field,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(file, fc.array(file)), (value) => {
        const { papers } = imported(JSON.stringify(value), library);
        assert.ok(papers.every(({ highlights }) => highlights.every(({ quote }) => quote !== '')));
      }),
    );
  });

  test('a long file is parsed in steps with the same result', () => {
    const papers = Array.from({ length: 300 }, (_, at) => ({
      ...samplePaper,
      note: { ...sampleNote, paperId: `paper-${at}-0123abcd`, body: 'Words. '.repeat(100) },
    }));
    const text = joined(exportWebAnnotations(papers, now));
    assert.ok(text.length > 300_000);
    const steps = importAnnotations(text, nowhere);
    let count = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) count++;
    assert.ok(count > 1000, `${count} steps`);
    assert.deepEqual(step.value.problems, []);
    const [first] = imported(joined(exportWebAnnotations(papers.slice(0, 1), now)), nowhere).papers;
    assert.deepEqual(step.value.papers[0], first);
    assert.equal(step.value.papers.length, 300);
    assert.match(localized(imported(`${text},`, nowhere).problems[0]?.message ?? ''), /not JSON/);
    assert.match(localized(imported(text.slice(0, -10), nowhere).problems[0]?.message ?? ''), /not JSON/);
  });
});
