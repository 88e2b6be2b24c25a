import { hasFields } from '../base/guards';
import { foundReferences } from './findReferences';
import type { FoundReference } from './reference';
import type { TitleMatcher } from './titleMatcher';
import { parseJson } from '../base/parseJson';

/** A reference in a file of the workspace: its line, from zero, and columns in UTF-16 units. */
export interface PlacedReference extends Omit<FoundReference, 'start' | 'end'> {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  /** The line, at most {@link longestLine} units around the reference. */
  readonly text: string;
  /** How many units of the line precede `text`. */
  readonly cut?: number;
  /** In a notebook: the cell, from zero; `line` counts within it. */
  readonly cell?: number;
}

/** Only a part of a longer line is kept, as in a minified program. */
const longestLine = 400;

/**
 * The references in a text with their lines. In a note, the front matter and a heading with nothing but a title are left out:
 * they name the note's own paper.
 */
export function scanText(
  text: string,
  languageId: string,
  titles: TitleMatcher,
  ascii?: Uint8Array,
): readonly PlacedReference[] {
  const skipped = languageId === 'markdown' ? noteBodyStart(text) : 0;
  const all = foundReferences(text.slice(skipped), languageId, titles, ascii?.subarray(skipped));
  const found = skipped === 0 ? all : withoutOwnTitle(all, text.slice(skipped));
  return found.length === 0 ? [] : placed(text, found, skipped);
}

/** Without the title that is all of the heading at the beginning of a note's body. */
function withoutOwnTitle(found: readonly FoundReference[], body: string): readonly FoundReference[] {
  const [heading] = /^[^\n]*\n(?:[^\S\n]*\n)*# [^\n]*/.exec(body) ?? [];
  if (heading === undefined) return found;
  const from = heading.lastIndexOf('\n') + '\n# '.length;
  const isAll = ({ start, end }: FoundReference): boolean =>
    start >= from &&
    end <= heading.length &&
    !/[\p{L}\p{N}]/u.test(heading.slice(from, start) + heading.slice(end));
  return found.filter((one) => one.kind !== 'title' || !isAll(one));
}

/** The references in a notebook's cells. A file that is no notebook has none. */
export function scanNotebook(json: string, titles: TitleMatcher): readonly PlacedReference[] {
  return readNotebook(json).flatMap(({ text, languageId }, cell) =>
    scanText(text, languageId, titles).map((one) => ({ ...one, cell })),
  );
}

function placed(text: string, found: readonly FoundReference[], offset: number): readonly PlacedReference[] {
  const references: PlacedReference[] = [];
  let line = 0;
  let lineStart = 0;
  let lineEnd = endOfLine(text, 0);
  for (const { start: from, end: to, ...one } of found) {
    const start = from + offset;
    while (start > lineEnd && lineEnd < text.length) {
      line += 1;
      lineStart = lineEnd + 1;
      lineEnd = endOfLine(text, lineStart);
    }
    const column = start - lineStart;
    const endColumn = Math.min(to + offset, lineEnd) - lineStart;
    references.push({
      ...one,
      line,
      column,
      endColumn,
      ...shownLine(text.slice(lineStart, lineEnd), column),
    });
  }
  return references;
}

function shownLine(line: string, column: number): { readonly text: string; readonly cut?: number } {
  const whole = line.endsWith('\r') ? line.slice(0, -1) : line;
  if (whole.length <= longestLine) return { text: whole };
  const cut = Math.max(0, column - longestLine / 4);
  return { text: whole.slice(cut, cut + longestLine), ...(cut > 0 && { cut }) };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** The start of the body of one of our notes; 0 for other Markdown. */
function noteBodyStart(text: string): number {
  if (!text.startsWith('---')) return 0;
  const end = text.indexOf('\n---', 3);
  if (end < 0 || !/^paper:/m.test(text.slice(0, end))) return 0;
  return end + 4;
}

/** A cell of a notebook as a text of its own. */
interface NotebookText {
  readonly text: string;
  /** VS Code's identifier of the language. */
  readonly languageId: string;
}

/** The texts of a Jupyter notebook's cells, in order; none if `json` is no notebook. */
function readNotebook(json: string): readonly NotebookText[] {
  const notebook = parseJson(json);
  const cells = field(notebook, 'cells');
  if (!Array.isArray(cells)) return [];
  const code = codeLanguage(field(notebook, 'metadata'));
  return cells.map((cell: unknown) => ({
    text: sourceText(field(cell, 'source')),
    languageId: languageOfCell(field(cell, 'cell_type'), code),
  }));
}

function languageOfCell(type: unknown, code: string): string {
  if (type === 'markdown') return 'markdown';
  return type === 'code' ? code : 'plaintext';
}

function codeLanguage(metadata: unknown): string {
  const name =
    field(field(metadata, 'language_info'), 'name') ?? field(field(metadata, 'kernelspec'), 'language');
  if (typeof name !== 'string') return 'python';
  return name === 'c++' ? 'cpp' : name.toLowerCase();
}

function sourceText(source: unknown): string {
  if (typeof source === 'string') return source;
  return Array.isArray(source) ? source.filter((line) => typeof line === 'string').join('') : '';
}

function field(value: unknown, name: string): unknown {
  return hasFields(value) ? value[name] : undefined;
}
