import type { PaperRecord } from '../../library/paper';
import type { Problem } from '../../library/parsedDigest';
import { authorsIn } from './authorLine';
import { message } from './messages';
import { type Paragraph, wrapBetween } from './paragraphs';
import {
  type DigestPosition,
  positionAfter,
  classifyParagraphs,
  type ParagraphRole,
  digestStart,
} from './classifyParagraphs';

/** Receives the results of an {@link EntryReader}. */
export interface EntrySink {
  paper(paper: PaperRecord): void;
  problem(problem: Problem): void;
  /** Classifies the lines of one paragraph; 1-based, inclusive. */
  lines(first: number, last: number, kind: 'title' | 'authors' | 'abstract' | 'problem'): void;
}

/** Number of paragraphs that are classified together, and of those that are kept for the next batch. */
const batch = 512;
const lookahead = 16;

/** Combines the paragraphs of one day to papers. */
export class EntryReader {
  #waiting: Paragraph[] = [];
  #position: DigestPosition = digestStart;
  #title = '';
  #titleLine = 0;
  #authors: readonly string[] = [];
  #abstract: string[] = [];

  constructor(private readonly sink: EntrySink) {}

  push(paragraph: Paragraph): void {
    this.#waiting.push(paragraph);
    if (this.#waiting.length >= batch) this.#decide(batch - lookahead);
  }

  end(): void {
    this.#decide(this.#waiting.length);
    this.#endEntry();
    this.#position = digestStart;
  }

  #decide(count: number): void {
    const roles = classifyParagraphs(this.#waiting, this.#position);
    this.#waiting.slice(0, count).forEach((paragraph, i) => {
      const role = roles[i] ?? 'untitled';
      const abstract = roles[i + 1] === 'abstract' ? this.#waiting[i + 1]?.text : undefined;
      if (!this.#takeAuthors(paragraph, role, abstract)) this.#take(paragraph, role);
      this.#position = positionAfter(this.#position, role, paragraph);
    });
    this.#waiting = this.#waiting.slice(count);
  }

  /** Takes a list of names right below a title; returns whether the paragraph is one. */
  #takeAuthors(
    { text, firstLine, lastLine }: Paragraph,
    role: ParagraphRole,
    abstract: string | undefined,
  ): boolean {
    const isBelowTitle = this.#title !== '' && this.#abstract.length === 0 && this.#authors.length === 0;
    if (isBelowTitle && role !== 'untitled') this.#authors = authorsIn(text, abstract);
    if (!isBelowTitle || this.#authors.length === 0) return false;
    this.sink.lines(firstLine, lastLine, 'authors');
    return true;
  }

  #take(paragraph: Paragraph, role: ParagraphRole): void {
    if (role === 'title') this.#beginEntry(paragraph);
    else if (role === 'abstract') this.#extendAbstract(paragraph);
    else if (this.#position.role !== 'untitled')
      this.sink.problem({ line: paragraph.firstLine, message: message.untitled });
    this.sink.lines(paragraph.firstLine, paragraph.lastLine, role === 'untitled' ? 'problem' : role);
  }

  #beginEntry({ text, firstLine }: Paragraph): void {
    this.#endEntry();
    this.#title = text.replace(/\s+/g, ' ');
    this.#titleLine = firstLine;
  }

  #extendAbstract({ text, separate }: Paragraph): void {
    if (this.#abstract.length > 0) {
      this.#abstract.push(separate ? '\n\n' : wrapBetween(this.#position.last?.text ?? '', text));
    }
    this.#abstract.push(text);
  }

  #endEntry(): void {
    if (this.#title === '') return;
    const abstract = this.#abstract.join('');
    const authors = this.#authors;
    this.sink.paper({ title: this.#title, abstract, ...(authors.length > 0 && { authors }) });
    if (abstract === '')
      this.sink.problem({ line: this.#titleLine, message: message.withoutAbstract(this.#title) });
    this.#title = '';
    this.#authors = [];
    this.#abstract = [];
  }
}
