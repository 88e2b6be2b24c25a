import { JsonCursor, JsonSyntaxError, emptyObject, withPartial } from './jsonCursor';
import type { JsonObject, JsonValue } from './jsonValue';
import { localizable, type Message } from '../../base/localization';

/** Maximum number of searches for the next element, each of which may scan the whole text. */
const MAX_SEARCHES = 100;
const LOST = localizable('From here on the list could not be read.');
/** The name and colon of a member. */
const MEMBER_NAME = String.raw`["'][^"'\\\n]{1,200}["']\s*:\s*`;

export interface JsonFailure {
  readonly offset: number;
  readonly message: Message;
}

/**
 * Parses JSON that may be truncated or damaged. Of an invalid element of an outermost list or map, the part
 * before the error is kept, and the error is reported in {@link failures}; the other elements are parsed.
 * The generators yield after each element.
 */
export class JsonReader {
  readonly failures: JsonFailure[] = [];
  readonly #cursor: JsonCursor;
  #searches = 0;

  constructor(text: string) {
    this.#cursor = new JsonCursor(text);
  }

  /** The start offset of an object or array of this reader. */
  offsetOf(value: JsonValue | undefined): number | undefined {
    return this.#cursor.offsetOf(value);
  }

  /**
   * Parses all values between two offsets. Text between them is reported; parsing resumes at the next line
   * that opens an object or a list.
   */
  *readAll(start: number, end: number): Generator<void, JsonValue[]> {
    const cursor = this.#cursor;
    const values: JsonValue[] = [];
    cursor.at = start;
    cursor.end = end;
    while (cursor.peek() !== undefined) {
      const from = cursor.at;
      try {
        values.push(yield* this.#outer(0));
      } catch (error) {
        const partial = this.#record(error);
        if (partial) values.push(partial);
        this.#toNextLine(partial ? cursor.at : from);
      }
    }
    return values;
  }

  /** Parses an outermost value. */
  *#outer(depth: number): Generator<void, JsonValue> {
    const char = this.#cursor.peek();
    if (char === '{') return yield* this.#map(depth);
    if (char === '[') return yield* this.#list(depth);
    return this.#cursor.value(depth);
  }

  *#map(depth: number): Generator<void, JsonObject> {
    const cursor = this.#cursor;
    const members = emptyObject();
    cursor.enter(members, depth);
    while (cursor.peek() !== '}') {
      let name: string | undefined;
      let start = cursor.at;
      try {
        name = cursor.memberName();
        cursor.peek();
        start = cursor.at;
        members[name] = yield* this.#outer(depth + 1);
        cursor.separator('}');
      } catch (error) {
        const ours = withPartial(error, members, name);
        if (name === undefined || !this.#toNextObject(start, MEMBER_NAME)) throw ours;
        this.#record(ours);
      }
      yield;
    }
    cursor.at++;
    return members;
  }

  *#list(depth: number): Generator<void, readonly JsonValue[]> {
    const cursor = this.#cursor;
    const elements: JsonValue[] = [];
    cursor.enter(elements, depth);
    while (cursor.peek() !== ']') {
      const start = cursor.at;
      try {
        elements.push(cursor.value(depth + 1));
        cursor.separator(']');
      } catch (error) {
        const partial = this.#record(error);
        if (partial) elements.push(partial);
        if (!this.#toNextElement(start)) return elements;
      }
      yield;
    }
    cursor.at++;
    return elements;
  }

  /** Skips an invalid element. Returns false, at the end of the text, if there is no other. */
  #toNextElement(start: number): boolean {
    const cursor = this.#cursor;
    if (cursor.text[start] === '{' ? this.#toNextObject(start) : this.#toNextComma()) return true;
    if (cursor.at < cursor.end) this.failures.push({ offset: cursor.at, message: LOST });
    cursor.at = cursor.end;
    return false;
  }

  /**
   * Moves to the next value of a list or map after the invalid object at `start`. The objects of a list begin
   * with the same key, which is a better guide than brackets when a quotation mark is missing.
   */
  #toNextObject(start: number, before = ''): boolean {
    const cursor = this.#cursor;
    const name = /^\{\s*("[^"\\\n]{1,60}"|'[^'\\\n]{1,60}')\s*:/u.exec(
      cursor.text.slice(start, start + 200),
    )?.[1];
    if (name === undefined || ++this.#searches > MAX_SEARCHES) return false;
    const literal = name.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&');
    const next = new RegExp(`${before}\\{\\s*${literal}\\s*:`, 'gu');
    next.lastIndex = Math.max(cursor.at, start + 1);
    const found = next.exec(cursor.text);
    if (!found || found.index >= cursor.end) return false;
    cursor.at = found.index;
    return true;
  }

  #toNextComma(): boolean {
    const cursor = this.#cursor;
    if (++this.#searches > MAX_SEARCHES) return false;
    const comma = cursor.text.indexOf(',', cursor.at);
    if (comma < 0 || comma >= cursor.end) return false;
    cursor.at = comma + 1;
    return true;
  }

  #toNextLine(from: number): void {
    const cursor = this.#cursor;
    const next = /\n[ \t]*(?=[{[])/gu;
    next.lastIndex = from;
    const found = next.exec(cursor.text);
    cursor.at = found ? Math.min(found.index + found[0].length, cursor.end) : cursor.end;
  }

  #record(error: unknown): JsonObject | undefined {
    if (!(error instanceof JsonSyntaxError)) throw error;
    this.failures.push({ offset: error.offset, message: error.shown });
    return error.partial;
  }
}
