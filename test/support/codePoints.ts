import fc from 'fast-check';

/** Half surrogate pairs: they are between the code points of the basic plane. */
const [firstHalf, halves] = [0xd800, 0x800] as const;

/**
 * Any code point but half a surrogate pair, for `fc.string({ unit: anyCodePoint })`. The same as the unit `binary` of fast-check,
 * which makes a table of a million characters that takes a second, and makes every collection of garbage slower.
 */
export const anyCodePoint: fc.Arbitrary<string> = fc.nat({ max: 0x10ffff - halves }).map(
  (number) => String.fromCodePoint(number < firstHalf ? number : number + halves),
  (value) => {
    const code = typeof value === 'string' ? value.codePointAt(0) : undefined;
    const isOne = code !== undefined && String.fromCodePoint(code) === value;
    if (!isOne || (code >= firstHalf && code < firstHalf + halves)) throw new Error('It is no code point.');
    return code < firstHalf ? code : code - halves;
  },
);
