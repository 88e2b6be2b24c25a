import assert from 'node:assert/strict';
import { importEach } from '../../../../src/services/library/importEach';

suite('Importing several texts', () => {
  test('a text that fails is reported, and the others are imported', async () => {
    const reported: unknown[] = [];
    const failure = new Error('“b” could not be read.');
    const imported = await importEach(
      ['a', 'b', 'c'],
      (name) => (name === 'b' ? Promise.reject(failure) : Promise.resolve(name.toUpperCase())),
      { signal: new AbortController().signal, report: (error) => void reported.push(error) },
    );
    assert.deepEqual([imported, reported], [['A', 'C'], [failure]]);
  });

  test('a cancellation leaves what was imported, and begins no other text', async () => {
    const cancelled = new Error('cancelled');
    const run = async (cancelsDuring: string, isNoticed: boolean) => {
      const abort = new AbortController();
      const [begun, reported]: [string[], unknown[]] = [[], []];
      const imported = await importEach(
        ['a', 'b', 'c'],
        async (name) => {
          await Promise.resolve();
          begun.push(name);
          if (name === cancelsDuring) abort.abort(cancelled);
          if (isNoticed) abort.signal.throwIfAborted();
          return name;
        },
        { signal: abort.signal, report: (error) => void reported.push(error) },
      );
      return { begun, imported, reported };
    };
    assert.deepEqual(await run('b', true), { begun: ['a', 'b'], imported: ['a'], reported: [cancelled] });
    // A text that was complete just before is not lost.
    assert.deepEqual(await run('b', false), {
      begun: ['a', 'b'],
      imported: ['a', 'b'],
      reported: [cancelled],
    });
  });
});
