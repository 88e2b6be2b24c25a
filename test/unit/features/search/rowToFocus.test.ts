import assert from 'node:assert/strict';
import { rowToFocus } from '../../../../src/features/search/rowToFocus';

suite('The row of a search that has the focus', () => {
  const separator = {};
  const [one, other] = [{ paperId: 'one' }, { paperId: 'other' }];
  const [method, results] = [
    { paperId: 'one', section: 3 },
    { paperId: 'one', section: 8 },
  ];
  const completion = { query: 'tag:method' };

  test('is the first that can be chosen', () => {
    assert.equal(rowToFocus([separator, other, one]), other);
    assert.equal(rowToFocus([separator, completion, one]), completion);
    assert.equal(rowToFocus([separator]), undefined);
  });

  test('stays the same when the query is answered again', () => {
    const again = (rows: readonly object[]): readonly object[] => rows.map((row) => ({ ...row }));
    for (const row of [one, other, method, results, completion]) {
      const rows = again([separator, { paperId: 'new' }, one, other, method, results, completion]);
      assert.deepEqual(rowToFocus(rows, row), row);
      assert.equal(
        rowToFocus(rows, row),
        rows.find((each) => JSON.stringify(each) === JSON.stringify(row)),
      );
    }
  });

  test('is the first again if it is no longer found', () => {
    assert.equal(rowToFocus([separator, other], one), other);
    assert.equal(rowToFocus([separator, other], separator), other);
  });
});
