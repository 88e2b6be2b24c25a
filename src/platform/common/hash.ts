import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { CooperativeTask } from '../../core/base/cooperativeTask';

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

/** In bytes: about a millisecond's work. */
const hashedAtOnce = 128 * 1024;

/** {@link hashOf} in steps, without a copy: that of 20 MB takes 40 ms. */
export function* hashing(bytes: Uint8Array): CooperativeTask<Uint8Array> {
  const hash = sha256.create();
  for (let at = 0; at < bytes.length; at += hashedAtOnce) {
    hash.update(bytes.subarray(at, at + hashedAtOnce));
    yield;
  }
  return hash.digest();
}

/** SHA-256 of a text or a few bytes, in hexadecimal. */
export function sha256Hex(content: string | Uint8Array): string {
  return bytesToHex(sha256(typeof content === 'string' ? new TextEncoder().encode(content) : content));
}
