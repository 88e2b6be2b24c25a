import assert from 'node:assert/strict';
import { join } from 'node:path';
import { sourcesSince, SubscriptionFile } from '../../../../src/services/sources/subscriptionFile';
import { LocalStoreFolder } from '../../../../src/platform/node/files/localStoreFolder';
import { temporaryFolder } from '../../platform/node/files/temporaryFolder';

suite('Sources of a subscription that are chosen again', () => {
  const before = {
    sources: [
      { service: 'huggingface', since: '2024-03-01' },
      { service: 'arxiv', categories: ['cs.LG', 'cs.CL'], since: '2024-03-04' },
    ],
    paused: false,
    jitter: 0,
  } as const;
  const latest = (): string => '2024-03-14';

  test('previous sources continue at their place, so that missed days are still fetched', () => {
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

suite('The file of a subscription', () => {
  const folder = temporaryFolder();
  const file = (): SubscriptionFile => new SubscriptionFile(new LocalStoreFolder(join(folder(), 'deep')));
  const sources = [{ service: 'huggingface', since: '2024-03-01' }] as const;

  test('is made, changed and ended', async () => {
    assert.equal(await file().read(), undefined);
    const state = { sources, paused: false, jitter: 0.5 };
    assert.deepEqual(await file().change(() => state), state);
    assert.deepEqual(await file().read(), state);
    await file().change(() => undefined);
    assert.equal(await file().read(), undefined);
  });

  test('takes the changes of two windows, each on top of the other', async () => {
    await file().change(() => ({ sources, paused: false, jitter: 0 }));
    const changes = Array.from({ length: 20 }, () =>
      file().change((now) => now && { ...now, jitter: (now.jitter * 100 + 1) / 100 }),
    );
    await Promise.all(changes);
    assert.equal(Math.round(((await file().read())?.jitter ?? 0) * 100), 20);
  });
});
