import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { IsoDay } from './isoDay';
import type { Service } from './service';

/**
 * The name of a stored response, which is a file name: `huggingface.2024-03-14.p0`. `day` is the day that the response
 * is about.
 */
export function responseKey(service: Service, day: IsoDay, part: string): string {
  return [service, day, part].map((piece) => piece.toLowerCase().replace(/[^a-z0-9-]+/gu, '_')).join('.');
}

/** Longer lists of categories are named by a hash. */
const LONGEST_PART = 60;

/** The categories as a part of a key: in one order, each once. */
export function categoriesPart(categories: readonly string[]): string {
  const part = [...new Set(categories)].toSorted().join('+');
  return part.length <= LONGEST_PART ? part : bytesToHex(sha256(utf8ToBytes(part))).slice(0, 16);
}
