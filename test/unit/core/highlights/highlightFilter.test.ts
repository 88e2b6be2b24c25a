import assert from 'node:assert/strict';
import { type HighlightFilter, passesFilter } from '../../../../src/core/highlights/highlightFilter';

const yellow = { color: 'yellow', tags: ['method/diffusion'] };
const green = { color: 'green', tags: [] };
const foreign = { color: '#ff0000', tags: ['Todo'] };

suite('highlightFilter', () => {
  const table: readonly (readonly [string, HighlightFilter, readonly unknown[]])[] = [
    ['nothing chosen', { colors: [], tags: [] }, [yellow, green, foreign]],
    ['a colour, in which an unknown one is shown too', { colors: ['yellow'], tags: [] }, [yellow, foreign]],
    ['one colour or another', { colors: ['yellow', 'green'], tags: [] }, [yellow, green, foreign]],
    ['a tag above', { colors: [], tags: ['method'] }, [yellow]],
    ['a tag in another case', { colors: [], tags: ['todo'] }, [foreign]],
    ['a colour and a tag', { colors: ['green'], tags: ['method'] }, []],
    ['a part of a tag’s name', { colors: [], tags: ['meth'] }, []],
  ];
  for (const [what, filter, expected] of table) {
    test(what, () => {
      assert.deepEqual(
        [yellow, green, foreign].filter((highlight) => passesFilter(highlight, filter)),
        expected,
      );
    });
  }
});
