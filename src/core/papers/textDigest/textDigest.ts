import type { DigestDate } from '../day';
import { type DateLine, parseDateLine } from '../digestDate';
import type { PaperRecord } from '../paper';
import type { ParsedDay, ParsedDigest, Problem } from '../parsedDigest';
import { EntryReader } from './entryReader';
import { isFurniture } from './furniture';
import { LineSplitter } from './lineSplitter';
import { message } from './messages';
import { isUnwrapped, paragraphsOf, type TextLine } from './paragraphs';
import { endsSentence } from './proseEvidence';
import { isBinary, isUnreadable } from './unreadable';

/** What a line of a digest is. Every line is one of these. */
export type LineKind = 'blank' | 'furniture' | 'date' | 'title' | 'abstract' | 'problem';

export interface TextDigestOptions {
  /** The name of the file or of the import: the label of papers that no date stands above. */
  readonly name?: string;
  /** The year of dates that print none, where a person or a source says it. */
  readonly year?: number;
}

/** Hears what lines `first` to `last` (1-based) are, once it is decided; in any order, each line once. */
export type LineListener = (first: number, last: number, kind: LineKind) => void;

/** Text is judged by its beginning, blocks are read a piece at a time: both bound what has to be kept. */
const sample = 8192;
const longestBlock = 1000;
const widestBlock = 1 << 20;

/**
 * Reads page text of Daily Papers: furniture, a date line, then title and abstract by turns with blank lines
 * between. Never throws and never invents: what it cannot place becomes a problem.
 *
 * Text comes in by {@link push}, in pieces of any size that do not change the outcome, and {@link end} returns the
 * digest. Work is linear in the text, and each push does no more than its own share of it, so that a caller can let
 * others run, or stop, between two.
 */
export class TextDigestParser {
  readonly #days: ParsedDay[] = [];
  readonly #problems: Problem[] = [];
  readonly #lines = new LineSplitter((line) => this.#readLine(line));
  readonly #entries: EntryReader;
  #sample: string | undefined = '';
  #isBinary = false;
  #lineNumber = 0;
  #block: TextLine[] = [];
  #blockLength = 0;
  #blockGoesOn = false;
  #heading: { line: number; label: string; date?: DigestDate } | undefined;
  #papers: PaperRecord[] = [];
  #lastLine = '';
  #inUnreadable = false;

  constructor(
    private readonly options: TextDigestOptions = {},
    private readonly account: LineListener = () => undefined,
  ) {
    this.#entries = new EntryReader({
      paper: (paper) => void this.#papers.push(paper),
      problem: (problem) => void this.#problems.push(problem),
      lines: account,
    });
  }

  push(chunk: string): void {
    if (this.#sample === undefined) {
      this.#lines.push(chunk);
      return;
    }
    this.#sample += chunk;
    if (this.#sample.length >= sample) this.#judgeSample();
  }

  end(): ParsedDigest {
    this.#judgeSample();
    this.#lines.end();
    this.#endDay();
    this.#explainEmptiness();
    return { days: this.#days, problems: this.#problems.sort((a, b) => a.line - b.line) };
  }

  #judgeSample(): void {
    const text = this.#sample;
    if (text === undefined) return;
    this.#sample = undefined;
    this.#isBinary = isBinary(text.slice(0, sample));
    if (this.#isBinary) this.#problems.push({ line: 1, message: message.notText });
    this.#lines.push(text.startsWith('\ufeff') ? text.slice(1) : text);
  }

  #readLine(raw: string): void {
    const number = ++this.#lineNumber;
    const line = raw.trim();
    if (this.#isBinary) this.account(number, number, line === '' ? 'blank' : 'problem');
    else if (line === '') this.#skip(number, 'blank');
    else if (isUnreadable(line)) this.#reportUnreadable(number);
    else this.#readText(line, number);
    if (line !== '') this.#lastLine = line;
  }

  #readText(line: string, number: number): void {
    this.#inUnreadable = false;
    const date = this.#standsAlone() ? parseDateLine(line, this.options.year) : undefined;
    if (date) this.#beginDay(date, number);
    else if (this.#standsAlone() && isFurniture(line)) this.#skip(number, 'furniture');
    else this.#addToBlock({ text: line, number });
  }

  /** A wrap may leave "new" or "May 3" alone on a line: only a new block, or a line after a full stop, is ours. */
  #standsAlone(): boolean {
    return this.#block.length === 0
      ? !this.#blockGoesOn
      : endsSentence(this.#lastLine) || isUnwrapped(this.#lastLine);
  }

  #skip(number: number, kind: 'blank' | 'furniture'): void {
    this.#endBlock();
    this.account(number, number, kind);
  }

  #reportUnreadable(number: number): void {
    this.#endBlock();
    this.account(number, number, 'problem');
    if (!this.#inUnreadable) this.#problems.push({ line: number, message: message.unreadable });
    this.#inUnreadable = true;
  }

  #addToBlock(line: TextLine): void {
    this.#block.push(line);
    this.#blockLength += line.text.length;
    if (this.#block.length < longestBlock && this.#blockLength < widestBlock) return;
    this.#endBlock();
    this.#blockGoesOn = true;
  }

  #endBlock(): void {
    for (const paragraph of paragraphsOf(this.#block, this.#blockGoesOn)) {
      if (/\p{L}/u.test(paragraph.text)) this.#entries.push(paragraph);
      else this.#reportWordless(paragraph.firstLine, paragraph.lastLine);
    }
    this.#block = [];
    this.#blockLength = 0;
    this.#blockGoesOn = false;
  }

  #reportWordless(first: number, last: number): void {
    this.account(first, last, 'problem');
    this.#problems.push({ line: first, message: message.wordless });
  }

  #beginDay(read: DateLine, line: number): void {
    this.#endDay();
    this.#heading = { line, label: read.label, ...(read.kind === 'date' && { date: read.date }) };
    this.account(line, line, read.kind === 'date' ? 'date' : 'problem');
    if (read.kind === 'impossible')
      this.#problems.push({ line, message: message.impossibleDate(read.label) });
    if (read.kind === 'ambiguous') this.#problems.push({ line, message: message.ambiguousDate(read.label) });
  }

  #endDay(): void {
    this.#endBlock();
    this.#entries.end();
    const { line, label, date } = this.#heading ?? { line: 0, label: this.options.name ?? 'Undated' };
    if (this.#papers.length > 0) {
      this.#days.push({ ...(date && { date }), label, source: 'digest', papers: this.#papers });
    } else if (this.#heading) this.#problems.push({ line, message: message.emptyDay(label) });
    this.#papers = [];
    this.#heading = undefined;
  }

  #explainEmptiness(): void {
    if (this.#days.length > 0 || this.#problems.length > 0) return;
    this.#problems.push({ line: 1, message: this.#lastLine === '' ? message.empty : message.noPapers });
  }
}

/** Parses a text at once. For large texts see {@link TextDigestParser}. */
export function parseTextDigest(text: string, options: TextDigestOptions = {}): ParsedDigest {
  const parser = new TextDigestParser(options);
  parser.push(text);
  return parser.end();
}

/** What each line of `text` is, first line first. */
export function classifyLines(text: string, options: TextDigestOptions = {}): LineKind[] {
  const kinds: LineKind[] = [];
  const parser = new TextDigestParser(options, (first, last, kind) => {
    for (let line = first; line <= last; line++) kinds[line - 1] = kind;
  });
  parser.push(text);
  parser.end();
  return kinds;
}
