import { UserFacingError } from '../../base/userFacingError';
import type { JsonObject, JsonValue } from './jsonValue';
import { localizable, type Message } from '../../base/localization';

/** Maximum nesting; digests do not nest deeper. */
const MAX_DEPTH = 100;
/** Offsets are recorded up to this depth: for papers and the lists that contain them. */
const PLACED_DEPTH = 4;

/** A syntax error with its offset and the part of the value that was parsed before it. */
export class JsonSyntaxError extends UserFacingError {
  partial?: JsonObject;

  constructor(
    /** A sentence. */
    shown: Message,
    readonly offset: number,
  ) {
    super(shown);
  }
}

/**
 * Parses single JSON values (RFC 8259) of a text, up to an offset. Accepts trailing commas, the `NaN` and `Infinity` that
 * some programs write, and the values that Python prints: strings in single quotes, `None` and dates.
 */
export class JsonCursor {
  readonly #offsets = new WeakMap<object, number>();
  at = 0;
  end = 0;

  constructor(readonly text: string) {}

  /** The start offset of a parsed object or array; undefined if it is nested deeper than {@link PLACED_DEPTH}. */
  offsetOf(value: JsonValue | undefined): number | undefined {
    return typeof value === 'object' && value !== null ? this.#offsets.get(value) : undefined;
  }

  /** @throws JsonSyntaxError */
  value(depth: number): JsonValue {
    const char = this.peek();
    if (char === undefined) throw this.unexpected();
    if (char === '{') return this.#object(depth);
    if (char === '[') return this.#array(depth);
    return isQuote(char) ? this.string() : this.#literal();
  }

  /** Opens an object or an array that will be filled. */
  enter(container: object, depth: number): void {
    if (depth >= MAX_DEPTH) throw new JsonSyntaxError(localizable('The nesting is too deep.'), this.at);
    if (depth < PLACED_DEPTH) this.#offsets.set(container, this.at);
    this.at++;
  }

  /** The name of a member and the colon after it. */
  memberName(): string {
    if (!isQuote(this.peek())) throw this.unexpected();
    const name = this.string();
    if (this.peek() !== ':') throw this.unexpected();
    this.at++;
    return name;
  }

  /** The comma after an element, or the bracket that ends them all, which is left. */
  separator(close: ']' | '}'): void {
    const char = this.peek();
    if (char === ',') this.at++;
    else if (char !== close) throw this.unexpected();
  }

  /** The next non-space character; undefined at the end. */
  peek(): string | undefined {
    while (this.at < this.end && ' \t\n\r\ufeff\u00a0'.includes(this.text.charAt(this.at))) this.at++;
    return this.at < this.end ? this.text[this.at] : undefined;
  }

  unexpected(): JsonSyntaxError {
    if (this.at >= this.end) return new JsonSyntaxError(localizable('The text is cut off.'), this.at);
    const found = this.text.slice(this.at, this.at + 12).split('\n', 1)[0] ?? '';
    return new JsonSyntaxError(localizable('Unexpected “{0}”.', found), this.at);
  }

  #object(depth: number): JsonObject {
    const members = emptyObject();
    this.enter(members, depth);
    let name: string | undefined;
    try {
      while (this.peek() !== '}') {
        name = this.memberName();
        members[name] = this.value(depth + 1);
        this.separator('}');
      }
    } catch (error) {
      throw withPartial(error, members, name);
    }
    this.at++;
    return members;
  }

  #array(depth: number): readonly JsonValue[] {
    const elements: JsonValue[] = [];
    this.enter(elements, depth);
    while (this.peek() !== ']') {
      elements.push(this.value(depth + 1));
      this.separator(']');
    }
    this.at++;
    return elements;
  }

  string(): string {
    const start = this.at++;
    const quote = this.text[start] === '"' ? '"' : "'";
    const plain = PLAIN_IN_STRING[quote];
    let value = '';
    for (;;) {
      const from = this.at;
      plain.lastIndex = from;
      plain.test(this.text);
      this.at = plain.lastIndex;
      const char = this.text[this.at];
      if (char === undefined || this.at >= this.end)
        throw new JsonSyntaxError(localizable('The text ends inside a string.'), start);
      if (char === '\n' || char === '\r')
        throw new JsonSyntaxError(localizable('A quotation mark is missing.'), start);
      if (char === quote) return value + this.text.slice(from, this.at++);
      value += this.text.slice(from, this.at) + this.#escape();
    }
  }

  #escape(): string {
    const char = this.text[this.at + 1] ?? '';
    const length = { u: 4, x: 2 }[char] ?? 0;
    const code = this.text.slice(this.at + 2, this.at + 2 + length);
    if (length > 0 && code.length === length && /^[0-9a-f]+$/iu.test(code)) {
      this.at += 2 + length;
      return String.fromCharCode(Number.parseInt(code, 16));
    }
    const plain = { '"': '"', "'": "'", '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }[
      char
    ];
    if (plain === undefined) throw new JsonSyntaxError(localizable('An escape is malformed.'), this.at);
    this.at += 2;
    return plain;
  }

  /** `datetime.date(2024, 3, 5)` as an ISO 8601 date. */
  #pythonDate(name: string): JsonValue {
    const call =
      /^\((\d{4}), (\d{1,2}), (\d{1,2})[^()\n]{0,100}(?:\([^()\n]{0,100}\)[^()\n]{0,100})?\)/u.exec(
        this.text.slice(this.at + name.length, Math.min(this.end, this.at + name.length + 400)),
      );
    if (!call || !/^datetime\b/u.test(name)) throw this.unexpected();
    this.at += name.length + call[0].length;
    return call
      .slice(1, 4)
      .map((part) => part.padStart(2, '0'))
      .join('-');
  }

  #literal(): JsonValue {
    const word = /^[-+\w.]*/u.exec(this.text.slice(this.at, Math.min(this.end, this.at + 400)))?.[0] ?? '';
    if (this.text[this.at + word.length] === '(') return this.#pythonDate(word);
    const known = KNOWN_WORDS;
    const isNumber = /^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/iu.test(word);
    if (!isNumber && !Object.hasOwn(known, word)) throw this.unexpected();
    this.at += word.length;
    return isNumber ? Number(word) : known[word as keyof typeof known];
  }
}

const KNOWN_WORDS = {
  true: true,
  false: false,
  null: null,
  NaN: null,
  nan: null,
  Infinity: null,
  '-Infinity': null,
  True: true,
  False: false,
  None: null,
};

/** Sticky: unescaped characters of a string, by its quotation mark. */
const PLAIN_IN_STRING = { '"': /[^"\\\n\r]*/uy, "'": /[^'\\\n\r]*/uy };

const isQuote = (char: string | undefined): boolean => char === '"' || char === "'";

export function emptyObject(): Record<string, JsonValue> {
  return Object.create(null) as Record<string, JsonValue>;
}

/** Adds to an error the members of the object that were parsed before it, and the part of the failed member. */
export function withPartial(
  error: unknown,
  members: Record<string, JsonValue>,
  name: string | undefined,
): unknown {
  if (!(error instanceof JsonSyntaxError)) return error;
  if (name !== undefined && error.partial) members[name] = error.partial;
  error.partial = members;
  return error;
}
