import { err, ok, type Result } from '../base/result';
import { analyse } from './analyse';
import { checksum, hashText } from '../text/hash';
import { type PaperTexts, renderTexts } from './paperTexts';
import { Segment } from './segment';
import { StringTable } from './stringTable';

// The file is one run of 32-bit words in the machine's own byte order: four of header, then a list of section lengths
// for each segment, then the sections, each at a multiple of eight bytes. Reading it is making views of it.

const magic = 0x58_50_44_01;
const formatVersion = 3;
const headerWords = 6;

/** Why a file is not used. Each means the same to a person: the index is built anew. */
export type IndexFileFault =
  /** Not an index, or one of another kind of machine. */
  | 'foreign'
  /** Written by a release that wrote another format, or that analyses texts otherwise. */
  | 'stale'
  /** Cut short or damaged. */
  | 'torn';

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** The sections of a segment in their order, as they are read. */
const sectionTypes = [
  Uint16Array, // ids: units
  Uint32Array, // ids: starts
  Float64Array, // document hashes
  Float64Array, // title hashes
  Uint32Array, // title lengths
  Uint16Array, // terms: units
  Uint32Array, // terms: starts
  Uint32Array, // stems
  Uint8Array, // shared prefixes
  Uint32Array, // posting starts
  Uint16Array, // posting documents
  Uint8Array, // posting impacts
  Uint32Array, // position starts
  Uint8Array, // positions
  Uint32Array, // word starts
  Uint8Array, // words
  Uint16Array, // dead documents
] as const;

/**
 * Bytes that {@link decodeIndex} makes the same segments of.
 *
 * @param environment names what else decides how texts are split into words: the version of ICU
 */
export function encodeIndex(segments: readonly Segment[], environment: string): Uint8Array {
  const sections = segments.flatMap((segment) => sectionsOf(segment));
  const tableWords = headerWords + sections.length + (sections.length % 2);
  const size = sections.reduce((sum, section) => sum + aligned(section.byteLength), tableWords * 4);
  const bytes = new Uint8Array(size);
  const words = new Uint32Array(bytes.buffer);
  let at = tableWords * 4;
  for (const [index, section] of sections.entries()) {
    words[headerWords + index] = section.length;
    bytes.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), at);
    at += aligned(section.byteLength);
  }
  words.set([magic, formatVersion, words.length, analysisFingerprint(environment), segments.length]);
  words[5] = checksum(words.subarray(headerWords));
  return bytes;
}

/** The segments in a file, as views of its bytes where these are aligned: the bytes must not change any more. */
export function decodeIndex(file: Uint8Array, environment: string): Result<Segment[], IndexFileFault> {
  const bytes = file.byteOffset % 8 === 0 ? file : file.slice();
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.byteLength / 4));
  if (words.length < headerWords) return err('torn');
  if (words[0] !== magic) return err('foreign');
  if (words[1] !== formatVersion || words[3] !== analysisFingerprint(environment)) return err('stale');
  if (words.length !== words[2] || bytes.byteLength !== words.length * 4) return err('torn');
  if (words[5] !== checksum(words.subarray(headerWords))) return err('torn');
  return readSegments(bytes, words);
}

function readSegments(bytes: Uint8Array, words: Uint32Array): Result<Segment[], IndexFileFault> {
  const count = (words[4] ?? 0) * sectionTypes.length;
  let at = (headerWords + count + (count % 2)) * 4;
  const sections: Numbers[] = [];
  for (let index = 0; index < count; index += 1) {
    const type = sectionTypes[index % sectionTypes.length] ?? Uint8Array;
    const length = words[headerWords + index] ?? 0;
    if (at + length * type.BYTES_PER_ELEMENT > bytes.byteLength) return err('torn');
    sections.push(new type(bytes.buffer as ArrayBuffer, bytes.byteOffset + at, length));
    at += aligned(length * type.BYTES_PER_ELEMENT);
  }
  const segments: Segment[] = [];
  for (let from = 0; from < count; from += sectionTypes.length) {
    segments.push(segmentOf(sections.slice(from, from + sectionTypes.length)));
  }
  return ok(segments);
}

function sectionsOf(segment: Segment): Numbers[] {
  const { parts } = segment;
  const dead = Array.from({ length: segment.size }, (_, document) => document).filter(
    (document) => !segment.isKept(document),
  );
  return [
    parts.ids.units,
    parts.ids.starts,
    parts.documentHashes,
    parts.titleHashes,
    parts.titleLengths,
    parts.terms.units,
    parts.terms.starts,
    parts.stems,
    parts.shared,
    parts.postingStarts,
    parts.postingDocuments,
    parts.postingImpacts,
    parts.positionStarts,
    parts.positions,
    parts.wordStarts,
    parts.words,
    Uint16Array.from(dead),
  ];
}

function segmentOf(sections: readonly Numbers[]): Segment {
  const [idUnits, idStarts, documentHashes, titleHashes, titleLengths, ...ofTerms] = sections as [
    Uint16Array,
    Uint32Array,
    Float64Array,
    Float64Array,
    Uint32Array,
    ...Numbers[],
  ];
  const [termUnits, termStarts, stems, shared, postingStarts, postingDocuments, postingImpacts, ...lists] =
    ofTerms as [
      Uint16Array,
      Uint32Array,
      Uint32Array,
      Uint8Array,
      Uint32Array,
      Uint16Array,
      Uint8Array,
      ...Numbers[],
    ];
  const [positionStarts, positions, wordStarts, words, dead] = lists as [
    Uint32Array,
    Uint8Array,
    Uint32Array,
    Uint8Array,
    Uint16Array,
  ];
  const segment = new Segment({
    ids: new StringTable(idUnits, idStarts),
    terms: new StringTable(termUnits, termStarts),
    ...{ documentHashes, titleHashes, titleLengths, stems, shared, postingStarts, postingDocuments },
    ...{ postingImpacts, positionStarts, positions, wordStarts, words },
  });
  for (const document of dead) segment.kill(document);
  return segment;
}

function aligned(length: number): number {
  return Math.ceil(length / 8) * 8;
}

/**
 * Changes whenever this code would analyse a text otherwise, so that nobody has to remember to raise a number. The
 * sample has no script that `Intl.Segmenter` splits: loading its dictionary takes longer than loading an index.
 */
function analysisFingerprint(environment: string): number {
  const sample: PaperTexts = {
    id: '',
    title: 'On Müller’s GPT-4.5: the ﬁrst $O(n^2)$ Models',
    abstract:
      'We are generalising 深度学习的模型 and ディープラーニング, e.g. models of $\\alpha_i$ and {\\em models}; it doesn’t 🦙.',
    tags: ['method/diffusion'],
    noteParts: [
      { kind: 'note', text: 'a note of the $x$ models' },
      { kind: 'highlight', text: 'of $\\beta$' },
    ],
    authors: ['Ngô Bảo Châu'],
    keywords: ['2401.01234'],
    categories: ['cs.LG'],
  };
  const { terms, titleHash, titleLength } = analyse(renderTexts(sample), 0);
  const described = [...terms].map(([term, { impact, fields, positions }]) =>
    [term, impact, fields, ...positions].join(' '),
  );
  return hashText([...described, titleHash, titleLength, environment].join('\n')) % 0x1_0000_0000;
}
