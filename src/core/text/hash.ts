/**
 * A 53-bit hash of a string, for telling texts apart where nobody forges them: two lanes of FNV-1a over UTF-16 units
 * with different primes, mixed as MurmurHash3 does.
 */
export function hashText(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca6b);
    high ^= high >>> 13;
  }
  return (mix(high ^ text.length) >>> 11) * 0x1_0000_0000 + mix(low ^ high);
}

/** A 32-bit hash of a string. */
export function hashText32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash);
}

/**
 * A 32-bit checksum of 32-bit words, 80 MB in some 40 ms: four lanes, each a multiplication and a rotation a word, which
 * a processor works on at once.
 */
export function checksum(words: Uint32Array): number {
  return checksumOfParts([words]);
}

/** {@link checksum} of words in parts. All parts but the last have a multiple of four words. */
export function checksumOfParts(parts: Iterable<Uint32Array>): number {
  let [a, b, c, d] = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344];
  let length = 0;
  for (const words of parts) {
    const whole = words.length - (words.length % 4);
    for (let i = 0; i < whole; i += 4) {
      a = stir(a ^ (words[i] ?? 0));
      b = stir(b ^ (words[i + 1] ?? 0));
      c = stir(c ^ (words[i + 2] ?? 0));
      d = stir(d ^ (words[i + 3] ?? 0));
    }
    for (const word of words.subarray(whole)) a = stir(a ^ word);
    length += words.length;
  }
  return mix(mix(a) + Math.imul(mix(b), 3) + Math.imul(mix(c), 5) + Math.imul(mix(d), 7) + length);
}

function stir(value: number): number {
  return Math.imul((value << 13) | (value >>> 19), 0x9e3779b1);
}

function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
