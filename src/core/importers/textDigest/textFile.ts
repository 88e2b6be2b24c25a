import type { ParsedDigest } from '../../library/parsedDigest';
import { decodeInChunks } from './decode';
import { type TextDigestOptions, TextDigestParser } from './textDigest';

/**
 * Reads the bytes of a file of page text: {@link decodeInChunks} and {@link TextDigestParser}, in steps of a few
 * milliseconds, so that a caller can let others run, or stop, between two.
 */
export function* parseTextFile(
  bytes: Uint8Array,
  options: TextDigestOptions = {},
): Generator<void, ParsedDigest> {
  const parser = new TextDigestParser(options);
  const chunks = decodeInChunks(bytes);
  let isText = false;
  let step = chunks.next();
  for (; !step.done; step = chunks.next()) {
    isText = true;
    parser.push(step.value);
    yield;
  }
  const problems = step.value;
  if (!isText && problems.length > 0) return { days: [], problems };
  const digest = parser.end();
  return { days: digest.days, problems: [...problems, ...digest.problems].sort((a, b) => a.line - b.line) };
}
