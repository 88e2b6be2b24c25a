import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { concatenating, decoding, encoding, partsOf } from '../../../../src/platform/common/bytes';
import { hashedAtOnce, hashInParts, hashOf, readForHash } from '../../../../src/platform/common/hash';

suite('Bytes', () => {
  test('are concatenated in steps as at once', () => {
    const length = fc.oneof(fc.nat(3), fc.constantFrom(256 * 1024 - 1, 256 * 1024, 256 * 1024 + 1, 700_000));
    fc.assert(
      fc.property(fc.array(length, { maxLength: 6 }), (lengths) => {
        const parts = lengths.map((one, at) => new Uint8Array(one).map((_, index) => index * 7 + at));
        assert.ok(Buffer.concat(parts).equals(finish(concatenating(parts))));
      }),
      { numRuns: 30 },
    );
  });

  test('become text and are made of it in steps as at once', () => {
    const unit = fc.constantFrom('a', 'é', '漢', '𝒜', '\uD800', '\uDC00', '\uFEFF');
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 9 }), fc.integer({ min: -9, max: 0 }), (units, before) => {
        const text = 'b'.repeat(256 * 1024 + before) + units.join('') + 'c'.repeat(300_000);
        const bytes = new TextEncoder().encode(text);
        assert.ok(Buffer.from(finish(encoding(partsOf(text)))).equals(bytes));
        assert.equal(finish(decoding(bytes)), new TextDecoder().decode(bytes));
      }),
      { numRuns: 50 },
    );
  });

  test('that are no text are refused by a strict decoder, also if they end within a character', () => {
    for (const bytes of [new Uint8Array([97, 0xff]), new TextEncoder().encode('é').subarray(0, 1)])
      assert.throws(() => finish(decoding(bytes, new TextDecoder('utf-8', { fatal: true }))));
  });

  test('are hashed in parts, also where all are read into the same memory', async () => {
    const size = hashedAtOnce;
    for (const length of [0, 1, size, 3 * readForHash + 1]) {
      const bytes = new Uint8Array(length).map((_, index) => (index * 7) ^ (index >> 16));
      const parts: Uint8Array[] = [];
      for (let at = 0; at < length; at += size) parts.push(await hashOf(bytes.subarray(at, at + size)));
      const buffer = new Uint8Array(readForHash);
      const read = (start: number, end: number): Uint8Array => {
        buffer.set(bytes.subarray(start, end));
        return buffer.subarray(0, end - start);
      };
      const readLater = async (start: number, end: number): Promise<Uint8Array> => {
        await new Promise(setImmediate);
        return read(start, end);
      };
      for (const reading of [read, readLater])
        assert.deepEqual(await hashInParts(length, reading), await hashOf(Buffer.concat(parts)));
      if (length === 0) continue;
      bytes[length - 1] = (bytes[length - 1] ?? 0) ^ 1;
      assert.notDeepEqual(await hashInParts(length, read), await hashOf(Buffer.concat(parts)));
    }
  });

  test('are given a turn in between, however many the parts are', () => {
    for (const parts of [
      [new Uint8Array(4 * 1024 * 1024)],
      Array.from({ length: 4096 }, () => new Uint8Array(1024)),
    ]) {
      const steps = [...concatenating(parts)];
      assert.ok(steps.length >= 15 && steps.length <= 17, String(steps.length));
    }
  });
});
