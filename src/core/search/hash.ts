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

/** A 32-bit checksum of bytes, read as 32-bit words: fast enough for files of 100 MB. */
export function checksum(words: Uint32Array): number {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (const word of words) {
    const mixed = a ^ word;
    a = Math.imul((mixed << 13) | (mixed >>> 19), 0x01000193);
    b = (b + a) | 0;
  }
  return mix((mix(a) + b) | 0);
}

function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
