import { emptyObject } from './jsonCursor';
import { type JsonObject, type JsonValue, isJsonArray, isJsonObject } from './jsonValue';

/** Converts a table stored by columns, such as a data frame, to rows: `{"title": […], "abstract": […]}`. */
export function rowsOfColumns(object: JsonObject): readonly JsonValue[] | undefined {
  return splitRows(object) ?? columnRows(object);
}

/** Converts a table with separate column names: `{"columns": […], "data": [[…], …]}`. */
function splitRows({ columns, data }: JsonObject): readonly JsonValue[] | undefined {
  if (!isJsonArray(columns) || !columns.every((name) => typeof name === 'string')) return undefined;
  if (!isJsonArray(data)) return undefined;
  return data.map((row) =>
    isJsonArray(row) ? rowOf(row.slice(0, columns.length).map((cell, at) => [columns[at] ?? '', cell])) : row,
  );
}

/** Converts columns that are lists of equal length or maps with equal keys. */
function columnRows(object: JsonObject): readonly JsonValue[] | undefined {
  const columns = Object.entries(object).map(([name, cells]) => ({ name, cells: cellsOf(cells) }));
  const [first] = columns;
  const height = first?.cells?.size ?? 0;
  if (!first?.cells || columns.length < 2 || height < 2) return undefined;
  if (!columns.some(({ name }) => /title|标题/iu.test(name))) return undefined;
  if (columns.some(({ cells }) => cells?.size !== height)) return undefined;
  return [...first.cells.keys()].map((key) =>
    rowOf(columns.map(({ name, cells }) => [name, cells?.get(key) ?? null])),
  );
}

function cellsOf(value: JsonValue): ReadonlyMap<string, JsonValue> | undefined {
  return isJsonArray(value) || isJsonObject(value) ? new Map(Object.entries(value)) : undefined;
}

function rowOf(cells: readonly (readonly [name: string, value: JsonValue])[]): JsonObject {
  const row = emptyObject();
  for (const [name, value] of cells) row[name] = value;
  return row;
}
