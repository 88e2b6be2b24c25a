import assert from 'node:assert/strict';
import { paperTooltip } from '../../../../src/services/views/paperTooltip';

const plain = {
  title: 'A Title',
  abstract: 'Words.',
  reasons: [],
  facts: ['unread', 'Mar 14'],
  tags: [],
  note: '',
};

suite('Tooltip of a paper', () => {
  test('Names title, state, days, tags, the note and the abstract', () => {
    const tooltip = paperTooltip({ ...plain, tags: ['method/loss', 'b'], note: 'Mine.' });
    assert.equal(
      tooltip,
      ['**A Title**', 'unread · Mar 14', 'Tags: method/loss, b', '> Mine.', 'Words.'].join('\n\n'),
    );
  });

  test('Nothing in a text is markup', () => {
    const markup = '[run](command:dailyPapers.search) <img src=x> **b** `c`\n\n# d $(zap)';
    const tooltip = paperTooltip({ ...plain, title: markup, abstract: markup, tags: [markup], note: markup });
    assert.doesNotMatch(tooltip, /(?<!\\)[[<`]/);
    assert.doesNotMatch(tooltip, /^#/m);
  });

  test('Says that there is no abstract, and counts what would make it long', () => {
    const days = Array.from({ length: 10 }, (_, day) => `Mar ${day + 1}`);
    const tooltip = paperTooltip({ ...plain, abstract: '', facts: days });
    assert.match(tooltip, /Mar 6 · 4 more\n\nNo abstract\.$/);
  });
});
