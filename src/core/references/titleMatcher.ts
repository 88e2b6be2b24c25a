import type { PaperId } from '../library/paper';
import type { TextRange } from '../text/sentences';

/** A title of the library. */
export interface KnownTitle {
  readonly paperId: PaperId;
  /** The title as displayed, without TeX. */
  readonly title: string;
}

/** An occurrence of a title in a text; offsets in UTF-16 units. */
export interface TitlePlace extends KnownTitle {
  readonly start: number;
  readonly end: number;
}

/** Titles with fewer words also occur as phrases of everyday prose. */
const fewestWords = 4;
/** The longest text between two words of a title: punctuation, a line end, and the mark of a comment. In UTF-16 units. */
const longestGap = 24;
const mostPlaces = 8;

interface Word {
  readonly start: number;
  readonly end: number;
}

interface Candidate extends KnownTitle {
  readonly words: readonly string[];
  /** The text before each word but the first. */
  readonly gaps: readonly string[];
  /** The text after the last word, such as a question mark. */
  readonly tail: string;
}

/**
 * Finds titles in texts by the hash of their first words, in time linear in the text however many titles there are. Case,
 * accents, quotes and the kind of dash do not count.
 */
export class TitleMatcher {
  /** Titles by the hash of their first words. A title is split into words once a text has its first words. */
  readonly #byHash = new Map<number, (KnownTitle | Candidate)[]>();
  /**
   * One bit for each hash. The words of a text are looked up in it first, which is faster than the map. Created with the
   * first title, because to allocate a quarter of a megabyte would delay the start of the extension by some milliseconds.
   */
  #filter: Uint32Array | undefined;

  constructor(titles: Iterable<KnownTitle>) {
    for (const title of titles) this.add(title);
  }

  /** Titles of fewer than four words are left out. */
  add(known: KnownTitle): void {
    prepareFoldedUnits();
    const hash = firstHash(known.title);
    if (hash === undefined) return;
    const same = this.#byHash.get(hash);
    if (same) {
      if (same.length < mostPlaces) same.push(known);
    } else this.#byHash.set(hash, [known]);
    const slot = (hash >>> 5) & 0xffff;
    const filter = (this.#filter ??= new Uint32Array(1 << 16));
    filter[slot] = (filter[slot] ?? 0) | (1 << (hash & 31));
  }

  /**
   * The titles in a text, the longest at each place; they may overlap. `ascii` has the characters of the text if all are
   * ASCII: reading them from an array takes a third of the time.
   */
  findAll(text: string, ascii?: Uint8Array): readonly TitlePlace[] {
    const found: TitlePlace[] = [];
    if (!this.#filter) return found;
    forEachStart(ascii ?? codesOf(text), this.#filter, (start, hash) => {
      const place = this.#longest(text, start, text.length, hash);
      if (place) found.push(place);
    });
    return found;
  }

  /** The places that {@link findAll} found in a text and that lie within areas of it, without overlaps. */
  within(text: string, places: readonly TitlePlace[], areas: readonly TextRange[]): readonly TitlePlace[] {
    const found: TitlePlace[] = [];
    let area = 0;
    for (const place of places) {
      while ((areas[area]?.end ?? Infinity) <= place.start) area += 1;
      const { start, end } = areas[area] ?? { start: Infinity, end: Infinity };
      if (place.start < start || place.start < (found.at(-1)?.end ?? 0)) continue;
      const fits = place.end <= end ? place : this.#longest(text, place.start, end, firstHash(place.title));
      if (fits) found.push(fits);
    }
    return found;
  }

  #longest(text: string, start: number, to: number, hash: number | undefined): TitlePlace | undefined {
    const candidates = hash === undefined ? undefined : this.#byHash.get(hash);
    if (!candidates) return undefined;
    let best: TitlePlace | undefined;
    for (let index = 0; index < candidates.length; index++) {
      const known = candidates[index];
      if (!known) continue;
      const candidate = 'words' in known ? known : candidateOf(known);
      candidates[index] = candidate;
      const place = placeOf(text, start, to, candidate);
      if (place && (!best || place.end > best.end)) best = place;
    }
    return best;
  }
}

/**
 * Calls `read` with the start and the hash of each run of four words whose hash has its bit in `filter`. A scan spends
 * most of its time here, so this allocates nothing and calls no function for other words.
 */
function forEachStart(
  codes: Uint8Array | Uint16Array,
  filter: Uint32Array,
  read: (start: number, hash: number) => void,
): void {
  const { length } = codes;
  const units = foldedUnits;
  let hashA = 0;
  let hashB = 0;
  let hashC = 0;
  let startA = -1;
  let startB = -1;
  let startC = -1;
  for (let at = 0; at < length;) {
    let unit = units[codes[at] ?? 0] ?? 0;
    if (unit <= SKIPPED) {
      at += 1;
      continue;
    }
    const start = at;
    let hash = 0;
    do {
      if (unit !== SKIPPED) hash = (Math.imul(hash, 31) + unit) | 0;
      at += 1;
      if (at >= length) break;
      unit = units[codes[at] ?? 0] ?? 0;
    } while (unit !== SEPARATOR);
    const first = combined(hashA, hashB, hashC, hash);
    const bits = filter[(first >>> 5) & 0xffff] ?? 0;
    if ((bits & (1 << (first & 31))) !== 0 && startA >= 0) read(startA, first);
    hashA = hashB;
    hashB = hashC;
    hashC = hash;
    startA = startB;
    startB = startC;
    startC = start;
  }
}

/** The hash of a title's first words; undefined if it has too few. */
function firstHash(title: string): number | undefined {
  const hashes: number[] = [];
  for (const { start, end } of wordsOf(title, 0, title.length)) {
    let hash = 0;
    for (let at = start; at < end; at++) {
      const unit = foldedUnit(title.charCodeAt(at));
      if (unit > SKIPPED) hash = (Math.imul(hash, 31) + unit) | 0;
    }
    hashes.push(hash);
    if (hashes.length === fewestWords) return combined(hashes[0], hashes[1], hashes[2], hashes[3]);
  }
  return undefined;
}

function candidateOf({ paperId, title }: KnownTitle): Candidate {
  const words = [...wordsOf(title, 0, title.length)];
  const gaps = words.slice(1).map(({ start }, index) => title.slice(words[index]?.end, start));
  const tail = title.slice(words.at(-1)?.end);
  return { paperId, title, gaps, tail, words: words.map((word) => folded(title, word)) };
}

/** The end of a sequence of words that begins at `from`; undefined if the text has other words there. */
function endOfWords(text: string, from: number, to: number, words: readonly string[]): number | undefined {
  let at = from;
  for (const word of words) {
    while (at < to && foldedUnit(text.charCodeAt(at)) <= SKIPPED) at += 1;
    for (let index = 0; index < word.length; at++) {
      const unit = at < to ? foldedUnit(text.charCodeAt(at)) : SEPARATOR;
      if (unit === SKIPPED) continue;
      if (unit !== word.charCodeAt(index)) return undefined;
      index += 1;
    }
    while (at < to && foldedUnit(text.charCodeAt(at)) === SKIPPED) at += 1;
    if (at < to && foldedUnit(text.charCodeAt(at)) !== SEPARATOR) return undefined;
  }
  return at;
}

function placeOf(text: string, start: number, to: number, title: Candidate): TitlePlace | undefined {
  const lastEnd = endOfWords(text, start, to, title.words);
  if (lastEnd === undefined) return undefined;
  const words = [...wordsOf(text, start, lastEnd)];
  for (const [index, gap] of title.gaps.entries())
    if (!isGap(text.slice(words[index]?.end, words[index + 1]?.start), gap)) return undefined;
  const end = lastEnd + (text.startsWith(title.tail, lastEnd) ? title.tail.length : 0);
  if (!isWhole(text, start, end) || !isCapitalised(text, start, title)) return undefined;
  return { paperId: title.paperId, title: title.title, start, end };
}

const DASH = /[-\u2010-\u2015\u2212]/u;

/** Whether the text between two words matches that of the title, apart from marks of comments and markup. */
function isGap(found: string, expected: string): boolean {
  if (found.length > longestGap || /\n\s*\n/.test(found)) return false;
  if (/\s/.test(expected) !== /\s/.test(found) && !/[:\-\u2010-\u2015]/u.test(expected)) return false;
  const mark = /[.;!?|=\\/()@<>:,&+]/gu;
  const extra = found.replace(/\n[ \t]*(?:\/\/+!?|--+|\*|#+'?|%+|;+|>)?/u, ' ').match(mark) ?? [];
  if (extra.some((sign) => !expected.includes(sign))) return false;
  // A dash between two words that are separate in the title makes one word of them.
  return DASH.test(expected) || !/^[-\u2010-\u2015\u2212]$/u.test(found);
}

/** Whether a match is a whole title, and not a part of a longer one, of a compound or of an address. */
function isWhole(text: string, start: number, end: number): boolean {
  if (/[-/\\@\u2010-\u2012]$/u.test(text.slice(Math.max(0, start - 1), start))) return false;
  const after = text.slice(end, end + 80);
  if (/^(?:[-/\\@\u2010-\u2012](?=[\p{L}\p{N}])|\.\p{L})/u.test(after)) return false;
  if (/^:[ \t]+["'“]?\p{Lu}/u.test(after) && !/^:[ \t]+\p{Lu}[^\n]{0,40}et al/u.test(after)) return false;
  // “… for Chest Radiographs” continues a title; “… in PyTorch” and “… by Vaswani” do not.
  return !/^[ \t]+(?:(?:for|with|via|of|to|on|using|through|without|under|beyond)[ \t]+)?\p{Lu}\p{Ll}+(?:[ \t-]+[\p{Lu}\p{Ll}]|[.)\]"”]|$)/u.test(
    after,
  );
}

/** Whether a match is capitalised as a title. A short one in lower case is prose, unless it is quoted. */
function isCapitalised(text: string, start: number, { title, gaps }: Candidate): boolean {
  // What an apostrophe or a hyphen joins is one word here.
  if (gaps.filter((gap) => /\s/u.test(gap)).length > 4) return true;
  const own = /[\p{L}\p{N}]/u.exec(title)?.[0] ?? '';
  return own.toLowerCase() === own || text.charAt(start) !== own.toLowerCase() || isQuoted(text, start);
}

function isQuoted(text: string, start: number): boolean {
  return /["“'‘*_`«]$/u.test(text.slice(Math.max(0, start - 1), start));
}

// The folded form of each code unit, computed when it first occurs: 0 for a separator, 1 for a character that is skipped (a
// mark on the letter before it), else the letter without accent in lower case. Empty until a title is added.
let foldedUnits = new Uint16Array();
const SEPARATOR = 0;
const SKIPPED = 1;
const UNKNOWN = 2;

function prepareFoldedUnits(): void {
  if (foldedUnits.length > 0) return;
  foldedUnits = new Uint16Array(0x10000).fill(UNKNOWN);
  for (let unit = 0; unit < 128; unit++) foldedUnit(unit);
}

/** The code units of a text. Afterwards {@link foldedUnits} has the folded form of each. */
function codesOf(text: string): Uint16Array {
  const codes = new Uint16Array(text.length);
  const units = foldedUnits;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    codes[at] = code;
    if (units[code] === UNKNOWN) foldedUnit(code);
  }
  return codes;
}

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

function combined(a = 0, b = 0, c = 0, d = 0): number {
  let hash =
    Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35) ^ Math.imul(d, 0x27d4eb2f);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) ^ (hash >>> 13);
}
