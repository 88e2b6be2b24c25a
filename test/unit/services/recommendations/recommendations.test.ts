import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/core/base/event';
import { Library } from '../../../../src/core/library/library';
import type { PaperId } from '../../../../src/core/library/paper';
import {
  Recommendations,
  type RecommendationServices,
} from '../../../../src/services/recommendations/recommendations';

const key = 'recommendations.forgotten';

/** Services over an empty library, and a memento that holds `stored`. */
function start(stored: unknown) {
  const services: RecommendationServices = {
    libraryService: { library: new Library() },
    state: {
      onDidChange: new Emitter<readonly PaperId[]>().event,
      needsTriage: () => true,
      note: () => undefined,
      ownTriage: () => undefined,
    },
    rules: { onDidChange: new Emitter<readonly PaperId[]>().event },
    search: { recommend: () => Promise.resolve([]) },
    ready: () => Promise.resolve(),
    log: { warn: (message) => assert.fail(message) },
  };
  let value = stored;
  const memento = {
    get: () => value,
    update: (name: string, next: unknown) => {
      assert.equal(name, key);
      value = next;
      return Promise.resolve();
    },
  };
  return { recommendations: new Recommendations(services, memento), stored: () => value };
}

suite('Judgements that recommendations ignore', () => {
  test('undo of a reset restores those that were stored', async () => {
    const { recommendations, stored } = start({ 'a-paper-0123abcd': 'read' });
    const reset = await recommendations.reset();
    assert.deepEqual(stored(), {});
    assert.equal(await reset.apply('undo'), true);
    assert.deepEqual(stored(), { 'a-paper-0123abcd': 'read' });
  });

  const damaged: readonly (readonly [string, unknown, unknown])[] = [
    [
      'a value that is not a string',
      { 'a-paper-0123abcd': 7, 'another-paper-4567abcd': 'read' },
      { 'another-paper-4567abcd': 'read' },
    ],
    ['a list', ['read'], {}],
    ['a string', 'read', {}],
    ['null', null, {}],
  ];
  for (const [what, value, valid] of damaged)
    test(`ignore ${what} in storage`, async () => {
      const { recommendations, stored } = start(value);
      await (await recommendations.reset()).apply('undo');
      assert.deepEqual(stored(), valid);
    });

  test('an empty library has no recommendations', async () => {
    assert.deepEqual(await start(undefined).recommendations.ranked(), []);
  });
});
