import { parseArxivId, identifierTitle } from '../../library/arxivId';
import type { SourceId } from '../../library/day';
import type { PaperRecord } from '../../library/paper';
import type { ParsedDigest, Problem } from '../../library/parsedDigest';
import { type PrintedDate, findDate } from '../dates';
import { DayList } from '../dayList';
import { readInline } from '../markdown/inlineMarkdown';
import { splitCells } from '../markdown/tableCells';
import { readFields } from '../outline/entryFields';
import { entryPaper } from '../outline/entryPaper';
import { rowPaper } from '../outline/rowPaper';
import { titleOf as titleOfLine } from '../outline/title';
import type { SourceText } from '../sourceFormat';
import type { CooperativeTask } from '../../base/cooperativeTask';
import { type Fields, fieldsOf, objectField, textField } from './fields';
import { type JsonDocument, readJsonDocument } from './jsonDocument';
import { type JsonObject, type JsonValue, isJsonArray, isJsonObject } from './jsonValue';
import { arxivIdOf, looksLikePaper, paperFromFields, titleOf } from './paperFields';
import { localizable } from '../../base/localization';
import { paperRecord } from '../paperRecord';
import { emptyObject } from './jsonCursor';

/**
 * Finds the papers in any JSON: lists of papers, alone or wrapped, JSON lines, and maps by day, section or identifier.
 */
export function* readJsonPapers(source: SourceText, id: SourceId): CooperativeTask<ParsedDigest> {
  const walk = new PaperWalk(yield* readJsonDocument(source.text), new DayList(id, source));
  return yield* walk.run();
}

class PaperWalk {
  readonly #problems: Problem[];
  #count = 0;

  constructor(
    private readonly document: JsonDocument,
    private readonly list: DayList,
  ) {
    this.#problems = [...document.problems];
  }

  *run(): CooperativeTask<ParsedDigest> {
    // Several concatenated values are treated as a list.
    const { values } = this.document;
    if (values.length === 1) yield* this.#visit(values[0] ?? null, undefined);
    else yield* this.#visitList(values, undefined);
    if (this.#count === 0 && this.#problems.length === 0 && !values.every(isEmptyList)) {
      this.#problems.push({ line: 1, message: localizable('This JSON holds no papers.') });
    }
    return { days: this.list.days(), problems: this.#problems.toSorted((a, b) => a.line - b.line) };
  }

  /** Returns how many papers were found in `value`. */
  *#visit(value: JsonValue, date: PrintedDate | undefined): CooperativeTask<number> {
    if (isJsonArray(value)) return yield* this.#visitList(value, date);
    return isJsonObject(value) ? yield* this.#visitObject(value, date) : 0;
  }

  /** In a list that contains papers, every other item is reported as a problem. */
  *#visitList(values: readonly JsonValue[], date: PrintedDate | undefined): CooperativeTask<number> {
    const found: number[] = [];
    for (const value of values)
      found.push((yield* this.#visit(value, date)) || this.#visitIdentifier(value, date));
    const total = found.reduce((sum, count) => sum + count, 0);
    if (total > 0) {
      found.forEach((count, index) => {
        if (count === 0) this.#reportItem(values[index] ?? null, index);
      });
    }
    return total;
  }

  *#visitObject(object: JsonObject, date: PrintedDate | undefined): CooperativeTask<number> {
    yield;
    const fields = fieldsOf(object);
    const inner = objectField(fields, 'paper');
    if (inner && !hasTitleOrId(inner) && titleOf(fields) === undefined) return 0;
    if (inner)
      return this.#add(paperFromFields(inner, fields), submittedOn(inner) ?? submittedOn(fields) ?? date);
    const rows = rowsOfColumns(object);
    if (rows) return yield* this.#visitList(rows, date);
    if (looksLikePaper(fields)) return this.#add(paperFromFields(fields), submittedOn(fields) ?? date);
    const innerDate = findDate(textField(fields, 'date', 'day', 'datestring', 'currentdate') ?? '') ?? date;
    let count = 0;
    for (const [key, value] of Object.entries(object))
      count +=
        (yield* this.#visit(named(key, value), findDate(key) ?? innerDate)) ||
        this.#visitRow(key, value, innerDate);
    return count;
  }

  /** In a map by identifier, a string may be a row of a Markdown table or an item of a list. */
  #visitRow(key: string, value: JsonValue, date: PrintedDate | undefined): number {
    if (typeof value !== 'string' || parseArxivId(key) === undefined) return 0;
    const item = /^\s*[-*+]\s+(.*)/su.exec(value)?.[1];
    const paper = item === undefined ? paperOfRow(value) : paperOfItem(item);
    return paper ? this.#add(paper, date) : 0;
  }

  /** A list may contain bare identifiers or links. */
  #visitIdentifier(value: JsonValue, date: PrintedDate | undefined): number {
    const paper = typeof value === 'string' ? identifierRecord(value) : undefined;
    return paper ? this.#add(paper, date) : 0;
  }

  #add(paper: PaperRecord, date: PrintedDate | undefined): number {
    this.list.add(paper, date);
    this.#count++;
    return 1;
  }

  #reportItem(item: JsonValue, index: number): void {
    const isList = typeof item === 'object' && item !== null;
    const line = isList ? this.document.lineOf(item) : 1;
    this.#problems.push({
      line,
      message: localizable('Item {0} of the list has no title and was left out.', String(index + 1)),
    });
  }
}

/** Without the names of its columns, a row that begins with a date and a title in bold has authors next. */
function paperOfRow(row: string): PaperRecord | undefined {
  const lines = splitCells(row).map((cell) => ({ ...readInline(cell), line: 1 }));
  const [date, title] = lines;
  const isDated = findDate(date?.text ?? '') !== undefined && /^\s*\*\*/u.test(title?.text ?? '');
  return rowPaper({
    kind: 'row',
    header: isDated ? ['date', 'title', 'authors', 'paper', 'code'] : [],
    lines,
  });
}

function paperOfItem(item: string): PaperRecord | undefined {
  const line = { ...readInline(item), line: 1 };
  const title = titleOfLine(line);
  return /\p{L}/u.test(title) ? entryPaper({ title, head: line, fields: readFields([]) }, false) : undefined;
}

function hasTitleOrId(fields: Fields): boolean {
  return titleOf(fields) !== undefined || arxivIdOf(fields) !== undefined;
}

/** In a map by identifier, papers may have no identifier field; the key is used then. */
function named(key: string, value: JsonValue): JsonValue {
  if (!isJsonObject(value) || parseArxivId(key) === undefined) return value;
  return arxivIdOf(fieldsOf(value)) ? value : { ...value, arxivid: key };
}

/** The day of a Hugging Face list is the date part of this field, without time zone conversion. */
function submittedOn(fields: Fields): PrintedDate | undefined {
  return findDate(textField(fields, 'submittedondailyat')?.slice(0, 10) ?? '');
}

function isEmptyList(value: JsonValue): boolean {
  return isJsonArray(value) && value.length === 0;
}

/** The record for a text that is a single arXiv identifier or link; undefined for other texts. */
function identifierRecord(text: string): PaperRecord | undefined {
  const arxiv = parseArxivId(text);
  return arxiv && paperRecord(identifierTitle(arxiv), '', { arxivId: arxiv.id, arxivVersion: arxiv.version });
}

/** Converts a table stored by columns, such as a data frame, to rows: `{"title": […], "abstract": […]}`. */
function rowsOfColumns(object: JsonObject): readonly JsonValue[] | undefined {
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
