import assert from 'node:assert/strict';
import {
  fetchHistory,
  firstFailure,
  isFailure,
  sourceNames,
  statusTexts,
} from '../../../../src/features/subscription/subscriptionMessages';
import type { SubscriptionState } from '../../../../src/services/sources/subscriptionFile';
import type { DayRecord } from '../../../../src/services/sources/responseStore';

const state: SubscriptionState = {
  sources: [
    { service: 'huggingface', since: '2024-03-01' },
    { service: 'arxiv', categories: ['cs.LG', 'cs.CL'], since: '2024-03-01' },
  ],
  paused: false,
  jitter: 0,
};
const formatTime = (time: number): string => `at ${time}`;
const record = (day: string, fetched: number, more: Partial<DayRecord> = {}): DayRecord => ({
  service: 'huggingface',
  query: '',
  day,
  parts: [],
  fetched,
  whole: true,
  ...more,
});

suite('Texts of the subscription', () => {
  test('sources are named with their categories', () => {
    assert.equal(sourceNames(state), 'Hugging Face Daily Papers and arXiv (cs.LG, cs.CL)');
  });

  const names = 'Subscribed to Hugging Face Daily Papers and arXiv (cs.LG, cs.CL)';
  const tooltips: readonly (readonly [string, string, Parameters<typeof statusTexts>])[] = [
    ['before the first fetch', `${names}; nothing fetched yet.`, [state, [], '', formatTime]],
    [
      'with the time of the latest fetch',
      `${names}; last fetched at 7.`,
      [state, [{ fetched: 3 }, { fetched: 7 }, { fetched: 5 }], '', formatTime],
    ],
    [
      'while paused',
      `${names} (paused); nothing fetched yet.`,
      [{ ...state, paused: true }, [], '', formatTime],
    ],
    [
      'after a failure',
      `${names}; nothing fetched yet.\nThe last fetch failed.`,
      [state, [], 'The last fetch failed.', formatTime],
    ],
  ];
  for (const [when, tooltip, parameters] of tooltips)
    test(`tooltip ${when}`, () => assert.equal(statusTexts(...parameters).tooltip, tooltip));

  test('the icon shows whether the subscription is paused', () => {
    assert.match(statusTexts(state, [], '', formatTime).text, /rss/u);
    assert.match(statusTexts({ ...state, paused: true }, [], '', formatTime).text, /debug-pause/u);
  });

  test('the history has the latest fetch first, and marks partial and removed days', () => {
    const records = [
      record('2024-03-12', 2, { whole: false }),
      record('2024-03-13', 3, { removed: true }),
      record('2024-03-11', 1),
    ];
    assert.deepEqual(fetchHistory(records, formatTime), [
      { dayId: 'huggingface/2024-03-13', label: '2024-03-13 Hugging Face', description: 'at 3 · removed' },
      { dayId: 'huggingface/2024-03-12', label: '2024-03-12 Hugging Face', description: 'at 2 · partial' },
      { dayId: 'huggingface/2024-03-11', label: '2024-03-11 Hugging Face', description: 'at 1' },
    ]);
  });

  test('the history ends after ten days', () => {
    const records = Array.from({ length: 12 }, (_, at) => record('2024-03-11', at));
    assert.equal(fetchHistory(records, formatTime).length, 10);
  });

  test('a day without a list is no failure; a partial or stored day with a reason is', () => {
    assert.equal(isFailure({ outcome: 'none', message: 'There is no list yet.' }), false);
    assert.equal(isFailure({ outcome: 'whole' }), false);
    assert.equal(isFailure({ outcome: 'partial', message: 'The connection broke.' }), true);
    assert.equal(isFailure({ outcome: 'stored', message: 'The connection broke.' }), true);
  });

  test('the first failure is shown, and nothing if all days came', () => {
    const none = { outcome: 'none', message: 'There is no list yet.' } as const;
    const failed = { outcome: 'failed', message: 'The connection broke.' } as const;
    assert.equal(firstFailure([none, failed, { ...failed, message: 'Another.' }]), 'The connection broke.');
    assert.equal(firstFailure([none, { outcome: 'whole' }]), '');
  });
});
