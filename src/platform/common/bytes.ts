import { type CooperativeTask, finish } from '../../core/base/cooperativeTask';
import { splitsPair } from '../../core/base/splitsPair';

/** Concatenates byte arrays. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  return finish(concatenating(parts));
}

/** In bytes or UTF-16 units. The first write to newly allocated memory is slow: some 2 ms a megabyte. */
const copiedAtOnce = 256 * 1024;

/** {@link concatBytes} in steps. */
export function* concatenating(parts: readonly Uint8Array[]): CooperativeTask<Uint8Array> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let [at, copied] = [0, 0];
  for (const part of parts)
    for (let from = 0; from < part.length; from += copiedAtOnce) {
      const piece = part.subarray(from, from + copiedAtOnce);
      all.set(piece, at);
      at += piece.length;
      if (at - copied < copiedAtOnce) continue;
      copied = at;
      yield;
    }
  return all;
}

/** Decodes bytes as a text, in steps. */
export function* decoding(bytes: Uint8Array, decoder = new TextDecoder()): CooperativeTask<string> {
  let text = '';
  for (let from = 0; from < bytes.length; from += copiedAtOnce) {
    text += decoder.decode(bytes.subarray(from, from + copiedAtOnce), { stream: true });
    yield;
  }
  return text + decoder.decode();
}

/** Encodes a text in UTF-8, one of its parts in each step; {@link partsOf} gives the parts of a long text. */
export function* encoding(parts: Iterable<string>): CooperativeTask<Uint8Array> {
  const encoder = new TextEncoder();
  const encoded: Uint8Array[] = [];
  for (const part of parts) {
    encoded.push(encoder.encode(part));
    yield;
  }
  return yield* concatenating(encoded);
}

/** Splits a text into parts. No part ends within a surrogate pair. */
export function* partsOf(text: string): Iterable<string> {
  let end: number;
  for (let from = 0; from < text.length; from = end) {
    end = from + copiedAtOnce;
    if (splitsPair(text, end)) end -= 1;
    yield text.slice(from, end);
  }
}

export function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** Undefined if the text is not base64. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
