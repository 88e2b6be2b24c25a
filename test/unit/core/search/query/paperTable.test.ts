import assert from 'node:assert/strict';
import { PaperTable } from '../../../../../src/core/search/query/paperTable';

suite('Papers that are put without a description', () => {
  const undescribed = {
    tags: ['a'],
    state: 'later',
    has: { note: false, tag: true, highlight: false, code: false },
  } as const;

  test('are described when a query first needs it, and only then', () => {
    const described: string[] = [];
    const table = new PaperTable((id) => {
      described.push(id);
      return { authors: ['Ada Lovelace'], categories: ['cs.LG'], hasCode: id === 'p' };
    });
    table.put('p', undescribed);
    table.put('q', undescribed);
    assert.deepEqual([...table.withState('later')], [1, 1]);
    assert.deepEqual([...table.holding('tag')], [1, 1]);
    assert.deepEqual(described, []);
    assert.deepEqual([...table.holding('code')], [1, 0]);
    const bits = table.bits();
    table.authors.mark(bits, 'lovelace');
    assert.deepEqual([...bits], [1, 1]);
    assert.deepEqual(described, ['p', 'q']);
    table.put('q', undescribed);
    assert.deepEqual([...table.holding('code')], [1, 0]);
    assert.deepEqual(described, ['p', 'q', 'q']);
  });

  test('have no authors if no record describes them', () => {
    const table = new PaperTable();
    table.put('p', undescribed);
    const bits = table.bits();
    table.authors.mark(bits, 'lovelace');
    assert.deepEqual([...bits, ...table.holding('code')], [0, 0]);
  });
});
