import assert from 'node:assert/strict';
import { arxivKey, findArxivIds, parseArxivId } from '../../../../src/core/library/arxivId';

suite('parseArxivId', () => {
  const read: readonly (readonly [text: string, id: string, version?: number])[] = [
    ['2401.01234', '2401.01234'],
    ['2401.01234v2', '2401.01234', 2],
    ['0704.0001', '0704.0001'],
    [' arXiv:2401.01234v12 [cs.LG] ', '2401.01234', 12],
    ['arXiv: 2401.01234', '2401.01234'],
    ['cs.LG/0101001', 'cs.LG/0101001'],
    ['hep-th/9901001v3', 'hep-th/9901001', 3],
    ['https://arxiv.org/abs/2401.01234v1', '2401.01234', 1],
    ['http://arxiv.org/pdf/2401.01234v1.pdf', '2401.01234', 1],
    ['https://export.arxiv.org/abs/math.GT/0309136', 'math.GT/0309136'],
    ['arxiv.org/abs/cs/0101001', 'cs/0101001'],
    ['https://arxiv.org/html/2401.01234v2/', '2401.01234', 2],
    ['https://arxiv.org/abs/2401.01234?context=cs#x', '2401.01234'],
    ['https://huggingface.co/papers/2401.01234', '2401.01234'],
    ['https://www.alphaxiv.org/abs/2401.01234v1', '2401.01234', 1],
  ];
  for (const [text, id, version] of read) {
    test(`reads ${text}`, () =>
      assert.deepEqual(parseArxivId(text), version === undefined ? { id } : { id, version }));
  }

  const others = [
    '',
    '2413.01234',
    '2400.01234',
    '2401.012',
    '2401.0123456',
    '2401.01234v0',
    '12401.01234',
    'pages/0101001',
    'cs/0113001',
    'cs/010100',
    'https://example.org/abs/2401.01234',
    'see 2401.01234',
    'x'.repeat(1000),
  ];
  for (const text of others) {
    test(`returns undefined for ${JSON.stringify(text.slice(0, 40))}`, () =>
      assert.equal(parseArxivId(text), undefined));
  }
});

suite('findArxivIds', () => {
  const cases: readonly (readonly [text: string, found: readonly string[]])[] = [
    ['2401.01234, arXiv:2402.00001v3; cs/0101001.', ['2401.01234', '2402.00001v3', 'cs/0101001']],
    ['https://arxiv.org/pdf/2401.01234v2.pdf', ['2401.01234v2']],
    ['doi:10.48550/arXiv.2401.01234', ['2401.01234']],
    ['(2401.01234)\n- 2401.01235\t2401.01234', ['2401.01234', '2401.01235', '2401.01234']],
    ['by 1234.5678 and 2401.01234567 and 1.2401.01234 and 2401.01234.5', []],
    ['road/1234567 and https://x.org/pages/0101001', []],
  ];
  for (const [text, found] of cases) {
    test(`finds ${found.join(' ') || 'none'} in ${JSON.stringify(text)}`, () => {
      const ids = findArxivIds(text);
      assert.deepEqual(
        ids.map(({ start, end }) => text.slice(start, end)),
        found,
      );
      assert.deepEqual(
        ids.map(({ id, version }) => id + (version === undefined ? '' : `v${version}`)),
        found,
      );
    });
  }
});

suite('arxivKey', () => {
  test('is equal for identifiers with and without subject class', () => {
    assert.equal(arxivKey('math.GT/0309136'), arxivKey('math/0309136'));
    assert.notEqual(arxivKey('math/0309136'), arxivKey('cs/0309136'));
    assert.equal(arxivKey('2401.01234'), '2401.01234');
  });
});
