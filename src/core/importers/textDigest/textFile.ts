import type { ParsedDigest } from '../../library/parsedDigest';
import { decodeInChunks } from './decode';
import { type TextDigestOptions, TextDigestParser } from './textDigest';

/**
 * Decodes and parses a file of page text ({@link decodeInChunks}, {@link TextDigestParser}) in steps of a few
 * milliseconds.
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
