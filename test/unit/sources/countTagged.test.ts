import assert from 'node:assert/strict';
import { countTagged } from '../../../src/core/sources/countTagged';

suite('New papers that match tags', () => {
  const titles = ['A State-Space Model', 'Models of Diffusion', 'Space'];
  const cases: readonly (readonly [readonly string[], number])[] = [
    [[], 0],
    [['method/state-space'], 1],
    [['diffusion', 'method/diffusion'], 1],
    [['space', 'diffusion'], 3],
    [['to/…'], 0],
  ];
  for (const [tags, count] of cases)
    test(`${tags.join(', ') || 'no tag'}: ${count}`, () => assert.equal(countTagged(titles, tags), count));
});
