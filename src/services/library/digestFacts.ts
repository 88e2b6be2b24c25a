import { hasFields, isCount, isSafeInteger, isText, withFields } from '../../core/base/guards';
import { parseJson } from '../../core/base/parseJson';

/** Facts about a digest that are not in its bytes. */
export interface DigestFacts {
  /** The name shown to the person: a file's name, or "Clipboard". */
  readonly name: string;
  /** The year that the person chose, if the text prints none. */
  readonly year?: number;
  /** Milliseconds since the epoch; digests are read in the order in which they were added. */
  readonly added: number;
}

/** The length and hash by which a text is known to be complete. */
export interface TextSum {
  /** In bytes, as it was imported. */
  readonly length: number;
  /** SHA-256 in hexadecimal, with CRLF counted as LF: git may have changed line ends. */
  readonly sha256: string;
}

/** A file of facts. Everything in it may be missing: a file beside a text can be anybody's. */
export interface FactsFile extends Partial<DigestFacts> {
  /** Absent in files of release 0.1.0, which have version 1. */
  readonly text?: TextSum;
  /** The import or the removal of the digest has started; it has ended only if the text says so. */
  readonly state?: 'adding' | 'removed';
}

/** In bytes; what is longer is not read. */
export const longestFacts = 64 * 1024;
/** In UTF-16 units. */
const longestName = 200;

export function formatFacts({ name, year, added, text, state }: FactsFile): Uint8Array {
  const shortName = name === undefined ? undefined : shorten(name);
  return new TextEncoder().encode(
    `${JSON.stringify({ version: 2, name: shortName, year, added, text, state })}\n`,
  );
}

/** `undefined` if the bytes are not a JSON object. */
export function parseFacts(bytes: Uint8Array): FactsFile | undefined {
  const value = parseJson(new TextDecoder().decode(bytes));
  if (!hasFields<FactsFile>(value)) return undefined;
  const { name, year, added, text, state } = value;
  const sum = parseSum(text);
  return {
    ...(typeof name === 'string' && { name: shorten(name) }),
    ...(isYear(year) && { year }),
    ...(typeof added === 'number' && Number.isFinite(added) && { added }),
    ...(sum && { text: sum }),
    ...((state === 'adding' || state === 'removed') && { state }),
  };
}

/** Whether a value is a year of four digits or fewer, as a person may enter it for a digest. */
export function isYear(value: unknown): value is number {
  return isCount(value) && value >= 1 && value <= 9999;
}

function parseSum(value: unknown): TextSum | undefined {
  if (!isSum(value)) return undefined;
  const { length, sha256 } = value;
  return { length, sha256 };
}

const isSum = withFields<TextSum>({ length: isSafeInteger, sha256: isText }, {});

/** Cuts no character of two units in half. */
function shorten(name: string): string {
  return name.slice(0, longestName).replace(/[\uD800-\uDBFF]$/u, '');
}
