import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exportWebAnnotations, webAnnotations } from '../../../../src/core/exchange/exportWebAnnotations';
import { violations } from './modelRules';
import { abstract, anyPaper, highlight, joined, sampleNote, samplePaper, wholeSample } from './samples';

const now = '2025-06-01T00:00:00.000Z';

function exported(papers = [samplePaper]): unknown {
  return JSON.parse(joined(exportWebAnnotations(papers, now)));
}

suite('export as web annotations', () => {
  test('conforms to the model', () => {
    assert.deepEqual(violations(exported()), []);
    assert.deepEqual(violations(exported([])), []);
  });

  test('conforms to the model for any note', () => {
    const papers = fc.uniqueArray(anyPaper, { maxLength: 3, selector: ({ note }) => note.paperId });
    fc.assert(fc.property(papers, (list) => assert.deepEqual(violations(exported(list)), [])));
  });

  test('gives the same text in parts as at once', () => {
    const papers = fc.uniqueArray(anyPaper, { maxLength: 3, selector: ({ note }) => note.paperId });
    fc.assert(
      fc.property(papers, (list) => {
        const atOnce = `${JSON.stringify(webAnnotations(list, now), undefined, 2)}\n`;
        const parts = [...exportWebAnnotations(list, now)];
        assert.equal(joined(parts), atOnce);
        const annotations = list.reduce((sum, { note }) => sum + 1 + note.highlights.length, 0);
        assert.ok(parts.length >= annotations);
      }),
    );
  });

  test('the rules detect violations', () => {
    const [first] = webAnnotations([samplePaper], now).first.items;
    const broken: readonly [object, string][] = [
      [{ ...first, id: 'no iri' }, '$.first.items[0].id'],
      [{ ...first, target: undefined }, '$.first.items[0].target'],
      [{ ...first, created: '2025-03-04' }, '$.first.items[0].created'],
      [{ ...first, body: [{ type: 'TextualBody', format: 'text/plain' }] }, '$.first.items[0].body[0].value'],
    ];
    for (const [item, path] of broken) {
      const collection = webAnnotations([], now);
      const document: unknown = { ...collection, total: 1, first: { ...collection.first, items: [item] } };
      assert.deepEqual(
        violations(JSON.parse(JSON.stringify(document))).map((violation) => violation.path),
        [path],
      );
    }
  });

  test('a highlight has a quote and a position in code points', () => {
    const [, , cost] = webAnnotations([samplePaper], now).first.items;
    const quote = 'the cost of attention';
    const start = Array.from(abstract.slice(0, abstract.indexOf(quote))).length;
    assert.deepEqual(cost?.target.selector, [
      { type: 'TextQuoteSelector', exact: quote, prefix: 'We 🚀 study ', suffix: abstract.slice(33, 65) },
      { type: 'TextPositionSelector', start, end: start + quote.length },
    ]);
    assert.equal(cost.target.scope, 'https://arxiv.org/abs/2503.01234');
    assert.equal(cost.target.styleClass, 'green');
  });

  test('a highlight of the whole paper is on the page of its version at arXiv, below its heading', () => {
    const whole = webAnnotations([wholeSample], now).first.items.at(-1);
    assert.deepEqual(whole?.target.source, {
      id: 'https://arxiv.org/html/2503.01234v2',
      type: 'Text',
      format: 'text/html',
    });
    assert.equal(whole.target['dcterms:isPartOf'], '1 Introduction');
    assert.deepEqual(
      whole.target.selector?.map(({ type }) => type),
      ['TextQuoteSelector', 'TextPositionSelector'],
    );
  });

  test('the motivation depends on what the user added', () => {
    const { items } = webAnnotations([samplePaper], now).first;
    assert.deepEqual(
      items.map(({ motivation }) => motivation),
      [
        ['describing', 'tagging'],
        ['highlighting', 'commenting', 'tagging'],
        ['highlighting'],
        ['highlighting', 'tagging'],
      ],
    );
  });

  test('a date is given in UTC and as written in the note', () => {
    const note = {
      ...sampleNote,
      highlights: [highlight('the cost', { created: '2025-01-01T10:00:00+02:00' })],
    };
    const [, only] = webAnnotations([{ ...samplePaper, note }], now).first.items;
    assert.equal(only?.created, '2025-01-01T08:00:00.000Z');
    assert.equal(only['dcterms:created'], '2025-01-01T10:00:00+02:00');
  });
});
