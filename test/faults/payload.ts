/**
 * The bytes of the `count`th version of a note: of various lengths, distinguishable from each other and from torn ones.
 */
export function payload(count: number): Uint8Array {
  const filler = `${count} `.repeat(10 ** (1 + (count % 5)));
  return Buffer.from(`---\nversion: 1\n---\n\n${count}\n${filler}\nend of ${count}\n`);
}
