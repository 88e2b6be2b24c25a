import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** SHA-256 of many bytes, which are copied at once and hashed outside of the calling thread. */
export async function hashOf(bytes: Uint8Array): Promise<Uint8Array> {
  // The types of browsers do not accept shared buffers, those of Node do.
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
}

/** SHA-256 of many bytes in hexadecimal, computed outside of the calling thread. */
export async function sha256Of(bytes: Uint8Array): Promise<string> {
  return bytesToHex(await hashOf(bytes));
}

/**
 * In bytes. `digest` copies what it hashes: copies of this size take memory that was used before, those of a megabyte take new
 * memory from the system each time, which costs more than hashing it.
 */
export const hashedAtOnce = 32 * 1024;
/** In bytes. */
export const readForHash = 16 * hashedAtOnce;
/** In bytes. */
const hashLength = 32;

/**
 * The SHA-256 of the SHA-256s of each {@link hashedAtOnce} bytes, computed outside of the calling thread: 150 MB take some 100 ms.
 *
 * @param read returns the bytes from `start` to `end`, at most {@link readForHash} of them; it may use the same buffer for all calls
 */
export async function hashInParts(
  length: number,
  read: (start: number, end: number) => Uint8Array | Promise<Uint8Array>,
): Promise<Uint8Array> {
  const hashes = new Uint8Array(Math.ceil(length / hashedAtOnce) * hashLength);
  const hashPart = async (bytes: Uint8Array, number: number): Promise<void> =>
    hashes.set(await hashOf(bytes), number * hashLength);
  let hashing: Promise<unknown> | undefined;
  for (let from = 0; from < length; from += readForHash) {
    const bytes = await read(from, Math.min(from + readForHash, length));
    await hashing;
    const parts: Promise<void>[] = [];
    for (let at = 0; at < bytes.length; at += hashedAtOnce)
      parts.push(hashPart(bytes.subarray(at, at + hashedAtOnce), (from + at) / hashedAtOnce));
    hashing = Promise.all(parts);
  }
  await hashing;
  return hashOf(hashes);
}

/** SHA-256 of a text or a few bytes, in hexadecimal. */
export function sha256Hex(content: string | Uint8Array): string {
  return bytesToHex(sha256(typeof content === 'string' ? new TextEncoder().encode(content) : content));
}
