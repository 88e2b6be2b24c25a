import assert from 'node:assert/strict';
import { render } from '../../../src/core/abstract/render';
import { intactAbstracts } from './intactAbstracts';

suite('render', () => {
  test('tokens cover the text in order, and intact mathematics is found', () => {
    for (const text of intactAbstracts) {
      const tokens = render(text);
      assert.equal(tokens.map(({ start, end }) => text.slice(start, end)).join(''), text);
      assert.ok(tokens.some(({ kind }) => kind === 'math'));
    }
  });
});
