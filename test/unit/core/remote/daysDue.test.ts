import assert from 'node:assert/strict';
import { daysDue, latestOut, type StoredState } from '../../../../src/core/remote/daysDue';

suite('Days that a subscription fetches', () => {
  // 2024-03-14 is a Thursday.
  const noon = Date.parse('2024-03-14T12:00:00Z');
  const early = Date.parse('2024-03-14T08:00:00Z');
  const none = (): undefined => undefined;
  const stored = (states: Readonly<Record<string, StoredState>>) => (day: string) => states[day];

  test('missed working days are filled in', () => {
    assert.deepEqual(daysDue('huggingface', '2024-03-08', noon, 0, none), [
      '2024-03-08',
      '2024-03-11',
      '2024-03-12',
      '2024-03-13',
      '2024-03-14',
    ]);
  });

  test('a list that is not out yet waits, with the jitter', () => {
    assert.deepEqual(daysDue('huggingface', '2024-03-14', early, 0, none), []);
    const justAfterNine = Date.parse('2024-03-14T09:01:00Z');
    assert.deepEqual(daysDue('huggingface', '2024-03-14', justAfterNine, 0.5, none), []);
    assert.deepEqual(daysDue('huggingface', '2024-03-14', justAfterNine, 0, none), ['2024-03-14']);
  });

  test('days that are settled, or were fetched since the latest list came out, are not requested again', () => {
    const states = {
      '2024-03-12': { fetched: 0, settled: true },
      '2024-03-13': { fetched: Date.parse('2024-03-13T09:30:00Z'), settled: false },
      '2024-03-14': { fetched: Date.parse('2024-03-14T09:30:00Z'), settled: false },
    };
    assert.deepEqual(daysDue('huggingface', '2024-03-12', noon, 0, stored(states)), ['2024-03-13']);
  });

  test('on a weekend the latest list is that of Friday', () => {
    assert.equal(latestOut('huggingface', Date.parse('2024-03-17T12:00:00Z'), 0), '2024-03-15');
    assert.equal(latestOut('huggingface', early, 0), '2024-03-13');
  });
});
