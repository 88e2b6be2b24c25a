import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { concatBytes } from './bytes';

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

/** In bytes. */
const hashedAtOnce = 1024 * 1024;
/** In bytes: about what another processor reads and hashes in one turn of the event loop. */
export const readForHash = 2 * hashedAtOnce;

/**
 * The SHA-256 of the SHA-256s of each megabyte, computed outside of the calling thread: 150 MB take some 100 ms.
 *
 * @param read returns the bytes from `start` to `end`, at most {@link readForHash} of them; it may use the same buffer for all calls
 */
export async function hashInParts(
  length: number,
  read: (start: number, end: number) => Uint8Array | Promise<Uint8Array>,
): Promise<Uint8Array> {
  const hashes: Promise<Uint8Array>[] = [];
  for (let from = 0; from < length; from += readForHash) {
    const bytes = await read(from, Math.min(from + readForHash, length));
    await hashes.at(-1);
    for (let at = 0; at < bytes.length; at += hashedAtOnce)
      hashes.push(hashOf(bytes.subarray(at, at + hashedAtOnce)));
  }
  return hashOf(concatBytes(await Promise.all(hashes)));
}

/** SHA-256 of a text or a few bytes, in hexadecimal. */
export function sha256Hex(content: string | Uint8Array): string {
  return bytesToHex(sha256(typeof content === 'string' ? new TextEncoder().encode(content) : content));
}
