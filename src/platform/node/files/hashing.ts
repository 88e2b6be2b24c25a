import { createHash } from 'node:crypto';
import type { CooperativeTask } from '../../../core/base/cooperativeTask';

/** In bytes; takes about a millisecond. */
const hashedAtOnce = 1024 * 1024;

/** The hash of many bytes, in steps. */
export function* hashing(algorithm: 'sha1' | 'sha256', bytes: Uint8Array): CooperativeTask<Buffer> {
  const hash = createHash(algorithm);
  for (let at = 0; at < bytes.length; at += hashedAtOnce) {
    hash.update(bytes.subarray(at, at + hashedAtOnce));
    yield;
  }
  return hash.digest();
}
