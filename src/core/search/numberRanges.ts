import type { FileBytes } from '../base/fileBytes';

/** Numbers that are read in ranges, from memory or from a file. */
export interface NumberRanges<T extends Uint8Array | Uint16Array> {
  readonly length: number;
  /**
   * The numbers from `start` up to but not including `end`. They must not be changed.
   *
   * @param into may be overwritten and returned in part, instead of new memory
   */
  range(start: number, end: number, into?: Uint8Array): T;
}

/** A typed array over bytes: a view if they are aligned, or a copy. */
export type NumberView<T> = (bytes: Uint8Array) => T;

export const asBytes: NumberView<Uint8Array> = (bytes) => bytes;

export const asUint16: NumberView<Uint16Array> = (bytes) => {
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % 2 === 0 ? bytes : new Uint8Array(bytes);
  return new Uint16Array(buffer, byteOffset, byteLength / 2);
};

/** Numbers in memory. */
export class MemoryNumbers<T extends Uint8Array | Uint16Array> implements NumberRanges<T> {
  constructor(private readonly numbers: T) {}

  get length(): number {
    return this.numbers.length;
  }

  range(start: number, end: number): T {
    return this.numbers.subarray(start, end) as T;
  }
}

/** Numbers that stay in a file until they are needed: most lists of an index are not part of any answer. */
export class FileNumbers<T extends Uint8Array | Uint16Array> implements NumberRanges<T> {
  /** @param at the offset of the first number in the file, in bytes */
  constructor(
    private readonly file: FileBytes,
    private readonly view: NumberView<T>,
    private readonly at: number,
    private readonly size: { readonly length: number; readonly bytesPerNumber: number },
  ) {}

  get length(): number {
    return this.size.length;
  }

  range(start: number, end: number, into?: Uint8Array): T {
    const { bytesPerNumber } = this.size;
    return this.view(this.file.read(this.at + start * bytesPerNumber, this.at + end * bytesPerNumber, into));
  }
}
