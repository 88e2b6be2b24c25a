import type { PaperId } from '../library/paper';

/** A title of the library. */
export interface KnownTitle {
  readonly paperId: PaperId;
  /** As people read it, without TeX. */
  readonly title: string;
}

/** A title that stands in a text; offsets in UTF-16 units. */
export interface TitlePlace extends KnownTitle {
  readonly start: number;
  readonly end: number;
}

/** Shorter titles are phrases of everyday prose. */
const fewestWords = 4;
/** Between two words of a title: punctuation, a line end, and the mark of a comment. */
const longestGap = 24;
const mostPlaces = 8;

interface Word {
  readonly start: number;
  readonly end: number;
}

interface Candidate extends KnownTitle {
  readonly words: readonly string[];
  /** In front of each word but the first. */
  readonly gaps: readonly string[];
  /** What follows the last word: a question mark. */
  readonly tail: string;
}

/**
 * Finds titles in texts by the hash of their first words, in time linear in the text however many titles there are. Case,
 * accents, quotes and the kind of dash do not count.
 */
export class TitleMatcher {
  readonly #byHash = new Map<number, Candidate[]>();
  /** One bit for each hash: a text's words are looked up in it first. */
  readonly #filter = new Uint32Array(1 << 16);

  constructor(titles: Iterable<KnownTitle>) {
    for (const title of titles) this.add(title);
  }

  /** Whether the first words of a title stand anywhere in a text. Much faster than {@link find}. */
  mayFind(text: string): boolean {
    const { length } = text;
    let [a, b, c] = [0, 0, 0];
    let hash = 0;
    for (let at = 0; at < length; at++) {
      let unit = foldedUnits[text.charCodeAt(at)];
      if (unit === undefined || unit === UNKNOWN) unit = foldedUnit(text.charCodeAt(at));
      if (unit > SKIPPED) hash = (Math.imul(hash, 31) + unit) | 0;
      else if (unit === SEPARATOR && hash !== 0) {
        if (this.#holds(combined(a, b, c, hash))) return true;
        a = b;
        b = c;
        c = hash;
        hash = 0;
      }
    }
    return hash !== 0 && this.#holds(combined(a, b, c, hash));
  }

  /** The titles in a part of a text, the longest where several begin at one place. */
  find(text: string, from = 0, to = text.length): readonly TitlePlace[] {
    const found: TitlePlace[] = [];
    const words = [...wordsOf(text, from, to)];
    const hashes = words.map(({ start, end }) => wordHash(text, start, end));
    for (let first = 0; first + fewestWords <= words.length; first++) {
      const hash = combined(hashes[first], hashes[first + 1], hashes[first + 2], hashes[first + 3]);
      if (!this.#holds(hash)) continue;
      const place = this.#longest(text, words, first, hash);
      if (!place) continue;
      found.push(place);
      while (first + 1 < words.length && (words[first + 1]?.start ?? 0) < place.end) first++;
    }
    return found;
  }

  #holds(hash: number): boolean {
    const bits = this.#filter[(hash >>> 5) & 0xffff] ?? 0;
    return (bits & (1 << (hash & 31))) !== 0 && this.#byHash.has(hash);
  }

  /** Titles of fewer than four words are left out. */
  add({ paperId, title }: KnownTitle): void {
    const words = [...wordsOf(title, 0, title.length)];
    if (words.length < fewestWords) return;
    const [a, b, c, d] = words.slice(0, 4).map(({ start, end }) => wordHash(title, start, end));
    const hash = combined(a, b, c, d);
    const gaps = words.slice(1).map(({ start }, index) => title.slice(words[index]?.end, start));
    const tail = title.slice(words.at(-1)?.end);
    const candidate = { paperId, title, gaps, tail, words: words.map((word) => folded(title, word)) };
    const same = this.#byHash.get(hash);
    if (same) {
      if (same.length < mostPlaces) same.push(candidate);
    } else this.#byHash.set(hash, [candidate]);
    const slot = (hash >>> 5) & 0xffff;
    this.#filter[slot] = (this.#filter[slot] ?? 0) | (1 << (hash & 31));
  }

  #longest(text: string, words: readonly Word[], first: number, hash: number): TitlePlace | undefined {
    let best: TitlePlace | undefined;
    for (const candidate of this.#byHash.get(hash) ?? []) {
      const place = placeOf(text, words, first, candidate);
      if (place && (!best || place.end > best.end)) best = place;
    }
    return best;
  }
}

function placeOf(
  text: string,
  words: readonly Word[],
  first: number,
  title: Candidate,
): TitlePlace | undefined {
  const begin = words[first];
  const last = words[first + title.words.length - 1];
  if (!begin || !last) return undefined;
  for (const [index, expected] of title.words.entries()) {
    const word = words[first + index];
    if (!word || folded(text, word) !== expected) return undefined;
    const before = words[first + index - 1];
    if (index > 0 && before && !isGap(text.slice(before.end, word.start), title.gaps[index - 1] ?? ''))
      return undefined;
  }
  const { start } = begin;
  const end = last.end + (text.startsWith(title.tail, last.end) ? title.tail.length : 0);
  if (!isWhole(text, start, end) || !isCapitalised(text, start, title)) return undefined;
  return { paperId: title.paperId, title: title.title, start, end };
}

const DASH = /[-\u2010-\u2015\u2212]/u;

/** Whether what stands between two words is what the title has there, whatever marks of comments and markup are between. */
function isGap(found: string, expected: string): boolean {
  if (found.length > longestGap || /\n\s*\n/.test(found)) return false;
  if (/\s/.test(expected) !== /\s/.test(found) && !/[:\-\u2010-\u2015]/u.test(expected)) return false;
  const mark = /[.;!?|=\\/()@<>:,&+]/gu;
  const extra = found.replace(/\n[ \t]*(?:\/\/+!?|--+|\*|#+'?|%+|;+|>)?/u, ' ').match(mark) ?? [];
  if (extra.some((sign) => !expected.includes(sign))) return false;
  // A dash between words that the title has apart makes one word of them.
  return DASH.test(expected) || !/^[-\u2010-\u2015\u2212]$/u.test(found);
}

/** Whether a title ends where it seems to: it is not a part of a longer one, of a compound or of an address. */
function isWhole(text: string, start: number, end: number): boolean {
  if (/[-/\\@\u2010-\u2012]$/u.test(text.slice(Math.max(0, start - 1), start))) return false;
  const after = text.slice(end, end + 80);
  if (/^(?:[-/\\@\u2010-\u2012](?=[\p{L}\p{N}])|\.\p{L})/u.test(after)) return false;
  if (/^:[ \t]+["'“]?\p{Lu}/u.test(after) && !/^:[ \t]+\p{Lu}[^\n]{0,40}et al/u.test(after)) return false;
  // “… for Chest Radiographs” goes on with a title; “… in PyTorch” and “… by Vaswani” do not.
  return !/^[ \t]+(?:(?:for|with|via|of|to|on|using|through|without|under|beyond)[ \t]+)?\p{Lu}\p{Ll}+(?:[ \t-]+[\p{Lu}\p{Ll}]|[.)\]"”]|$)/u.test(
    after,
  );
}

/** A short title in lower case is prose. */
function isCapitalised(text: string, start: number, { title, words }: Candidate): boolean {
  if (words.length > 5) return true;
  const own = /[\p{L}\p{N}]/u.exec(title)?.[0] ?? '';
  return own.toLowerCase() === own || text.charAt(start) !== own.toLowerCase() || isQuoted(text, start);
}

function isQuoted(text: string, start: number): boolean {
  return /["“'‘*_`«]$/u.test(text.slice(Math.max(0, start - 1), start));
}

// What a code unit is in a word, worked out once for each: 0 for a separator, 1 for a sign that is skipped (a mark on the
// letter before it), else the letter without accent in lower case.
const foldedUnits = new Uint16Array(0x10000).fill(2);
const SEPARATOR = 0;
const SKIPPED = 1;
const UNKNOWN = 2;

function foldedUnit(unit: number): number {
  const known = foldedUnits[unit] ?? SEPARATOR;
  if (known !== UNKNOWN) return known;
  return (foldedUnits[unit] = foldUnit(String.fromCharCode(unit)));
}

function foldUnit(char: string): number {
  if (/\p{M}|[\u00ad\u200b-\u200f]/u.test(char)) return SKIPPED;
  const plain = char.normalize('NFKD').toLowerCase();
  // Pairs of surrogates are letters of words too.
  return /^[\p{L}\p{N}\ud800-\udfff]/u.test(plain) ? plain.charCodeAt(0) : SEPARATOR;
}

function* wordsOf(text: string, from: number, to: number): Iterable<Word> {
  let start = -1;
  for (let at = from; at < to; at++) {
    const unit = foldedUnit(text.charCodeAt(at));
    if (unit > SKIPPED) {
      if (start < 0) start = at;
    } else if (unit === SEPARATOR && start >= 0) {
      yield { start, end: at };
      start = -1;
    }
  }
  if (start >= 0) yield { start, end: to };
}

function folded(text: string, { start, end }: Word): string {
  let word = '';
  for (let at = start; at < end; at++) {
    const unit = foldedUnit(text.charCodeAt(at));
    if (unit > SKIPPED) word += String.fromCharCode(unit);
  }
  return word;
}

function wordHash(text: string, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at++) {
    const unit = foldedUnit(text.charCodeAt(at));
    if (unit > SKIPPED) hash = (Math.imul(hash, 31) + unit) | 0;
  }
  return hash;
}

function combined(a = 0, b = 0, c = 0, d = 0): number {
  let hash =
    Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35) ^ Math.imul(d, 0x27d4eb2f);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) ^ (hash >>> 13);
}
