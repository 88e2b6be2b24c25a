import type { ParsedDigest } from '../../core/papers/parsedDigest';
import { decodeInChunks } from '../../core/papers/textDigest/decode';
import { recognise } from '../../core/sources/formats';
import { inSlices } from '../base/inSlices';

export interface DigestOptions {
  /** The digest's name: the label of papers that no date stands above. */
  readonly name: string;
  /** The year of dates that print none. */
  readonly year?: number;
}

/** Reads the bytes of a digest of any kind, however long, without holding the extension host up. */
export async function parseDigest(
  bytes: Uint8Array,
  options: DigestOptions,
  signal?: AbortSignal,
): Promise<ParsedDigest> {
  const { text, problems } = await inSlices(decode(bytes), signal);
  if (text === '' && problems.length > 0) return { days: [], problems };
  const source = { ...options, text };
  const digest = await inSlices(recognise(source).read(source), signal);
  return { days: digest.days, problems: [...problems, ...digest.problems].sort((a, b) => a.line - b.line) };
}

function* decode(
  bytes: Uint8Array,
): Generator<void, { readonly text: string; readonly problems: ParsedDigest['problems'] }> {
  const chunks = decodeInChunks(bytes);
  const texts: string[] = [];
  let step = chunks.next();
  for (; !step.done; step = chunks.next()) {
    texts.push(step.value);
    yield;
  }
  return { text: texts.join(''), problems: step.value };
}
