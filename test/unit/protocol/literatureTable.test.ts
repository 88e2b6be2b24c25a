import assert from 'node:assert/strict';
import {
  isTableHostMessage,
  isTableMessage,
  isTableViewState,
  mostTableRows,
} from '../../../src/protocol/literatureTable';

suite('Messages of the table', () => {
  const fromPage: readonly (readonly [value: unknown, isValid: boolean])[] = [
    [{ type: 'ready' }, true],
    [{ type: 'open', id: 'paper-0123abcd', toSide: false }, true],
    [{ type: 'open', id: 'paper-0123abcd' }, false],
    [{ type: 'open', id: 1, toSide: true }, false],
    [{ type: 'chooseColumns' }, true],
    [{ type: 'export', format: 'csv', ids: ['a'] }, true],
    [{ type: 'export', format: 'exe', ids: ['a'] }, false],
    [{ type: 'export', format: 'csv', ids: [{}] }, false],
    [{ type: 'export', format: 'csv', ids: Array(mostTableRows + 1).fill('a') }, false],
    [{ type: 'problem', message: 'x' }, true],
    [{ type: 'constructor' }, false],
    [{ type: 'toString', message: 'x' }, false],
    [null, false],
    ['ready', false],
  ];
  for (const [value, isValid] of fromPage)
    test(`${JSON.stringify(value).slice(0, 80)} is ${isValid ? 'accepted' : 'refused'}`, () => {
      assert.equal(isTableMessage(value), isValid);
    });

  test('a page without rows, with damaged rows and with a foreign type', () => {
    const scope = { kind: 'query', name: 'All', query: '' };
    const page = { title: 't', scope, columns: [{ id: 'title', label: 'Title' }], rows: [], total: 0 };
    assert.ok(isTableHostMessage({ type: 'table', page }));
    assert.ok(isTableHostMessage({ type: 'table', page: { ...page, rows: [{ id: 'a', cells: ['x'] }] } }));
    assert.ok(!isTableHostMessage({ type: 'table', page: { ...page, rows: [{ id: 'a', cells: [1] }] } }));
    assert.ok(!isTableHostMessage({ type: 'show', page }));
    assert.ok(
      !isTableHostMessage({ type: 'table', page: { ...page, scope: { kind: 'query', papers: [] } } }),
    );
  });

  test('a stored state that is damaged is not used', () => {
    assert.ok(isTableViewState({ filter: '', isDescending: false }));
    assert.ok(!isTableViewState({ filter: '', column: 3, isDescending: false }));
    assert.ok(!isTableViewState(undefined));
    const state = { filter: 'x', column: 'year', isDescending: true };
    assert.ok(isTableViewState({ ...state, scope: { kind: 'papers', papers: ['a'] } }));
    assert.ok(!isTableViewState({ ...state, scope: { kind: 'papers', papers: 'a' } }));
    assert.ok(!isTableViewState({ ...state, scope: { kind: 'query', name: 'A' } }));
  });
});
