import type { PaperRecord } from '../../library/paper';
import type { Problem } from '../../library/parsedDigest';
import { message } from './messages';
import { type Paragraph, wrapBetween } from './paragraphs';
import {
  type DigestPosition,
  positionAfter,
  classifyParagraphs,
  type ParagraphRole,
  digestStart,
} from './classifyParagraphs';

/** What an {@link EntryReader} tells of what it reads. */
export interface EntrySink {
  paper(paper: PaperRecord): void;
  problem(problem: Problem): void;
  /** Accounts for the lines of one paragraph. */
  lines(first: number, last: number, kind: 'title' | 'abstract' | 'problem'): void;
}

/** How many paragraphs are weighed together, and how many of them wait for what follows them. */
const batch = 512;
const lookahead = 16;

/** Puts the paragraphs of one day together to papers. */
export class EntryReader {
  #waiting: Paragraph[] = [];
  #position: DigestPosition = digestStart;
  #title = '';
  #titleLine = 0;
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
      this.#take(paragraph, role);
      this.#position = positionAfter(this.#position, role, paragraph);
    });
    this.#waiting = this.#waiting.slice(count);
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
    this.sink.paper({ title: this.#title, abstract });
    if (abstract === '')
      this.sink.problem({ line: this.#titleLine, message: message.withoutAbstract(this.#title) });
    this.#title = '';
    this.#abstract = [];
  }
}
