import assert from 'node:assert/strict';
import { LockTimeout, NotPlainError } from '../../../../src/platform/common/fileErrors';
import { notANote, storageFault } from '../../../../src/services/notes/storageError';
import { localized } from '../../../../src/core/base/localization';

const failed = (code: string): Error => Object.assign(new Error(`${code}: it failed`), { code });

suite('Messages about a file that could not be saved', () => {
  for (const [code, reason] of [
    ['ENOSPC', 'the disk is full'],
    ['EDQUOT', 'your disk quota is used up'],
    ['EROFS', 'the disk is read-only'],
    ['EACCES', 'there is no permission'],
    ['EPERM', 'there is no permission'],
    ['ENOENT', 'the folder is not there any more'],
    ['ENOTDIR', 'there is a file where the notes folder should be'],
    ['EMFILE', 'too many files are open'],
    ['EISDIR', 'it is not a regular file'],
  ] as const)
    test(`${code}: the reason and the next step`, () => {
      const cause = failed(code);
      const error = storageFault('The note could not be saved', cause);
      assert.ok(
        localized(error.message).startsWith(`The note could not be saved: ${reason}`),
        localized(error.message),
      );
      assert.match(localized(error.message), /\. [A-Z].*\.$|[.]$/);
      assert.deepEqual([error.kind, error.cause], ['storage', cause]);
    });

  test('a path that is not a regular file, and a lock that another window holds', () => {
    const link = storageFault('It could not be read', new NotPlainError('link', 'note.md'));
    assert.match(localized(link.message), /^It could not be read: it is not a regular file/);
    const busy = storageFault('It could not be saved', new LockTimeout('/a/lock'));
    assert.equal(busy.kind, 'busy');
    assert.match(localized(busy.message), /another window .* Try again in a moment\.$/);
  });

  test('any other reason leads to the log, with its code if it has one', () => {
    assert.equal(
      localized(storageFault('It failed', failed('EIO')).message),
      'It failed (EIO). See the output for why.',
    );
    assert.equal(
      localized(storageFault('It failed', 'a text').message),
      'It failed. See the output for why.',
    );
  });

  test('a name that no note can have is named', () => {
    const { kind, message } = notANote('a.txt');
    assert.deepEqual([kind, localized(message)], ['not-a-note', '“a.txt” is not the name of a note file.']);
  });
});
