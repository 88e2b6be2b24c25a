import { concatBytes } from './bytes';

/** Compresses bytes, outside of the calling thread. */
export function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  return pass(bytes, new CompressionStream('gzip'), Infinity);
}

/**
 * Decompresses bytes.
 *
 * @param limit in bytes, of the decompressed content
 * @throws if the content is damaged, or longer than `limit`
 */
export function gunzip(bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  return pass(bytes, new DecompressionStream('gzip'), limit);
}

async function pass(
  bytes: Uint8Array,
  { readable, writable }: CompressionStream | DecompressionStream,
  limit: number,
): Promise<Uint8Array> {
  const writer = writable.getWriter();
  const written = writer.write(bytes as Uint8Array<ArrayBuffer>).then(() => writer.close());
  // Errors of the content are raised by reading too, and thrown from there.
  written.catch(() => undefined);
  const reader = (readable as ReadableStream<Uint8Array>).getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); part.value; part = await reader.read()) {
    size += part.value.length;
    if (size > limit) {
      const error = new Error(`The content is longer than ${limit} bytes`);
      await reader.cancel(error);
      throw error;
    }
    parts.push(part.value);
  }
  await written;
  return concatBytes(parts);
}
