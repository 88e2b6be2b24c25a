import assert from 'node:assert/strict';
import { withCause } from '../../../../src/core/base/logger';

/** An error with a stack of one line, as V8 writes it. */
function failure(message: string, cause?: unknown): Error {
  const error = new Error(message, cause === undefined ? {} : { cause });
  error.stack = `Error: ${message}\n    at save (store.ts:1:2)`;
  return error;
}

suite('The text of a failure in the log', () => {
  const circular = failure('one');
  circular.cause = circular;

  const cases: readonly (readonly [string, unknown, string])[] = [
    ['is the message alone without a cause', undefined, 'Not stored.'],
    ['has the stack', failure('full disk'), 'Not stored. Error: full disk\n    at save (store.ts:1:2)'],
    [
      'has the causes of the cause',
      failure('no file', failure('no folder', 'EACCES')),
      'Not stored. Error: no file\n    at save (store.ts:1:2)\n' +
        'Cause: Error: no folder\n    at save (store.ts:1:2)\n' +
        'Cause: EACCES',
    ],
    ['has what was thrown if that is no error', 'aborted', 'Not stored. aborted'],
    ['has null, which was thrown', null, 'Not stored. null'],
    [
      'has the message of an error without a stack',
      Object.assign(new Error('full disk'), { stack: undefined }),
      'Not stored. Error: full disk',
    ],
    [
      'has the message where the stack of the engine does not',
      Object.assign(new TypeError('full disk'), { stack: 'save@store.js:1:2' }),
      'Not stored. TypeError: full disk\nsave@store.js:1:2',
    ],
  ];
  for (const [title, cause, text] of cases)
    test(title, () => assert.equal(withCause('Not stored.', cause), text));

  test('ends though an error is its own cause', () => {
    assert.equal(withCause('Not stored.', circular).split('Cause: ').length, 8);
  });
});
