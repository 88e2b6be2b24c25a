import assert from 'node:assert/strict';
import type { ArrivedDay } from '../../../../src/services/sources/fetchedDayLibrary';
import { fetchSummary, hasNothingNew } from '../../../../src/features/fetch/fetchSummary';

const arrived = (day: string, facts: Partial<ArrivedDay>): ArrivedDay => ({
  service: 'huggingface',
  query: '',
  day,
  outcome: 'whole',
  days: [],
  papers: 0,
  problems: [],
  added: 0,
  fresh: [],
  isNew: false,
  ...facts,
});

suite('The message after a fetch', () => {
  const [first, second, third] = ['2024-03-11', '2024-03-12', '2024-03-13'] as const;
  const wanted = { source: { service: 'huggingface' }, days: [first, second, third] } as const;

  test('new papers and known ones are counted separately', () => {
    const days = wanted.days.map((day) => arrived(day, { papers: 4, added: 3 }));
    assert.deepEqual(fetchSummary(wanted, days), {
      message: 'Hugging Face: 9 new papers, 3 known already in 3 days.',
      isComplete: true,
      retry: [],
    });
  });

  test('a day without a list is no failure', () => {
    const day = arrived(first, { outcome: 'none', message: 'Hugging Face has no list for 2024-03-11 yet.' });
    const summary = fetchSummary({ ...wanted, days: [first] }, [day]);
    assert.match(summary.message, /no list for 2024-03-11 yet\.$/u);
    assert.equal(summary.isComplete, true);
  });

  test('every sentence begins as one', () => {
    const days = [arrived(first, { papers: 4, added: 4 }), arrived(second, { outcome: 'none' })];
    assert.equal(
      fetchSummary({ ...wanted, days: [first, second] }, days).message,
      'Hugging Face: 4 new papers in 1 day. Nothing is listed on 2024-03-12.',
    );
  });

  test('days that failed, are partial or were not requested can be requested again', () => {
    const reason = 'The answer ended before it was whole.';
    const { message, isComplete, retry } = fetchSummary(wanted, [
      arrived(first, { outcome: 'partial', papers: 2, added: 2, message: reason }),
      arrived(second, { outcome: 'failed', message: reason }),
    ]);
    assert.equal(
      message,
      'Hugging Face: 2 new papers in 1 day. 1 day is not complete. 1 day could not be fetched. ' +
        `${reason} 1 day was not fetched.`,
    );
    assert.equal(isComplete, false);
    assert.deepEqual(retry, [first, second, third]);
  });

  test('counts several days without a list, and gives a reason that several days share once', () => {
    const reason = 'The connection broke.';
    const days = [
      arrived(first, { outcome: 'none' }),
      arrived(second, { outcome: 'none' }),
      arrived(third, { outcome: 'failed', message: reason }),
    ];
    assert.equal(
      fetchSummary(wanted, days).message,
      `Hugging Face: 2 days have no list. 1 day could not be fetched. ${reason}`,
    );
    const failed = wanted.days.map((day) => arrived(day, { outcome: 'failed', message: reason }));
    assert.equal(
      fetchSummary(wanted, failed).message,
      `Hugging Face: 3 days could not be fetched. ${reason}`,
    );
  });

  test('a stored day is complete unless the request for it failed', () => {
    assert.equal(hasNothingNew(arrived(first, { outcome: 'stored', papers: 2 })), false);
    assert.equal(hasNothingNew(arrived(first, { outcome: 'stored', message: 'No network.' })), true);
    assert.equal(hasNothingNew(arrived(first, { outcome: 'partial', message: 'No network.' })), false);
    assert.equal(hasNothingNew(arrived(first, { outcome: 'failed', message: 'No network.' })), true);
  });
});
