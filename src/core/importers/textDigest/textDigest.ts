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

/** A text is judged by its beginning. */
const sampleLength = 8192;

/**
 * Reads page text of Daily Papers: furniture, a date line, then title and abstract by turns with blank lines
 * between. Never throws and never invents: what it cannot place becomes a problem.
 *
 * Text comes in by {@link push}, in pieces of any size that do not change the outcome, and {@link end} returns the
 * digest. Work is linear in the text, and each push does no more than its own share of it, so that a caller can let
 * others run, or stop, between two.
 *
 * On its way, text becomes lines ({@link LineSplitter}), of which furniture and dates are told here; the others become
 * blocks and paragraphs ({@link BlockReader}), and these, by day, titles and abstracts ({@link EntryReader}).
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
    else if (this.#blocks.isAtBreak && isPageBoilerplate(line)) this.#skip(number, 'furniture');
    else this.#blocks.push({ text: line, number });
  }

  #skip(number: number, kind: LineKind): void {
    this.#blocks.end();
    this.account(number, number, kind);
  }

  /** Said once for lines in a row. */
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

  #report(line: number, text: string): void {
    this.#problems.add({ line, message: text });
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
