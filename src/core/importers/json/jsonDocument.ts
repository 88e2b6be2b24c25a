import type { Problem } from '../../library/parsedDigest';
import { LineIndex } from '../lineIndex';
import { JsonReader } from './jsonReader';
import type { JsonValue } from './jsonValue';

/** All JSON values of a text, with their positions. */
export interface JsonDocument {
  readonly values: readonly JsonValue[];
  readonly problems: readonly Problem[];
  /** The 1-based line that an object or array of `values` starts on. */
  lineOf(value: JsonValue): number;
}

/**
 * Parses a JSON text, JSON lines, or several concatenated texts. Broken parts are skipped and reported.
 * Yields after each element.
 */
export function* readJsonDocument(text: string): Generator<void, JsonDocument> {
  const reader = new JsonReader(text);
  const lines = new LineIndex(text);
  const values: JsonValue[] = [];
  for (const [start, end] of pieces(text)) {
    for (const value of yield* reader.readAll(start, end)) values.push(value);
    yield;
  }
  return {
    values,
    problems: reader.failures.map(({ offset, message }) => ({
      line: lines.lineAt(offset),
      message,
    })),
    lineOf: (value) => lines.lineAt(reader.offsetOf(value) ?? 0),
  };
}

/** JSON lines are parsed line by line, so that a truncated line does not affect the next. */
function* pieces(text: string): Generator<readonly [start: number, end: number]> {
  if (!isJsonLines(text)) yield [0, text.length];
  else for (const line of text.matchAll(/[^\r\n]+/gu)) yield [line.index, line.index + line[0].length];
}

/** Whether most of the first lines are complete objects. */
function isJsonLines(text: string): boolean {
  const lines = text.slice(0, 100_000).match(/[^\r\n]+/gu) ?? [];
  const whole = lines.length > 1 && text.length > 100_000 ? lines.slice(0, -1) : lines;
  const filled = whole.filter((line) => line.trim() !== '');
  const objects = filled.filter((line) => /^\s*\{/u.test(line) && line.trimEnd().endsWith('}'));
  return filled.length > 0 && lines.length > 1 && objects.length * 2 > filled.length;
}
