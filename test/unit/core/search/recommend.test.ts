import assert from 'node:assert/strict';
import { recommend } from '../../../../src/core/search/recommend';
import { byDate, precision, readings, recommended } from '../../../bench/recommend';
import { isFullLength } from '../../../support/testLength';

suite('recommend', () => {
  const paper = (id: string, ...words: string[]) => ({ id, words: new Map(words.map((word) => [word, 1])) });
  const example = (wanted: boolean, weight: number, ...words: string[]) => ({
    ...paper('example', ...words),
    wanted,
    weight,
  });
  const candidates = [
    paper('graph', 'graph', 'networks', 'nodes'),
    paper('vision', 'image', 'diffusion', 'networks'),
    paper('both', 'image', 'graph'),
  ];

  test('prefers papers like the wanted ones to papers like the unwanted ones, and names the words', () => {
    const ranking = recommend(
      [example(true, 1, 'diffusion', 'image'), example(false, 1, 'graph', 'nodes')],
      candidates,
    );
    assert.deepEqual(
      ranking.map(({ id }) => id),
      ['vision', 'both', 'graph'],
    );
    assert.deepEqual(ranking[0]?.terms.slice(0, 2).toSorted(), ['diffusion', 'image']);
    assert.ok(!ranking[2]?.terms.includes('graph'));
  });

  test('names neither numbers, nor letters of formulas, nor compounds whose words it names', () => {
    const words = ['cross', 'entropy', 'crossentropy', '27', 'n', 'λ'];
    const [best] = recommend(
      [example(true, 1, ...words)],
      [paper('loss', ...words), paper('graph', 'nodes')],
    );
    assert.deepEqual(best?.terms.toSorted(), ['cross', 'entropy']);
  });

  test('names no part of a category, although categories count', () => {
    const codes = new Set(['lg']);
    const [best, other] = recommend(
      [example(true, 1, 'diffusion', 'lg')],
      [{ ...paper('code', 'lg', 'nodes'), codes }, paper('graph', 'graph', 'nodes')],
    );
    assert.deepEqual([best?.id, best?.terms.includes('lg'), other?.id], ['code', false, 'graph']);
  });

  test('knows nothing before anything was wanted', () => {
    assert.deepEqual(recommend([], candidates), []);
    assert.deepEqual(recommend([example(false, 1, 'graph')], candidates), []);
  });

  test('does not depend on the order of the candidates', () => {
    const trainingExamples = [example(true, 1, 'diffusion'), example(false, 0.5, 'graph')];
    const [first, last] = [
      recommend(trainingExamples, candidates),
      recommend(trainingExamples, candidates.toReversed()),
    ];
    assert.deepEqual(
      first.map(({ id }) => id),
      last.map(({ id }) => id),
    );
  });

  test('finds a topic at least twice as well as the order of dates', () => {
    const all = readings(isFullLength ? 400 : 200);
    const [ranked, dated] = [precision(recommended, all), precision(byDate, all)];
    assert.ok(ranked >= 2 * dated, `${ranked} against ${dated}`);
  });
});
