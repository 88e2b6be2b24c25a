import type { Problem } from '../../library/parsedDigest';
import { message } from './messages';
import { isBinary } from './binaryDetection';
import { localizable, type Message } from '../../base/localization';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'binary';

const sampleLength = 8192;
/** In bytes; text in mixed encodings takes about a millisecond per thousand. */
const chunkLength = 1 << 14;

/** Decodes a file. For large files use {@link decodeInChunks}. */
export function decodeText(bytes: Uint8Array): {
  readonly text: string;
  readonly problems: readonly Problem[];
} {
  const chunks = decodeInChunks(bytes);
  let text = '';
  for (;;) {
    const step = chunks.next();
    if (step.done) return { text, problems: step.value };
    text += step.value;
  }
}

/**
 * Decodes a file piece by piece: UTF-8, or UTF-16 of either order with a byte order mark or by its zero bytes. No byte
 * is lost: bytes that are not UTF-8 are decoded as Windows-1252, the most likely encoding, and reported in the problems
 * that the generator returns. A binary file yields nothing and returns the reason.
 */
export function* decodeInChunks(bytes: Uint8Array): Generator<string, readonly Problem[]> {
  const foreign = fileKindProblem(bytes);
  if (foreign !== undefined) return [{ line: 1, message: foreign }];
  const encoding = detectEncoding(bytes.subarray(0, sampleLength));
  if (encoding === 'binary') return [{ line: 1, message: message.notText }];
  if (encoding === 'utf-8') return yield* decodeUtf8(bytes);
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < bytes.length; at += chunkLength) {
    yield decoder.decode(bytes.subarray(at, at + chunkLength), { stream: true });
  }
  yield decoder.decode();
  return [];
}

function detectEncoding(beginning: Uint8Array): Encoding {
  const [first, second] = beginning;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return beginning.includes(0) ? byZeros(beginning) : byControls(beginning);
}

/** Detects UTF-16 without a byte order mark: in Western text almost every pair has a zero byte on the same side. */
function byZeros(beginning: Uint8Array): Encoding {
  const zeros = [0, 0];
  beginning.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const enough = beginning.length / 5;
  if (odd >= enough && even <= odd / 20) return 'utf-16le';
  if (even >= enough && odd <= even / 20) return 'utf-16be';
  return 'binary';
}

function byControls(beginning: Uint8Array): Encoding {
  return isBinary(Array.from(beginning, (byte) => String.fromCharCode(byte)).join('')) ? 'binary' : 'utf-8';
}

/** Bytes that are not valid UTF-8. */
interface ForeignBytes {
  count: number;
  first: number;
}

function* decodeUtf8(bytes: Uint8Array): Generator<string, readonly Problem[]> {
  const foreign: ForeignBytes = { count: 0, first: -1 };
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length) {
    const end = endOfChunk(bytes, at + chunkLength);
    yield decodePiece(bytes, at, end, foreign);
    at = end;
  }
  const { count, first } = foreign;
  return count === 0 ? [] : [{ line: lineOf(bytes, first), message: message.notUtf8(count) }];
}

/** Moves the end of a chunk to a character boundary, at most three bytes further on. */
function endOfChunk(bytes: Uint8Array, wanted: number): number {
  let end = Math.min(wanted, bytes.length);
  for (let i = 0; i < 3 && isContinuation(bytes[end]); i++) end++;
  return end;
}

function decodePiece(bytes: Uint8Array, from: number, to: number, foreign: ForeignBytes): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(from, to));
  } catch {
    return decodeMixed(bytes, from, to, foreign); // Not valid UTF-8 as a whole.
  }
}

function decodeMixed(bytes: Uint8Array, from: number, to: number, foreign: ForeignBytes): string {
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const parts: string[] = [];
  let valid = from;
  const flush = (end: number): void => {
    if (end > valid) parts.push(utf8.decode(bytes.subarray(valid, end)));
  };
  for (let at = from; at < to;) {
    const length = characterLength(bytes, at, to);
    if (length === 0) {
      flush(at);
      if (foreign.count++ === 0) foreign.first = at;
      parts.push(windows1252(bytes[at] ?? 0));
      valid = at + 1;
    }
    at += length || 1;
  }
  flush(to);
  return parts.join('');
}

/** Windows-1252 from 0x80 to 0x9f; the rest equals Unicode. TextDecoder of Node 20 treats it as Latin-1. */
const windowsOnly = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function windows1252(byte: number): string {
  return windowsOnly[byte - 0x80] ?? String.fromCharCode(byte);
}

/** Bytes of the well-formed UTF-8 character at `at`, by table 3-7 of the Unicode Standard; 0 if there is none. */
function characterLength(bytes: Uint8Array, at: number, to: number): number {
  const lead = bytes[at] ?? 0;
  const length = lengthByLead(lead);
  if (length < 2 || at + length > to) return length === 1 ? 1 : 0;
  const [lowest, highest] = secondByte[lead] ?? [0x80, 0xbf];
  const second = bytes[at + 1] ?? 0;
  if (second < lowest || second > highest) return 0;
  for (let i = 2; i < length; i++) if (!isContinuation(bytes[at + i])) return 0;
  return length;
}

function lengthByLead(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** Lead bytes with a restricted second byte: no overlong form, no surrogate, nothing beyond U+10FFFF. */
const secondByte: Readonly<Record<number, readonly [number, number]>> = {
  0xe0: [0xa0, 0xbf],
  0xed: [0x80, 0x9f],
  0xf0: [0x90, 0xbf],
  0xf4: [0x80, 0x8f],
};

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

/** The 1-based line of a byte, lines ending in `\n`, `\r\n` or `\r`. */
function lineOf(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let i = 0; i < offset; i++) {
    if (bytes[i] === 0x0a || (bytes[i] === 0x0d && bytes[i + 1] !== 0x0a)) line++;
  }
  return line;
}

/** The message for each kind: what it is, and the next step. */
const MESSAGES = {
  pdf: localizable(
    'This is a PDF, not a list of papers: import the page of the paper, its arXiv identifier or its BibTeX entry.',
  ),
  picture: localizable('This is a picture, not a list of papers: save it as plain text and import that.'),
  archive: localizable(
    'This is an archive or a document of an office program, not a list of papers: save it as plain text and import that.',
  ),
  office: localizable(
    'This is a document of an office program, not a list of papers: save it as plain text and import that.',
  ),
  compressed: localizable(
    'This is a compressed file, not a list of papers: save it as plain text and import that.',
  ),
  wordProcessor: localizable(
    'This is a document of a word processor, not a list of papers: save it as plain text and import that.',
  ),
  postScript: localizable(
    'This is a PostScript file, not a list of papers: save it as plain text and import that.',
  ),
  program: localizable('This is a program, not a list of papers: save it as plain text and import that.'),
  database: localizable('This is a database, not a list of papers: save it as plain text and import that.'),
} as const;

/** The beginnings of files that are no text, by what they are. */
const KINDS: readonly (readonly [beginning: string, kind: keyof typeof MESSAGES])[] = [
  ['%PDF-', 'pdf'],
  ['\x89PNG', 'picture'],
  ['\xff\xd8\xff', 'picture'],
  ['GIF8', 'picture'],
  ['BM\x00', 'picture'],
  ['II*\x00', 'picture'],
  ['MM\x00*', 'picture'],
  ['PK\x03\x04', 'archive'],
  ['\xd0\xcf\x11\xe0', 'office'],
  ['\x1f\x8b', 'compressed'],
  ['7z\xbc\xaf', 'compressed'],
  ['{\\rtf', 'wordProcessor'],
  ['%!PS', 'postScript'],
  ['\x7fELF', 'program'],
  ['MZ\x90', 'program'],
  ['SQLite format 3', 'database'],
];

/** The problem of a file that its first bytes show to be no text; undefined for others. */
function fileKindProblem(bytes: Uint8Array): Message | undefined {
  const head = Array.from(bytes.subarray(0, 16), (byte) => String.fromCharCode(byte)).join('');
  const isWebp = head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP';
  const kind = isWebp ? 'picture' : KINDS.find(([beginning]) => head.startsWith(beginning))?.[1];
  return kind && MESSAGES[kind];
}
