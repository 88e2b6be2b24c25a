import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineSplitter } from '../../../src/server/lineSplitter';

suite('LineSplitter', () => {
  test('gives the lines however the bytes are divided, and leaves out those that are too long', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'é', '𝐱', '\n', 'long enough')),
        fc.array(fc.nat(40)),
        (pieces, cuts) => {
          const bytes = Buffer.from(pieces.join(''));
          const splitter = new LineSplitter(20);
          const at = [...cuts.toSorted((a, b) => a - b), bytes.length];
          const lines = at.flatMap((end, index) => splitter.add(bytes.subarray(at[index - 1] ?? 0, end)));
          const expected = pieces.join('').split('\n').slice(0, -1);
          assert.deepEqual(
            lines,
            expected.map((line) => (Buffer.byteLength(line) > 20 ? undefined : line)),
          );
        },
      ),
    );
  });

  test('takes time in proportion to the length of a line', () => {
    const splitter = new LineSplitter(64 * 1024 * 1024);
    const part = Buffer.alloc(16 * 1024, 'a');
    const start = performance.now();
    for (let count = 0; count < 3000; count += 1) splitter.add(part);
    assert.equal(splitter.add(Buffer.from('\n'))[0]?.length, 3000 * part.length);
    // With one concatenation for each part it takes half a minute.
    assert.ok(performance.now() - start < 5000);
  });
});
