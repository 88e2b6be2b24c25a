import { htmlBlocks } from '../html/htmlBlocks';
import { findArxivIds } from '../../library/arxivId';
import type { Block, Line } from '../outline/block';
import { sliceInline } from '../outline/inline';
import { fieldOf, readLabel } from '../outline/labels';
import type { CooperativeTask } from '../../base/cooperativeTask';
import { readInline } from './inlineMarkdown';
import { fitCells, isTableRule, splitCells } from './tableCells';

const HEADING = /^ {0,3}(#{1,6})\s+(.*)$/su;
const HTML_HEADING = /^\s*<h([1-6])[^<>]*>(.*?)<\/h\1>\s*$/iu;
const ITEM = /^(\s*)([-*+•·‣]|\d{1,4}[.)、])\s+(?=\S)(.*)$/u;
const RULE = /^\s*(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$/u;
const UNDERLINE = /^(?:(=)={2,}|([-~^])\2{3,})\s*$/u;
/** Lines with block markup. */
const MARKED = /^\s*(?:#{1,6}\s|>|[-*+•·‣]\s|\||={3})/u;
const FENCE = /^\s*(?:```|~~~)/u;
const FOLD =
  /(<\/?details(?:\s[^<>]*)?>|<summary(?:\s[^<>]*)?>[\s\S]{0,500}?<\/summary>|<\/?blockquote(?:\s[^<>]*)?>)/iu;

/** A backslash at the end of a line. */
const HARD_BREAK = /(?<!\\)\\\s*$/u;

/** Parses Markdown to blocks, with the subset of CommonMark, GFM and HTML that published digests use. */
export function markdownBlocks(text: string): CooperativeTask<readonly Block[]> {
  const scanner = new Scanner(withoutComments(text).split(/\r\n?|\n/u));
  return scanner.scan();
}

/** Blanks out comments, keeping line numbers. An unclosed comment is text. */
function withoutComments(text: string): string {
  let out = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf('<!--', from);
    const end = start < 0 ? -1 : text.indexOf('-->', start + 4);
    if (end < 0) return out + text.slice(from);
    out += text.slice(from, start) + text.slice(start, end + 3).replace(/[^\r\n]/gu, '');
    from = end + 3;
  }
}

class Scanner {
  readonly #blocks: Block[] = [];
  /** The block to which lines without block markup are added. */
  #open: Line[] | undefined;

  constructor(private readonly lines: readonly string[]) {}

  *scan(): CooperativeTask<readonly Block[]> {
    let at = this.#frontMatter();
    while (at < this.lines.length) {
      at = this.#block(at);
      yield;
    }
    return this.#blocks;
  }

  /** Parses the block at a line; returns the index of the line after it. */
  #block(at: number): number {
    const line = this.lines[at] ?? '';
    if (/<table[\s>]/iu.test(line)) return this.#htmlTable(at);
    if (isTableRule(this.lines[at + 1] ?? '') && line.includes('|')) return this.#table(at);
    if (isRow(line) && !isTableRule(line)) return this.#rows(at, []);
    const level = this.#underlined(at);
    if (level !== undefined) {
      this.#add({ kind: 'heading', level, lines: [toLine(line.trim(), at + 1)] });
      return at + 2;
    }
    this.#line(line, at + 1);
    return at + 1;
  }

  /** The level of a heading that is underlined. Three dashes are a rule, and below a text or a label any number is. */
  #underlined(at: number): number | undefined {
    const [before = '', line = '', under = ''] = [this.lines[at - 1], this.lines[at], this.lines[at + 1]];
    const mark = UNDERLINE.exec(under);
    if (!mark || (before.trim() !== '' && !UNDERLINE.test(before))) return undefined;
    const isTitle = /\p{L}/u.test(line) && line.length < 400 && !/\p{L}{2}[.。]\s*$/u.test(line);
    if (!isTitle || MARKED.test(line) || readLabel(toLine(line, at + 1))) return undefined;
    return mark[1] === undefined ? 2 : 1;
  }

  #line(raw: string, number: number): void {
    const line = raw.replace(/^\s*(?:>\s?)+/u, '');
    const heading = HEADING.exec(line) ?? HTML_HEADING.exec(line);
    const item = ITEM.exec(line);
    if (line.trim() === '' || FENCE.test(line)) this.#open = undefined;
    else if (RULE.test(line) || /^\s*={3,}\s*$/u.test(line)) this.#add({ kind: 'end', lines: [] });
    else if (heading)
      this.#add({
        kind: 'heading',
        level: levelOf(heading[1] ?? ''),
        lines: [toLine((heading[2] ?? '').replace(/ #+$/u, ''), number)],
      });
    else if (item) this.#item(item, number);
    else this.#text(line, number);
  }

  #item([, indent = '', mark = '', text = '']: RegExpExecArray, number: number): void {
    const joined = this.#open !== undefined;
    this.#open = [];
    const depth = indent.replaceAll('\t', '    ').length;
    this.#blocks.push({ kind: 'item', depth, mark, joined, lines: this.#open });
    this.#text(text, number);
  }

  /** Adds a line of text, handling `<details>` in it. */
  #text(line: string, number: number): void {
    for (const part of line.split(FOLD)) {
      const summary = /^<summary[^<>]*>([\s\S]*)<\/summary>$/iu.exec(part);
      if (summary) this.#add({ kind: 'label', lines: [toLine(summary[1] ?? '', number)] });
      else if (/^<\/details/iu.test(part)) this.#add({ kind: 'end', lines: [] });
      else if (FOLD.test(part)) this.#open = undefined;
      else for (const shown of brokenLines(toLine(part.replace(HARD_BREAK, ''), number))) this.#append(shown);
    }
  }

  #append(line: Line): void {
    if (line.text.trim() === '' && line.links.length === 0) return;
    if (!this.#open) {
      this.#open = [];
      this.#blocks.push({ kind: 'paragraph', lines: this.#open });
    }
    this.#open.push(line);
  }

  #add(block: Block): void {
    this.#open = undefined;
    this.#blocks.push(block);
  }

  #table(at: number): number {
    return this.#rows(
      at + 2,
      splitCells(this.lines[at] ?? '').map((cell) => readInline(cell).text),
    );
  }

  /**
   * Rows up to a line without bars. In a table whose rows begin with a bar, a line that does not goes on with a cell.
   */
  #rows(start: number, header: readonly string[]): number {
    const barred = (this.lines[start] ?? '').trimStart().startsWith('|');
    let at = start;
    while (at < this.lines.length) {
      const first = at;
      let row = this.lines[at] ?? '';
      if (row.trim() === '' || !row.includes('|') || HEADING.test(row)) break;
      for (at++; barred && this.#isContinued(at, row); at++) row += ` ${this.lines[at] ?? ''}`;
      const cells = fitCells(splitCells(row), header);
      if (!isTableRule(row))
        this.#add({ kind: 'row', header, lines: cells.map((cell) => toLine(cell, first + 1)) });
    }
    return Math.max(at, start);
  }

  #isContinued(at: number, row: string): boolean {
    const next = this.lines[at] ?? '';
    return (
      !row.trimEnd().endsWith('|') &&
      next.trim() !== '' &&
      !next.trimStart().startsWith('|') &&
      !HEADING.test(next)
    );
  }

  #htmlTable(at: number): number {
    const stop = this.#tableEnd(at);
    const blocks = htmlBlocks(this.lines.slice(at, stop).join('\n'), at + 1);
    if (blocks.ok) for (const block of blocks.value) this.#add(block);
    // A table that cannot be parsed is text.
    else for (let line = at; line < stop; line++) this.#line(this.lines[line] ?? '', line + 1);
    return stop;
  }

  /** The index of the line after an HTML table; the end of the text if the table is not closed. */
  #tableEnd(at: number): number {
    let end = at;
    while (end < this.lines.length && !/<\/table\s*>/iu.test(this.lines[end] ?? '')) end++;
    return Math.min(end + 1, this.lines.length);
  }

  /** Treats title and date in the front matter of a site generator as a top-level heading. */
  #frontMatter(): number {
    if (this.lines[0]?.trim() !== '---') return 0;
    const end = this.lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/u.test(line));
    if (end < 0) return 0;
    const fields = this.#frontFields(end);
    // The front matter of a note about a single paper identifies the paper.
    const isNote = fields.some(
      ({ name, value }) => fieldOf(name) === 'paper' && findArxivIds(value).length > 0,
    );
    for (const { name, value, line } of fields)
      if (name === 'title' || (name === 'date' && !isNote))
        this.#add({ kind: 'heading', level: 0, lines: [toLine(value, line)] });
    for (const { name, value, line } of isNote ? fields : [])
      if (name !== 'title' && fieldOf(name) !== undefined)
        this.#add({ kind: 'paragraph', lines: [toLine(`${name}: ${value}`, line)] });
    return end + 1;
  }

  #frontFields(end: number): readonly { name: string; value: string; line: number }[] {
    const fields: { name: string; value: string; line: number }[] = [];
    for (let at = 1; at < end; at++) {
      const line = (this.lines[at] ?? '').slice(0, 5000);
      const [before = '', ...after] = line.split(':');
      const name = /^\p{L}[\p{L} _-]*$/u.test(before.trimEnd()) ? before.trimEnd() : undefined;
      const item = /^\s*-\s+(.*)$/su.exec(line)?.[1];
      const last = fields.at(-1);
      if (name !== undefined && after.length > 0)
        fields.push({ name: name.toLowerCase(), value: unquoted(after.join(':')), line: at + 1 });
      else if (item !== undefined && last) last.value += `${last.value === '' ? '' : ', '}${unquoted(item)}`;
    }
    return fields;
  }
}

/** A YAML value without quotation marks. */
function unquoted(value: string): string {
  return /^(["'])(.*)\1$/u.exec(value.trim())?.[2] ?? value.trim();
}

function isRow(line: string): boolean {
  const row = line.trim();
  return row.length > 2 && row.startsWith('|') && row.endsWith('|');
}

function toLine(markdown: string, line: number): Line {
  return { ...readInline(markdown), line };
}

/** The lines of a text with `<br>`. */
function brokenLines(line: Line): readonly Line[] {
  if (!line.text.includes('\n')) return [line];
  const ends = Array.from(line.text.matchAll(/\n|$/gu), ({ index }) => index);
  return ends.map((end, at) => ({
    ...sliceInline(line, at === 0 ? 0 : (ends[at - 1] ?? 0) + 1, end),
    line: line.line,
  }));
}

function levelOf(mark: string): number {
  return mark.startsWith('#') ? mark.length : Number(mark);
}
