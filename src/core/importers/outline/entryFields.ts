import type { Block, ItemBlock, Line, Paragraph } from './block';
import { type Field, fieldOf, readLabel } from './labels';
import { areNames, isProse } from './looseLines';
import { isPaperLink } from './paperLink';

/** The content of an entry by label. */
export interface EntryFields {
  readonly labelled: ReadonlyMap<Field, readonly Paragraph[]>;
  /** Content without a label. */
  readonly loose: readonly Paragraph[];
}

/** Groups the lines below a title by their label. */
export function readFields(blocks: readonly Block[]): EntryFields {
  const sorter = new FieldSorter();
  for (const block of blocks) sorter.add(block);
  return { labelled: sorter.labelled, loose: sorter.loose };
}

class FieldSorter {
  readonly labelled = new Map<Field, Paragraph[]>();
  readonly loose: Paragraph[] = [];
  /** The current label, and whether it applies beyond its paragraph. */
  #field: Field | undefined;
  #holds = false;
  #inItem = false;

  add(block: Block): void {
    if (block.kind === 'end') this.#close();
    else if (block.kind === 'label' || block.kind === 'heading') this.#label(block.lines);
    else if (block.kind === 'item' && this.#isContinuation(block)) this.#lines(withMark(block));
    else {
      if (!this.#holds && !this.#isFurther(block)) this.#close();
      this.#inItem = block.kind === 'item';
      this.#lines(block.lines);
    }
  }

  /** A list within an abstract, without a blank line before it. */
  #isContinuation(block: ItemBlock): boolean {
    return block.joined && this.#field === 'abstract' && !this.#inItem;
  }

  /** A further paragraph of an abstract. */
  #isFurther({ kind, lines }: Block): boolean {
    const isAbstract = this.#field === 'abstract' || this.#field === 'translation';
    return (
      isAbstract &&
      kind === 'paragraph' &&
      isProse(lines) &&
      !lines.some(({ links }) => links.some(isPaperLink))
    );
  }

  #close(): void {
    this.#field = undefined;
    this.#holds = false;
  }

  /** A summary or a heading is the label of what follows; after a generic one such as "Details", it is loose. */
  #label(lines: readonly Line[]): void {
    const name = lines.map(({ text }) => text).join(' ');
    this.#field = fieldOf(name);
    this.#holds = this.#field !== undefined;
    if (/^\W*details?\W*$/iu.test(name)) this.#close();
  }

  #lines(lines: readonly Line[]): void {
    let paragraph: Line[] = [];
    lines.forEach((line, index) => {
      const label = readLabel(line);
      if (label && this.#ends(label.field, label.bold, index === 0)) {
        this.#put(paragraph);
        paragraph = [];
        // A second occurrence of a field is something else, such as a translation.
        this.#field = this.labelled.has(label.field) ? 'other' : label.field;
        this.#holds = label.value.text.trim() === '' && label.value.links.length === 0;
        if (!this.#holds) paragraph.push({ ...label.value, line: line.line });
      } else {
        if (this.#field === 'authors' && isPastNames(paragraph.at(-1), line)) {
          this.#put(paragraph);
          paragraph = [];
          this.#close();
        }
        paragraph.push(line);
      }
    });
    this.#put(paragraph);
  }

  /** Whether a label ends the current field. `Results: …` on a separate line of an abstract does not. */
  #ends(field: Field, bold: boolean, begins: boolean): boolean {
    return bold || begins || this.#field !== 'abstract' || field !== 'other';
  }

  #put(paragraph: Paragraph): void {
    if (paragraph.length === 0) return;
    const known = this.#field === undefined ? this.loose : (this.labelled.get(this.#field) ?? []);
    known.push(paragraph);
    if (this.#field !== undefined) this.labelled.set(this.#field, known);
  }
}

/** Whether a line after one of names is no further list of names but prose. */
function isPastNames(last: Line | undefined, line: Line): boolean {
  return (
    last !== undefined &&
    !/(?:[,;&]|\band)\s*$/u.test(last.text) &&
    isProse([line]) &&
    !areNames(line.text, false)
  );
}

/** The lines of an item with its list marker, for an item that is part of a text. */
function withMark({ mark, lines: [first, ...rest] }: ItemBlock): readonly Line[] {
  if (!first) return [];
  const by = mark.length + 1;
  const links = first.links.map((link) => ({ ...link, start: link.start + by, end: link.end + by }));
  return [{ ...first, text: `${mark} ${first.text}`, links }, ...rest];
}
