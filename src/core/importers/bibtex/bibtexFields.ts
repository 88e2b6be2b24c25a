import type { TextRange } from '../../text/sentences';

/** A field of an entry as offsets; its value is cut out of the text when it is first read. */
class BibtexField implements TextRange {
  #value: string | undefined;

  /**
   * @param start of the value with its braces or quotation marks
   * @param margin the length of the brace or quotation mark on either side
   * @param value if it is not a part of the text, as with macros and pieces joined by `#`
   */
  constructor(
    private readonly text: string,
    readonly start: number,
    readonly end: number,
    private readonly margin: number,
    value: string | undefined,
  ) {
    this.#value = value;
  }

  get value(): string {
    return (this.#value ??= this.text.slice(this.start + this.margin, this.end - this.margin));
  }
}

/** The fields of an entry by lower-case name. Of fields with the same name the last is used, in the place of the first. */
export class BibtexFields {
  readonly #byName = new Map<string, BibtexField>();

  constructor(private readonly text: string) {}

  set(name: string, { start, end }: TextRange, margin: number, value: string | undefined): void {
    this.#byName.set(name, new BibtexField(this.text, start, end, margin, value));
  }

  get size(): number {
    return this.#byName.size;
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** The raw value without the outer braces or quotation marks. */
  get(name: string): string | undefined {
    return this.#byName.get(name)?.value;
  }

  /** The range of a value, with its braces or quotation marks. */
  rangeOf(name: string): TextRange | undefined {
    return this.#byName.get(name);
  }

  /** The ranges of the values, in order. */
  ranges(): readonly TextRange[] {
    return [...this.#byName.values()];
  }

  /** Names with raw values. */
  *entries(): Iterable<readonly [name: string, value: string]> {
    for (const [name, { value }] of this.#byName) yield [name, value];
  }
}
