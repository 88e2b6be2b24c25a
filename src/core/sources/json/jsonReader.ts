import type { JsonObject, JsonValue } from './jsonValue';

/** Deeper nesting than any digest has. */
const MAX_DEPTH = 100;
/** How often the start of the next element is looked for. Each search may read all of the text. */
const MAX_SEARCHES = 100;
const LOST = 'From here on the list could not be read';
/** A member's name and colon, as they stand before its value. */
const MEMBER_NAME = String.raw`"[^"\\\n]{1,200}"\s*:\s*`;

/** Why a value could not be read, where, and what of it was. */
class JsonSyntaxError extends Error {
  partial?: JsonObject;

  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

export interface JsonFailure {
  readonly offset: number;
  readonly message: string;
}

/**
 * Reads JSON (RFC 8259) that may be cut off or broken in places. An element of an outermost array that cannot be read is
 * left out and reported in {@link failures}; the elements around it are read. Trailing commas and the `NaN` and
 * `Infinity` that some programs write are let pass.
 */
export class JsonReader {
  readonly failures: JsonFailure[] = [];
  readonly #offsets = new WeakMap<object, number>();
  #searches = 0;
  #at = 0;
  #end = 0;

  constructor(private readonly text: string) {}

  /** Where an object or array that this reader made starts. */
  offsetOf(value: JsonValue | undefined): number | undefined {
    return typeof value === 'object' && value !== null ? this.#offsets.get(value) : undefined;
  }

  /**
   * The values between two offsets, one after another, each as far as it can be read. Text between them is reported;
   * reading goes on at the next line that opens an object or a list.
   */
  readAll(start: number, end: number): JsonValue[] {
    const values: JsonValue[] = [];
    this.#at = start;
    this.#end = end;
    while (this.#skipSpace() < end) {
      const from = this.#at;
      try {
        values.push(this.#value(0, true));
      } catch (error) {
        const partial = this.#record(error);
        if (partial) values.push(partial);
        this.#toNextLine(partial ? this.#at : from);
      }
    }
    return values;
  }

  #value(depth: number, outer: boolean): JsonValue {
    const char = this.text[this.#skipSpace()];
    if (this.#at >= this.#end) throw this.#unexpected();
    if (char === '{') return this.#object(depth, outer);
    if (char === '[') return this.#array(depth, outer);
    if (char === '"') return this.#string();
    return this.#literal();
  }

  /** `outer`: not inside an array. What was read of an object goes with the error when the rest cannot be read. */
  #object(depth: number, outer: boolean): JsonObject {
    const members = Object.create(null) as Record<string, JsonValue>;
    this.#enter(members, depth);
    while (this.#peek() !== '}') {
      let key: string | undefined;
      let start = this.#at;
      try {
        if (this.#peek() !== '"') throw this.#unexpected();
        key = this.#string();
        this.#expect(':');
        start = this.#skipSpace();
        members[key] = this.#value(depth + 1, outer);
        if (this.#peek() === ',') this.#at++;
        else if (this.#peek() !== '}') throw this.#unexpected();
      } catch (error) {
        if (!(error instanceof JsonSyntaxError)) throw error;
        if (key !== undefined && error.partial) members[key] = error.partial;
        error.partial = members;
        if (!outer || key === undefined || !this.#toNextObject(start, MEMBER_NAME)) throw error;
        this.#record(error);
      }
    }
    this.#at++;
    return members;
  }

  #array(depth: number, outer: boolean): readonly JsonValue[] {
    const elements: JsonValue[] = [];
    this.#enter(elements, depth);
    while (this.#peek() !== ']') {
      const start = this.#at;
      try {
        elements.push(this.#value(depth + 1, false));
        if (this.#peek() === ',') this.#at++;
        else if (this.#peek() !== ']') throw this.#unexpected();
      } catch (error) {
        if (!outer) throw error;
        const partial = this.#record(error);
        if (partial) elements.push(partial);
        const found = this.text[start] === '{' ? this.#toNextObject(start) : this.#toNextComma();
        if (!found) {
          if (this.#at < this.#end) this.failures.push({ offset: this.#at, message: LOST });
          this.#at = this.#end;
          return elements;
        }
      }
    }
    this.#at++;
    return elements;
  }

  #enter(container: object, depth: number): void {
    if (depth >= MAX_DEPTH) throw new JsonSyntaxError('The nesting is too deep', this.#at);
    this.#offsets.set(container, this.#at);
    this.#at++;
  }

  /**
   * Moves to the next value of a list or map after the object at `start` could not be read. The objects of a list begin
   * with the same key, which is a better guide than brackets when a quotation mark is missing.
   */
  #toNextObject(start: number, before = ''): boolean {
    const name = /^\{\s*("[^"\\\n]{1,60}")\s*:/u.exec(this.text.slice(start, start + 200))?.[1];
    if (name === undefined || ++this.#searches > MAX_SEARCHES) return false;
    const literal = name.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&');
    const next = new RegExp(`${before}\\{\\s*${literal}\\s*:`, 'gu');
    next.lastIndex = Math.max(this.#at, start + 1);
    const found = next.exec(this.text);
    if (!found || found.index >= this.#end) return false;
    this.#at = found.index;
    return true;
  }

  #toNextLine(from: number): void {
    const next = /\n[ \t]*(?=[{[])/gu;
    next.lastIndex = from;
    const found = next.exec(this.text);
    this.#at = found ? Math.min(found.index + found[0].length, this.#end) : this.#end;
  }

  #toNextComma(): boolean {
    if (++this.#searches > MAX_SEARCHES) return false;
    const comma = this.text.indexOf(',', this.#at);
    if (comma < 0 || comma >= this.#end) return false;
    this.#at = comma + 1;
    return true;
  }

  #string(): string {
    const start = this.#at++;
    let from = this.#at;
    let value = '';
    for (;;) {
      const char = this.text[this.#at];
      if (char === undefined || this.#at >= this.#end)
        throw new JsonSyntaxError('The text ends inside a string', start);
      if (char === '"') break;
      if (char === '\n' || char === '\r') throw new JsonSyntaxError('A quotation mark is missing', start);
      if (char === '\\') {
        value += this.text.slice(from, this.#at) + this.#escape();
        from = this.#at;
      } else this.#at++;
    }
    return value + this.text.slice(from, this.#at++);
  }

  #escape(): string {
    const char = this.text[this.#at + 1] ?? '';
    if (char === 'u') {
      const code = this.text.slice(this.#at + 2, this.#at + 6);
      if (!/^[0-9a-f]{4}$/iu.test(code)) throw new JsonSyntaxError('An escape is malformed', this.#at);
      this.#at += 6;
      return String.fromCharCode(Number.parseInt(code, 16));
    }
    const plain = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }[char];
    if (plain === undefined) throw new JsonSyntaxError('An escape is malformed', this.#at);
    this.#at += 2;
    return plain;
  }

  #literal(): JsonValue {
    const word =
      /^[-+\w.]{1,400}/u.exec(this.text.slice(this.#at, Math.min(this.#end, this.#at + 400)))?.[0] ?? '';
    const known = { true: true, false: false, null: null, NaN: null, Infinity: null, '-Infinity': null };
    const isNumber = /^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/iu.test(word);
    if (!isNumber && !Object.hasOwn(known, word)) throw this.#unexpected();
    this.#at += word.length;
    return isNumber ? Number(word) : known[word as keyof typeof known];
  }

  #peek(): string | undefined {
    return this.#skipSpace() < this.#end ? this.text[this.#at] : undefined;
  }

  #skipSpace(): number {
    while (this.#at < this.#end && ' \t\n\r\ufeff\u00a0'.includes(this.text.charAt(this.#at))) this.#at++;
    return this.#at;
  }

  #expect(char: string): void {
    if (this.#peek() !== char) throw this.#unexpected();
    this.#at++;
  }

  #unexpected(): JsonSyntaxError {
    if (this.#at >= this.#end) return new JsonSyntaxError('The text is cut off', this.#at);
    return new JsonSyntaxError(
      `Unexpected "${this.text.slice(this.#at, this.#at + 12).split('\n', 1)[0] ?? ''}"`,
      this.#at,
    );
  }

  #record(error: unknown): JsonObject | undefined {
    if (!(error instanceof JsonSyntaxError)) throw error;
    this.failures.push({ offset: error.offset, message: error.message });
    return error.partial;
  }
}
