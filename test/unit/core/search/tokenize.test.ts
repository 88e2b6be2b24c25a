import assert from 'node:assert/strict';
import fc from 'fast-check';
import { termsOf, titleKey, tokenize } from '../../../../src/core/search/tokenize';
import { anyCodePoint } from '../../../support/codePoints';

suite('tokenize', () => {
  const table: [string, string[]][] = [
    ['State-space models (SSMs)', ['state', 'space', 'models', 'ssms']],
    ["Dijkstra's don’t", ['dijkstra', 'dont']],
    ['GPT-3.5, 2401.01234v2 and 7B.', ['gpt', '3.5', '2401.01234v2', 'and', '7b']],
    ['Müller, Łukasz, Ngô, straße, Æther', ['muller', 'lukasz', 'ngo', 'strasse', 'aether']],
    ['ﬁne ＦＵＬＬ', ['fine', 'full']],
    ['基于深度学习的模型', ['基于', '深度', '学习', '的', '模型']],
    ['ディープラーニングによる画像認識', ['ディープラーニング', 'による', '画像', '認識']],
    ['한국어 처리', ['한국어', '처리']],
    ['🦙 llama', ['🦙', 'llama']],
    ['בינה מלאכותית', ['בינה', 'מלאכותית']],
    ['.*+?^${}()|[]\\ \ud800 \udc00', []],
    ['', []],
  ];
  for (const [text, terms] of table) {
    test(JSON.stringify(text), () => assert.deepEqual(termsOf(text), terms));
  }

  test('offsets quote the text, in order, and cut no surrogate pair', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCodePoint }), (text) => {
        let last = 0;
        for (const { term, start, end } of tokenize(text)) {
          assert.ok(start >= last && end > start && term !== '');
          assert.ok(!/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(text.slice(start, end)));
          last = end;
        }
      }),
    );
  });

  test('titles that differ in punctuation and case are equal', () => {
    assert.equal(titleKey('“GPT-4”: a  Report!'), titleKey('gpt 4 A REPORT'));
  });
});

test('ASCII is split as the same text is beside other letters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
      assert.deepEqual(termsOf(`${text} é`), [...termsOf(text), 'e']);
    }),
  );
});
