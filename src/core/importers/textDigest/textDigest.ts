import type { DigestDate } from '../../library/day';
import { type DateLine, parseDateLine } from '../../library/digestDate';
import type { PaperRecord } from '../../library/paper';
import type { ParsedDay, ParsedDigest } from '../../library/parsedDigest';
import { BlockReader } from './blockReader';
import { EntryReader } from './entryReader';
import { isPageBoilerplate } from './pageBoilerplate';
import { LineSplitter } from './lineSplitter';
import { message } from './messages';
import type { Paragraph } from './paragraphs';
import { ProblemList } from './problemList';
import { isBinary, isDamagedLine } from './binaryDetection';
import type { Message } from '../../base/localization';

/** The kind of a line of a digest. Every line has exactly one. */
export type LineKind = 'blank' | 'boilerplate' | 'date' | 'title' | 'abstract' | 'problem';

export interface TextDigestOptions {
  /** The name of the file or import: the label of papers without a date above them. */
  readonly name?: string;
  /** The year of dates without one, if known. */
  readonly year?: number;
}

/** Receives the kind of lines `first` to `last` (1-based, inclusive) once known; in any order, each line once. */
export type LineListener = (first: number, last: number, kind: LineKind) => void;

/** How much of a text is checked for binary content, in UTF-16 units. */
const sampleLength = 8192;

/**
 * Parses page text of Daily Papers: boilerplate, a date line, then alternating titles and abstracts separated by blank
 * lines. Never throws and never guesses: what it cannot classify becomes a problem.
 *
 * Text is passed to {@link push} in pieces of any size, which does not affect the result; {@link end} returns the
 * digest. Total time is linear in the text and is spread evenly over the pushes, so that a caller can yield or stop in
 * between.
 *
 * Text is split into lines ({@link LineSplitter}); boilerplate and dates are recognised here; other lines become blocks
 * and paragraphs ({@link BlockReader}), and these become the titles and abstracts of a day ({@link EntryReader}).
 */
export class TextDigestParser {
  readonly #lines = new LineSplitter((line) => this.#readLine(line.trim(), ++this.#lineNumber));
  readonly #blocks = new BlockReader((paragraph) => this.#readParagraph(paragraph));
  readonly #entries: EntryReader;
  readonly #days: ParsedDay[] = [];
  readonly #problems = new ProblemList();
  #beginning: string | undefined = '';
  #isBinary = false;
  #isEmpty = true;
  #lineNumber = 0;
  #lastUnreadable = -1;
  #heading: { readonly line: number; readonly label: string; readonly date?: DigestDate } | undefined;
  #papers: PaperRecord[] = [];

  constructor(
    private readonly options: TextDigestOptions = {},
    private readonly account: LineListener = () => undefined,
  ) {
    this.#entries = new EntryReader({
      paper: (paper) => void this.#papers.push(paper),
      problem: (problem) => this.#problems.add(problem),
      lines: account,
    });
  }

  push(chunk: string): void {
    if (this.#beginning === undefined) {
      this.#lines.push(chunk);
      return;
    }
    this.#beginning += chunk;
    if (this.#beginning.length >= sampleLength) this.#judgeBeginning(this.#beginning);
  }

  end(): ParsedDigest {
    if (this.#beginning !== undefined) this.#judgeBeginning(this.#beginning);
    this.#lines.end();
    this.#endDay();
    if (this.#days.length === 0 && this.#problems.isEmpty) {
      this.#report(1, this.#isEmpty ? message.empty : message.noPapers);
    }
    return { days: this.#days, problems: this.#problems.toArray() };
  }

  #judgeBeginning(beginning: string): void {
    this.#beginning = undefined;
    this.#isBinary = isBinary(beginning.slice(0, sampleLength));
    if (this.#isBinary) this.#report(1, message.notText);
    this.#lines.push(beginning);
  }

  #readLine(line: string, number: number): void {
    if (line !== '') this.#isEmpty = false;
    if (line === '') this.#skip(number, 'blank');
    else if (this.#isBinary) this.account(number, number, 'problem');
    else if (isDamagedLine(line)) this.#skipUnreadable(number);
    else this.#readText(line, number);
  }

  #readText(line: string, number: number): void {
    const date = this.#blocks.isAtBreak ? parseDateLine(line, this.options.year) : undefined;
    if (date) this.#beginDay(date, number);
    else if (this.#blocks.isAtBreak && isPageBoilerplate(line)) this.#skip(number, 'boilerplate');
    else this.#blocks.push({ text: line, number });
  }

  #skip(number: number, kind: LineKind): void {
    this.#blocks.end();
    this.account(number, number, kind);
  }

  /** Reports consecutive lines once. */
  #skipUnreadable(number: number): void {
    this.#skip(number, 'problem');
    if (number !== this.#lastUnreadable + 1) this.#report(number, message.unreadable);
    this.#lastUnreadable = number;
  }

  #readParagraph(paragraph: Paragraph): void {
    if (/\p{L}/u.test(paragraph.text)) {
      this.#entries.push(paragraph);
      return;
    }
    this.account(paragraph.firstLine, paragraph.lastLine, 'problem');
    this.#report(paragraph.firstLine, message.wordless);
  }

  #beginDay(read: DateLine, line: number): void {
    this.#endDay();
    this.#heading = { line, label: read.label, ...(read.kind === 'date' && { date: read.date }) };
    this.account(line, line, read.kind === 'date' ? 'date' : 'problem');
    if (read.kind === 'impossible') this.#report(line, message.impossibleDate(read.label));
    if (read.kind === 'ambiguous') this.#report(line, message.ambiguousDate(read.label));
  }

  #endDay(): void {
    this.#blocks.end();
    this.#entries.end();
    const { label, date } = this.#heading ?? { label: this.options.name ?? 'Undated' };
    if (this.#papers.length > 0) {
      this.#days.push({ ...(date && { date }), label, source: 'digest', papers: this.#papers });
    } else if (this.#heading) {
      this.#report(this.#heading.line, message.emptyDay(label));
    }
    this.#papers = [];
    this.#heading = undefined;
  }

  #report(line: number, text: Message): void {
    this.#problems.add({ line, message: text });
  }
}

/** Parses a text without a pause. For large texts see {@link TextDigestParser}. */
export function parseTextDigest(text: string, options: TextDigestOptions = {}): ParsedDigest {
  const parser = new TextDigestParser(options);
  parser.push(text);
  return parser.end();
}

/** The kinds of all lines of `text`, in order. */
export function classifyLines(text: string, options: TextDigestOptions = {}): LineKind[] {
  const kinds: LineKind[] = [];
  const parser = new TextDigestParser(options, (first, last, kind) => {
    for (let line = first; line <= last; line++) kinds[line - 1] = kind;
  });
  parser.push(text);
  parser.end();
  return kinds;
}
