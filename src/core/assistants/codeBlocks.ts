/** What may stand before a fence: indentation, and the marks of quotations and lists. */
const fenceBegun = /^([\s>*+\-\d.)]*)(`{3,}(?=[^`]*$)|~{3,})/u;

/**
 * Lines after which renderers disagree on what is code: with a fence elsewhere than at the beginning, and lines that begin HTML,
 * a formula or the definition of a link, which may go on over fences.
 */
const doubtful = /`{3}|~{3}|^[\s>*+\-\d.)]*(?:[<$]|\[(?![^\]\\]*\](?!:)))/u;

/**
 * Finds the code between fences in the Markdown of a model. It is certain of it only for plain fences, about which the
 * specification and VS Code's renderer agree: a text that is wrongly taken for code could show pictures. Once uncertain, it
 * remains so.
 */
export class CodeBlocks {
  #fence: { readonly mark: string; readonly indent: string } | undefined;
  #isCertain = true;

  /** Whether a fence is open: the next line is code, or the closing fence. */
  get isOpen(): boolean {
    return this.#fence !== undefined;
  }

  get isCertain(): boolean {
    return this.#isCertain;
  }

  /** Adds the next line, without its `\n`, the only kind of line break in the text. Returns whether it is code or a fence. */
  add(line: string): boolean {
    if (this.#fence) {
      this.#continue(line, this.#fence);
      return true;
    }
    const [, indent = '', mark] = fenceBegun.exec(line) ?? [];
    if (mark === undefined ? doubtful.test(line) : !/^ {0,3}$/u.test(indent)) this.#isCertain = false;
    if (mark !== undefined) this.#fence = { mark, indent };
    return mark !== undefined;
  }

  #continue(line: string, { mark, indent }: { readonly mark: string; readonly indent: string }): void {
    const text = line.replace(/^[\s>]+/u, '').trimEnd();
    const isEnd = text.startsWith(mark) && /^(?:`+|~+)$/u.test(text);
    const isPlainEnd = isEnd && line.startsWith(indent) && /^ {0,3}[`~]+ *$/u.test(line);
    // The list item that the fence may be in ends at a line with less indentation.
    const isLess = text !== '' && !line.startsWith(indent);
    const isMixed = !isEnd && text.startsWith(mark) && /^[`~ ]+$/u.test(text);
    if ((isEnd && !isPlainEnd) || isLess || isMixed) this.#isCertain = false;
    if (isEnd) this.#fence = undefined;
  }
}
