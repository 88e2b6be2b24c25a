import assert from 'node:assert/strict';
import { sourcesSince } from '../../../src/host/sources/subscriptionFile';

suite('Sources of a subscription that are chosen anew', () => {
  const before = {
    sources: [
      { service: 'huggingface', since: '2024-03-01' },
      { service: 'arxiv', categories: ['cs.LG', 'cs.CL'], since: '2024-03-04' },
    ],
    paused: false,
    jitter: 0,
  } as const;
  const latest = (): string => '2024-03-14';

  test('those that were there go on where they are, so that missed days come still', () => {
    const chosen = [
      { service: 'arxiv', categories: ['cs.CL', 'cs.LG'] },
      { service: 'huggingface' },
    ] as const;
    assert.deepEqual(
      sourcesSince(chosen, before, latest).map(({ since }) => since),
      ['2024-03-04', '2024-03-01'],
    );
  });

  test('others begin with the latest list', () => {
    const chosen = [{ service: 'arxiv', categories: ['cs.CV'] }] as const;
    assert.deepEqual(sourcesSince(chosen, before, latest), [{ ...chosen[0], since: '2024-03-14' }]);
    assert.equal(sourcesSince([{ service: 'huggingface' }], undefined, latest)[0]?.since, '2024-03-14');
  });
});
