import type { Problem } from '../../papers/parsedDigest';
import { LineIndex } from '../lineIndex';
import { JsonReader } from './jsonReader';
import type { JsonValue } from './jsonValue';

/** All JSON values of a text, with where they stand. */
export interface JsonDocument {
  readonly values: readonly JsonValue[];
  readonly problems: readonly Problem[];
  /** The 1-based line that an object or array of `values` starts on. */
  lineOf(value: JsonValue): number;
}

/** Reads one JSON text, or JSON lines, or several texts one after another. What is broken is left out and reported. */
export function readJsonDocument(text: string): JsonDocument {
  const reader = new JsonReader(text);
  const lines = new LineIndex(text);
  return {
    values: pieces(text).flatMap(([start, end]) => reader.readAll(start, end)),
    problems: reader.failures.map(({ offset, message }) => ({
      line: lines.lineAt(offset),
      message: `${message}.`,
    })),
    lineOf: (value) => lines.lineAt(reader.offsetOf(value) ?? 0),
  };
}

/** In JSON lines, each line is read by itself, so that one that is cut off does not swallow the next. */
function pieces(text: string): (readonly [start: number, end: number])[] {
  const lines = [...text.matchAll(/[^\r\n]+/gu)].filter(([line]) => line.trim() !== '');
  const objects = lines.filter(([line]) => /^\s*\{.*\}\s*$/u.test(line));
  const isLines = lines.length > 1 && objects.length * 2 > lines.length;
  if (!isLines) return [[0, text.length]];
  return lines.map((line) => [line.index, line.index + line[0].length]);
}
