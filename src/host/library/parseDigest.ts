import type { ParsedDigest } from '../../core/papers/parsedDigest';
import { TextDigestParser } from '../../core/papers/textDigest/textDigest';
import { inSlices } from './inSlices';

/** Characters given to the parser at once: a few milliseconds of work. */
const slice = 64 * 1024;

/** Reads the bytes of a digest without holding the extension host up. */
export function parseDigest(
  bytes: Uint8Array,
  options: { readonly name: string; readonly year?: number },
  signal?: AbortSignal,
): Promise<ParsedDigest> {
  return inSlices(parseInSteps(new TextDecoder().decode(bytes), options), signal);
}

function* parseInSteps(
  text: string,
  options: { name: string; year?: number },
): Generator<void, ParsedDigest> {
  const parser = new TextDigestParser(options);
  for (let at = 0; at < text.length; at += slice) {
    parser.push(text.slice(at, at + slice));
    yield;
  }
  return parser.end();
}
