import { emptyObject } from './jsonCursor';
import { type JsonObject, type JsonValue, isJsonArray, isJsonObject } from './jsonValue';

/** The rows of a table that is written by columns, as data frames are: `{"title": […], "abstract": […]}`. */
export function rowsOfColumns(object: JsonObject): readonly JsonValue[] | undefined {
  return splitRows(object) ?? columnRows(object);
}

/** The names of the columns, and apart from them the rows: `{"columns": […], "data": [[…], …]}`. */
function splitRows({ columns, data }: JsonObject): readonly JsonValue[] | undefined {
  if (!isJsonArray(columns) || !columns.every((name) => typeof name === 'string')) return undefined;
  if (!isJsonArray(data)) return undefined;
  return data.map((row) =>
    isJsonArray(row) ? rowOf(row.slice(0, columns.length).map((cell, at) => [columns[at] ?? '', cell])) : row,
  );
}

/** Lists of one length, or maps of the same keys, one for each column. */
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
