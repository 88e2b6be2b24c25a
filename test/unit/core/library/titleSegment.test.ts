import assert from 'node:assert/strict';
import fc from 'fast-check';
import { titleSegment } from '../../../../src/core/library/titleSegment';
import { runs } from '../../../support/testLength';
import { anyCodePoint } from '../../../support/codePoints';

suite('Title as a segment of a path', () => {
  const table: readonly [string, string, string][] = [
    ['stays as it is', 'Residual Denoising: A Survey (2nd ed.)', 'Residual Denoising: A Survey (2nd ed.)'],
    ['keeps what URIs encode', '100% of C# & “a?b”', '100% of C# & “a?b”'],
    ['loses its slashes to their lookalikes', 'I/O and \\ell', 'I∕O and ∖ell'],
    ['is one line', ' two\nlines\tand  more ', 'two lines and more'],
    ['loses controls', 'a\u0000b\u007fc', 'a b c'],
    ['loses direction overrides', 'abc\u202Efdp.exe\u200B', 'abcfdp.exe'],
    ['keeps whole emoji', '🤗 hub', '🤗 hub'],
    ['loses half of a surrogate pair', 'a\uD83Db', 'a\uFFFDb'],
    ['is not empty', '  ', 'Untitled paper'],
    ['is no folder', '..', 'Untitled paper'],
    ['is not too long', 'x'.repeat(500), 'x'.repeat(200)],
  ];
  for (const [name, title, expected] of table) test(name, () => assert.equal(titleSegment(title), expected));

  test('is one segment that a URI can contain, for any title', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCodePoint, maxLength: 300 }), (title) => {
        const segment = titleSegment(title);
        assert.match(segment, /^[^/\\\p{Cc}]+$/u);
        assert.notEqual(segment, '.');
        assert.notEqual(segment, '..');
        assert.equal(decodeURIComponent(encodeURIComponent(segment)), segment);
        assert.equal(titleSegment(segment), segment);
      }),
      { numRuns: runs(2000) },
    );
  });
});
