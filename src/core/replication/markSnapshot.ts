import { triageStates, type TriageState } from '../triage/triageState';

/** A mark that identifies its paper only by a hash. */
export interface HashedMark {
  /** The first six bytes of the SHA-256 of the mark's key, in hexadecimal. */
  readonly hash: string;
  /** Undefined if the mark was taken back. */
  readonly state: TriageState | undefined;
  /** The time of its stamp: milliseconds since 1970. */
  readonly time: number;
}

/** In bytes. */
const hashLength = 6;
const markLength = 2 * hashLength + 1;
/** A time is stored in as many bytes as a hash. */
const latestTime = 2 ** (8 * hashLength) - 1;

/** The hash of a mark in a snapshot, from the SHA-256 of its key in hexadecimal. */
export function markHash(sha256: string): string {
  return sha256.slice(0, 2 * hashLength);
}

/**
 * Packs the latest marks into at most `mostBytes`: for each, the bytes of its hash, six of its time, the most significant
 * first, and one of its state. Of several with the same hash the latest is used.
 */
export function packMarks(marks: Iterable<HashedMark>, mostBytes: number): Uint8Array {
  const latest = new Map<string, HashedMark>();
  for (const mark of marks) if (mark.time > (latest.get(mark.hash)?.time ?? -1)) latest.set(mark.hash, mark);
  const kept = [...latest.values()]
    .toSorted((one, other) => other.time - one.time || (one.hash < other.hash ? -1 : 1))
    .slice(0, Math.floor(mostBytes / markLength));
  const bytes = new Uint8Array(kept.length * markLength);
  for (const [at, { hash, state, time }] of kept.entries()) {
    const start = at * markLength;
    putHex(bytes, start, hash);
    putHex(
      bytes,
      start + hashLength,
      Math.min(time, latestTime)
        .toString(16)
        .padStart(2 * hashLength, '0'),
    );
    bytes[start + 2 * hashLength] = state === undefined ? triageStates.length : triageStates.indexOf(state);
  }
  return bytes;
}

/** Reverses {@link packMarks}; marks with states of a later release are left out. */
export function unpackMarks(bytes: Uint8Array): readonly HashedMark[] {
  const marks: HashedMark[] = [];
  for (let start = 0; start + markLength <= bytes.length; start += markLength) {
    const middle = start + hashLength;
    const state = bytes[middle + hashLength] ?? Infinity;
    if (state > triageStates.length) continue;
    marks.push({
      hash: hexOf(bytes.subarray(start, middle)),
      state: triageStates[state],
      time: Number.parseInt(hexOf(bytes.subarray(middle, middle + hashLength)), 16),
    });
  }
  return marks;
}

function putHex(bytes: Uint8Array, start: number, hex: string): void {
  for (let at = 0; at < hashLength; at += 1)
    bytes[start + at] = Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16);
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
