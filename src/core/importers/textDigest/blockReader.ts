import { isUnwrapped, type Paragraph, paragraphsOf, type TextLine } from './paragraphs';
import { endsSentence } from './proseEvidence';

/** Blocks that are longer (in lines) or wider are processed in pieces, to bound memory. */
const longestBlock = 1000;
const widestBlock = 1 << 20;

/** Collects consecutive non-blank lines to blocks and passes on their paragraphs. */
export class BlockReader {
  #lines: TextLine[] = [];
  #width = 0;
  #isContinued = false;
  #lastLine = '';

  constructor(private readonly onParagraph: (paragraph: Paragraph) => void) {}

  /**
   * Whether the next line may start something new. A line wrap may leave "new" or "May 3" alone on a line: within a
   * block this is only possible after a full stop or after a line that is too long to be wrapped.
   */
  get isAtBreak(): boolean {
    if (this.#lines.length === 0 && !this.#isContinued) return true;
    return endsSentence(this.#lastLine) || isUnwrapped(this.#lastLine);
  }

  push(line: TextLine): void {
    this.#lines.push(line);
    this.#width += line.text.length;
    this.#lastLine = line.text;
    if (this.#lines.length < longestBlock && this.#width < widestBlock) return;
    this.#flush();
    this.#isContinued = true;
  }

  /** Ends the block if it has lines. */
  end(): void {
    this.#flush();
    this.#isContinued = false;
  }

  #flush(): void {
    paragraphsOf(this.#lines, this.#isContinued).forEach(this.onParagraph);
    this.#lines = [];
    this.#width = 0;
  }
}
