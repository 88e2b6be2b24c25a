import assert from 'node:assert/strict';
import { joinedWords } from '../../../../src/core/search/joinedWords';
import { SearchIndex } from '../../../../src/core/search/searchIndex';
import { snippet } from '../../../../src/core/search/snippet';
import { termsOf } from '../../../../src/core/search/tokenize';

const titles = [
  'Xylo multi-modal retrieval',
  'Multimodal maps',
  'Yttri fine-tuning tricks',
  'Finetuning forests',
  'Zorbo GPT-4o tests',
  'The GPT4o report',
  'Serving with TensorRT-LLM',
  'Few-shot plug-in routes',
  'マルチモーダルモデルの研究',
  '한국어 언어모델을 위한 BERT는',
  'Sur l’attention et d’Alembert',
];

const index = new SearchIndex();
for (const [at, title] of titles.entries()) index.put({ id: String(at), title, abstract: '' });
const found = (query: string): string[] =>
  index
    .search(query)
    .map(({ id }) => titles[Number(id)] ?? '')
    .toSorted();

suite('Compounds are found joined and apart', () => {
  const both: readonly (readonly [queries: readonly string[], titles: readonly string[]])[] = [
    [
      ['multimodal', 'multi-modal', 'multi modal', 'multimod'],
      [titles[1] ?? '', titles[0] ?? ''],
    ],
    [
      ['finetuning', 'fine-tuning', 'fine-tun', 'finetun'],
      [titles[3] ?? '', titles[2] ?? ''],
    ],
    [
      ['gpt4o', 'GPT-4o'],
      [titles[5] ?? '', titles[4] ?? ''],
    ],
    [['tensorrtllm', 'TensorRT-LLM'], [titles[6] ?? '']],
    [['fewshot', 'plugin'], [titles[7] ?? '']],
    [['モデル', 'モーダル'], [titles[8] ?? '']],
    [['모델', '언어모델', 'bert'], [titles[9] ?? '']],
    [['attention', 'l’attention', 'dalembert', 'd’alembert', "d'Alembert"], [titles[10] ?? '']],
  ];
  for (const [queries, expected] of both)
    for (const query of queries)
      test(`${query} finds ${expected.join(', ')}`, () => {
        assert.deepEqual(found(query), expected.toSorted());
      });

  test('chains are joined in part and as a whole', () => {
    const terms = joinedWords('a GPT-4o-mini, e.g. - and l’eau').map(({ term }) => term);
    assert.deepEqual(terms, ['gpt4o', 'gpt4omini', '4omini', 'leau']);
  });

  test('elided articles are words of their own, English apostrophes are not', () => {
    assert.deepEqual(termsOf("l’attention, qu’aucun, dell'anno, don't, it's, O'Neil"), [
      ...['l', 'attention', 'qu', 'aucun', 'dell', 'anno', 'dont', 'it', 'oneil'],
    ]);
  });

  test('a compound is marked as a whole', () => {
    const [text = ''] = titles;
    assert.deepEqual(snippet(text, ['multimodal'])?.marks, [{ start: 5, end: 16 }]);
  });
});
