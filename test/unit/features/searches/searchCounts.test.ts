import assert from 'node:assert/strict';
import { english } from '../../../../src/core/base/localization';
import { searchCounts } from '../../../../src/features/searches/searchCounts';

suite('Counts of a saved search', () => {
  const cases: readonly (readonly [papers: number, unread: number, text: string])[] = [
    [0, 0, 'no papers'],
    [1, 0, '1 paper'],
    [1, 1, '1 unread paper'],
    [18, 0, '18 papers'],
    [18, 3, '18 papers, 3 unread'],
    [18, 18, '18 unread papers'],
    [200, 0, 'first 200 papers'],
    [200, 3, 'first 200 papers, 3 unread'],
    [200, 200, 'first 200 papers, all unread'],
  ];
  for (const [papers, unread, text] of cases)
    test(text, () => assert.equal(searchCounts(papers, unread, english), text));
});
