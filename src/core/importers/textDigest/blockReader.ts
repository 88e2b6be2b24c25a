import { isUnwrapped, type Paragraph, paragraphsOf, type TextLine } from './paragraphs';
import { endsSentence } from './proseEvidence';

/** A block is read a piece at a time where it is longer or wider than this: that bounds what has to be kept. */
const longestBlock = 1000;
const widestBlock = 1 << 20;

/** Gathers lines to blocks, which are runs of lines with nothing between, and hands their paragraphs on. */
export class BlockReader {
  #lines: TextLine[] = [];
  #width = 0;
  #goesOn = false;
  #lastLine = '';

  constructor(private readonly onParagraph: (paragraph: Paragraph) => void) {}

  /**
   * Whether the next line can be something of its own. A wrap may leave "new" or "May 3" alone on a line: in a block,
   * only what follows a full stop, or a line too long to be wrapped, is not a part of it.
   */
  get isAtBreak(): boolean {
    if (this.#lines.length === 0 && !this.#goesOn) return true;
    return endsSentence(this.#lastLine) || isUnwrapped(this.#lastLine);
  }

  push(line: TextLine): void {
    this.#lines.push(line);
    this.#width += line.text.length;
    this.#lastLine = line.text;
    if (this.#lines.length < longestBlock && this.#width < widestBlock) return;
    this.#flush();
    this.#goesOn = true;
  }

  /** Ends the block, if lines stand in it. */
  end(): void {
    this.#flush();
    this.#goesOn = false;
  }

  #flush(): void {
    paragraphsOf(this.#lines, this.#goesOn).forEach(this.onParagraph);
    this.#lines = [];
    this.#width = 0;
  }
}
