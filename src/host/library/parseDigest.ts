import type { ParsedDigest } from '../../core/papers/parsedDigest';
import { decodeInChunks } from '../../core/papers/textDigest/decode';
import { parseTextFile } from '../../core/papers/textDigest/textFile';
import { recognise } from '../../core/sources/formats';
import { pageText } from '../../core/sources/pageText';
import { inSlices } from './inSlices';

/** Characters that tell of what kind a text is. */
const headLength = 256 * 1024;

export interface DigestOptions {
  /** The digest's name: the label of papers that no date stands above. */
  readonly name: string;
  /** The year of dates that print none. */
  readonly year?: number;
}

/** Reads the bytes of a digest of any kind. Page text, however long, is read without holding the extension host up. */
export async function parseDigest(
  bytes: Uint8Array,
  options: DigestOptions,
  signal?: AbortSignal,
): Promise<ParsedDigest> {
  const format = recognise({ ...options, text: head(bytes) });
  if (format === pageText) return inSlices(parseTextFile(bytes, options), signal);
  const { text, problems } = await inSlices(decoded(bytes), signal);
  const digest = format.parse({ ...options, text });
  return { days: digest.days, problems: [...problems, ...digest.problems] };
}

function head(bytes: Uint8Array): string {
  let text = '';
  for (const chunk of decodeInChunks(bytes.subarray(0, headLength))) text += chunk;
  return text;
}

function* decoded(bytes: Uint8Array): Generator<void, { text: string; problems: ParsedDigest['problems'] }> {
  const chunks = decodeInChunks(bytes);
  let text = '';
  let step = chunks.next();
  for (; !step.done; step = chunks.next()) {
    text += step.value;
    yield;
  }
  return { text, problems: step.value };
}
