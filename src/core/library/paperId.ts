import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { PaperId } from './paper';

const slugLength = 60;

/**
 * A title as it is compared: NFKC, lower case, every run of other than letters and digits one space, none at the
 * ends. Two papers with the same normalised title are the same paper. Empty for a title of symbols alone.
 */
export function normaliseTitle(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * The id of the paper with this title, `slug-hash8`: a slug in `[a-z0-9-]` of at most 60 characters, then the first
 * 8 hex digits of SHA-256 over the UTF-8 of the normalised title. The same for all titles that normalise alike, on
 * every machine and from every source, and safe as a file name: no separator, no dot, and the hash keeps it from
 * being a reserved device name.
 */
export function paperId(title: string): PaperId {
  const normalised = normaliseTitle(title);
  const hash = bytesToHex(sha256(utf8ToBytes(normalised))).slice(0, 8);
  return `${slug(normalised)}-${hash}`;
}

/**
 * A text as a part of a file name: at most 60 of `[a-z0-9-]`, no dash at the ends, accents dropped. `paper` where the
 * text holds no Latin letter and no digit.
 */
export function slug(text: string): string {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '');
  return words.slice(0, slugLength).replace(/-$/, '') || 'paper';
}
