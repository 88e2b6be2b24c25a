import type { DigestDate } from '../../library/day';
import { type DateLine, parseDateLine } from '../../library/digestDate';
import type { PaperRecord } from '../../library/paper';
import type { ParsedDay, ParsedDigest, Problem } from '../../library/parsedDigest';
import { BlockReader } from './blockReader';
import { EntryReader } from './entryReader';
import { message } from './messages';
import type { Paragraph } from './paragraphs';
import { isBinary, isDamagedLine } from './binaryDetection';
import type { Message } from '../../base/localization';

/** The kind of a line of a digest. Every line has exactly one. */
export type LineKind = 'blank' | 'boilerplate' | 'date' | 'title' | 'authors' | 'abstract' | 'problem';

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

const lineEnd = /\r\n|[\r\n]/g;

/**
 * Splits text that arrives in pieces into lines, at `\n`, `\r\n` and `\r`. Linear for any size of the
 * pieces: a line of many pieces is joined once.
 */
class LineSplitter {
  #pieces: string[] = [];
  #endedInReturn = false;

  constructor(private readonly onLine: (line: string) => void) {}

  push(chunk: string): void {
    // The `\r` of a `\r\n` split across pieces has ended the line already.
    let start = this.#endedInReturn && chunk.startsWith('\n') ? 1 : 0;
    lineEnd.lastIndex = start;
    for (let match = lineEnd.exec(chunk); match; match = lineEnd.exec(chunk)) {
      this.#endLine(chunk.slice(start, match.index));
      start = lineEnd.lastIndex;
    }
    if (start < chunk.length) this.#pieces.push(chunk.slice(start));
    if (chunk !== '') this.#endedInReturn = chunk.endsWith('\r');
  }

  /** Ends the last line, which has no line break and may be empty. */
  end(): void {
    this.#endLine('');
  }

  #endLine(last: string): void {
    const line = this.#pieces.length === 0 ? last : this.#pieces.join('') + last;
    this.#pieces = [];
    this.onLine(line);
  }
}

/** Texts around the papers on the Daily Papers page, in lower case with single spaces. */
const pageBoilerplate = new Set([
  'new',
  'daily papers',
  'trending papers',
  'subscribe',
  'get trending papers in your email inbox!',
  'get trending papers in your email inbox once a day!',
  'by ak and the research community',
  'byak and the research community',
  'byakand the research community',
]);
/** In UTF-16 units; longer lines are not boilerplate. */
const longestLine = 200;

/** A horizontal rule: one character, three times or more. */
const rule = /^([-=_*~#.·•—─])(?:\s?\1){2,}$/;

/** Whether a trimmed line belongs to the page rather than to a paper. */
function isPageBoilerplate(line: string): boolean {
  if (line.length > longestLine) return false;
  return rule.test(line) || pageBoilerplate.has(line.toLowerCase().replace(/\s+/g, ' '));
}

/** Maximum number of problems that are listed; a file in another format may have one in every line. */
const most = 1000;

/** Collects problems. Problems after the first thousand are counted, and reported as one. */
class ProblemList {
  readonly #problems: Problem[] = [];
  #further = 0;
  #firstFurther = Infinity;

  get isEmpty(): boolean {
    return this.#problems.length === 0;
  }

  add(problem: Problem): void {
    if (this.#problems.length < most) {
      this.#problems.push(problem);
      return;
    }
    this.#further++;
    this.#firstFurther = Math.min(this.#firstFurther, problem.line);
  }

  /** Sorted by line. */
  toArray(): readonly Problem[] {
    const more = { line: this.#firstFurther, message: message.further(this.#further) };
    return [...this.#problems, ...(this.#further > 0 ? [more] : [])].sort((a, b) => a.line - b.line);
  }
}
