import assert from 'node:assert/strict';
import { countMatches } from '../../../../src/core/rules/countMatches';
import type { QueryablePaper } from '../../../../src/core/search/query/queryablePaper';
import { parseQuery } from '../../../../src/core/search/query/parseQuery';
import { factsOf } from '../search/query/factsOf';

const paper = (title: string): QueryablePaper => factsOf({ title });

const queriesOf = (...texts: readonly string[]) =>
  texts.map((text) => {
    const { node } = parseQuery(text);
    assert.ok(node, text);
    return node;
  });

suite('Papers that queries match', () => {
  test('are counted in the order of the queries, with a pause after each paper', () => {
    const papers = [paper('Noise'), paper('Noise and Signals'), paper('Samples')];
    const counting = countMatches(queriesOf('samples', 'noise', 'noise signals', 'quokka'), papers);
    let pauses = 0;
    let step = counting.next();
    for (; !step.done; step = counting.next()) pauses += 1;
    assert.deepEqual([step.value, pauses], [[1, 2, 1, 0], papers.length]);
  });

  test('have no count for an empty query', () => {
    assert.deepEqual([...countMatches([], [paper('Noise')])], [undefined]);
  });
});
