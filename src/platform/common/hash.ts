import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** The hash of many bytes, computed outside of the calling thread. */
export async function hashOf(algorithm: 'SHA-1' | 'SHA-256', bytes: Uint8Array): Promise<Uint8Array> {
  // The types of browsers do not accept shared buffers, those of Node do.
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion
  return new Uint8Array(await crypto.subtle.digest(algorithm, bytes as Uint8Array<ArrayBuffer>));
}

/** SHA-256 of many bytes in hexadecimal, computed outside of the calling thread. */
export async function sha256Of(bytes: Uint8Array): Promise<string> {
  return bytesToHex(await hashOf('SHA-256', bytes));
}

/** SHA-256 of a text or a few bytes, in hexadecimal. */
export function sha256Hex(content: string | Uint8Array): string {
  return bytesToHex(sha256(typeof content === 'string' ? new TextEncoder().encode(content) : content));
}
