import assert from 'node:assert/strict';
import { requestedWait, BACKOFF, backoffWait, isPassing } from '../../../../src/core/remote/retry';

const now = Date.UTC(2024, 2, 14, 12, 0, 0);

suite('How long a host asks to wait', () => {
  const cases: readonly (readonly [headers: Record<string, string>, wait: number | undefined])[] = [
    [{}, undefined],
    [{ 'Retry-After': '120' }, 120_000],
    [{ 'Retry-After': 'Thu, 14 Mar 2024 12:00:30 GMT' }, 30_000],
    [{ 'Retry-After': 'Thu, 14 Mar 2024 11:00:00 GMT' }, 0],
    [{ 'Retry-After': 'soon' }, undefined],
    [{ 'Retry-After': '-5' }, undefined],
    [{ RateLimit: '"api";r=0;t=55' }, 55_000],
    [{ RateLimit: '"api";r=12;t=55' }, undefined],
    [{ RateLimit: 'limit=500, remaining=0, reset=55' }, 55_000],
    [{ 'RateLimit-Remaining': '0', 'RateLimit-Reset': '55' }, 55_000],
    [{ RateLimit: '"api";r=0;t=55', 'Retry-After': '10' }, 55_000],
    [{ RateLimit: '"api";r=0' }, undefined],
  ];
  for (const [headers, wait] of cases) {
    test(`with ${JSON.stringify(headers)}`, () =>
      assert.equal(requestedWait(new Headers(headers), now), wait));
  }
});

suite('Trying again', () => {
  test('is for what passes by itself', () => {
    assert.deepEqual([429, 408, 500, 502, 503, 504].map(isPassing), Array<boolean>(6).fill(true));
    assert.deepEqual([200, 301, 400, 401, 403, 404, 501].map(isPassing), Array<boolean>(7).fill(false));
  });

  test('waits twice as long each time, with jitter, and ends', () => {
    assert.deepEqual(
      [1, 2, 3, 4].map((failed) => backoffWait(failed, 0)),
      [1000, 2000, 4000, undefined],
    );
    assert.deepEqual(
      [1, 2, 3].map((failed) => backoffWait(failed, 0.999)).map((wait) => Math.round((wait ?? 0) / 100)),
      [20, 40, 80],
    );
    assert.equal(backoffWait(9, 0.5, { ...BACKOFF, tries: 10 }), 45_000);
  });
});
