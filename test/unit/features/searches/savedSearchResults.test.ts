import assert from 'node:assert/strict';
import { SavedSearchResults } from '../../../../src/features/searches/savedSearchResults';

suite('Results of searches in the sidebar', () => {
  let unread: string[];
  let asked: string[];
  let duringFind: () => void;
  const finds = (): SavedSearchResults =>
    new SavedSearchResults(async (query) => {
      asked.push(query);
      const ids = [...unread];
      duringFind();
      await Promise.resolve();
      return { ids };
    });
  setup(() => {
    unread = ['a', 'b'];
    asked = [];
    duringFind = () => undefined;
  });

  test('are computed once, until something changes', async () => {
    const live = finds();
    await live.update(['x', 'y', 'x']);
    await live.update(['x', 'y']);
    assert.deepEqual(asked, ['x', 'y']);
    live.change();
    await live.update(['x']);
    assert.deepEqual(asked, ['x', 'y', 'x']);
    assert.equal(live.of('y'), undefined);
  });

  test('stay visible after a change, and are computed again if the change came during the search', async () => {
    const live = finds();
    duringFind = () => {
      if (asked.length !== 2) return;
      unread = ['b'];
      live.change();
    };
    await live.update(['x', 'y']);
    assert.deepEqual(live.of('x'), { ids: ['a', 'b'] });
    await live.update(['x', 'y']);
    assert.deepEqual([live.of('x'), live.of('y')], [{ ids: ['b'] }, { ids: ['b'] }]);
  });

  test('an answer from before a change takes no place of one from after it', async () => {
    const answers: ((ids: readonly string[]) => void)[] = [];
    const live = new SavedSearchResults(async () => ({
      ids: await new Promise<readonly string[]>((resolve) => answers.push(resolve)),
    }));
    const before = live.update(['x']);
    live.change();
    const after = live.update(['x']);
    answers[1]?.(['new']);
    await after;
    answers[0]?.(['old']);
    await before;
    assert.deepEqual(live.of('x'), { ids: ['new'] });
  });
});
