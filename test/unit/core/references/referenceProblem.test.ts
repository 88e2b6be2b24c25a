import assert from 'node:assert/strict';
import { referenceProblem } from '../../../../src/core/references/referenceProblem';

suite('What is wrong with a reference', () => {
  const paper = { abstract: 'We study attention.', arxivId: '1706.03762', arxivVersion: 7 };
  const newer = (named: number): object => ({ kind: 'newer', named, latest: 7 });

  const versions: readonly (readonly [named: string, expected: object | undefined])[] = [
    ['1706.03762v5', newer(5)],
    ['1706.03762v7', undefined],
    ['1706.03762v8', undefined],
    ['1706.03762', undefined],
    ['Attention Is All You Need', undefined],
  ];
  for (const [named, expected] of versions)
    test(`${named} of a paper in version 7`, () => {
      assert.deepEqual(referenceProblem(named, paper), expected);
    });

  test('a version is not compared where the latest is not known', () => {
    assert.equal(referenceProblem('1706.03762v1', { abstract: '', arxivId: '1706.03762' }), undefined);
  });

  const abstracts: readonly (readonly [abstract: string, isWithdrawn: boolean])[] = [
    ['This paper has been withdrawn by the authors due to an error in Lemma 2.', true],
    ['This submission has been withdrawn.', true],
    ['The paper was withdrawn.', true],
    ['Withdrawn by the author.', true],
    ['[Withdrawn] We prove a bound.', true],
    ['This paper is being withdrawn because of a crucial error.', true],
    ['We study papers that were withdrawn from journals.', false],
    ['Withdrawal of funds is modelled by a queue.', false],
    ['This paper studies why work is withdrawn.', false],
    ['', false],
  ];
  for (const [abstract, isWithdrawn] of abstracts)
    test(`“${abstract}” ${isWithdrawn ? 'says so' : 'says nothing of being withdrawn'}`, () => {
      const expected = isWithdrawn ? { kind: 'withdrawn' } : undefined;
      assert.deepEqual(referenceProblem('1706.03762', { ...paper, abstract }), expected);
    });
});
