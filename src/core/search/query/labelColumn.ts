import { nameKey, nameTest } from './matchesQuery';
import { termsOf } from '../tokenize';

interface Label {
  readonly text: string;
  /** The form of the label that tests read. */
  readonly key: string;
  /** The papers that have it, in no order. */
  readonly rows: number[];
}

interface LabelColumnOptions {
  /** The form of a label that tests read, computed once. */
  keyOf(label: string): string;
  /** Called when the first paper gets a label, and when the last one loses it. */
  onAdded?(label: Label): void;
  onRemoved?(label: Label): void;
}

/** One list of labels per paper, tags for one: each label is stored and tested once for all papers. */
export class LabelColumn {
  readonly #labels = new Map<string, Label>();
  /** Rows share their labels, so that each text is in memory once. A single label, which is the usual case, is stored without a list. */
  readonly #byRow: (Label | readonly Label[] | undefined)[] = [];

  constructor(private readonly options: LabelColumnOptions) {}

  /** Replaces the labels of a paper. */
  set(row: number, labels: readonly string[]): void {
    const before = this.#at(row);
    if (before.length === labels.length && before.every(({ text }, at) => text === labels[at])) return;
    for (const label of new Set(before)) this.#remove(row, label);
    const now = Array.from(new Set(labels), (text) => this.#add(row, text));
    this.#byRow[row] = now.length > 1 ? now : now[0];
  }

  /** Sets the bits of the papers that have a label that passes. */
  mark(bits: Uint8Array, passes: (key: string) => boolean): void {
    markRows(this.#labels.values(), bits, passes);
  }

  #at(row: number): readonly Label[] {
    const labels = this.#byRow[row];
    return labels === undefined ? [] : 'rows' in labels ? [labels] : labels;
  }

  #add(row: number, text: string): Label {
    const known = this.#labels.get(text);
    if (known) {
      known.rows.push(row);
      return known;
    }
    const label = { text, key: this.options.keyOf(text), rows: [row] };
    this.#labels.set(text, label);
    this.options.onAdded?.(label);
    return label;
  }

  #remove(row: number, label: Label): void {
    removeFrom(label.rows, row);
    if (label.rows.length > 0) return;
    this.#labels.delete(label.text);
    this.options.onRemoved?.(label);
  }
}

/**
 * The authors of each paper. Nearly each author is another, hundreds of thousands of a large library: these are found by
 * the parts of their names, of which there are far fewer.
 */
export class AuthorColumn {
  readonly #byPart = new Map<string, Label[]>();
  readonly #authors = new LabelColumn({
    keyOf: nameKey,
    onAdded: (label) => {
      for (const part of partsOf(label)) {
        const labels = this.#byPart.get(part);
        if (labels) labels.push(label);
        else this.#byPart.set(part, [label]);
      }
    },
    onRemoved: (label) => {
      for (const part of partsOf(label)) {
        const labels = this.#byPart.get(part);
        if (labels) removeFrom(labels, label);
        if (labels?.length === 0) this.#byPart.delete(part);
      }
    },
  });

  /** Replaces the authors of a paper. */
  set(row: number, authors: readonly string[]): void {
    this.#authors.set(row, authors);
  }

  /** Sets the bits of the papers that have an author who is named so, as `nameTest` decides. */
  mark(bits: Uint8Array, name: string): void {
    const passes = nameTest(name);
    for (const labels of this.#rarest(termsOf(name))) markRows(labels, bits, passes);
  }

  /** The authors whose names have the rarest part of the given name. Every author with that name is among them. */
  #rarest(wanted: readonly string[]): readonly (readonly Label[])[] {
    const candidates = wanted.map((start) => {
      const found: (readonly Label[])[] = [];
      for (const [part, labels] of this.#byPart) if (part.startsWith(start)) found.push(labels);
      return { found, size: found.reduce((sum, { length }) => sum + length, 0) };
    });
    return candidates.sort((a, b) => a.size - b.size)[0]?.found ?? [];
  }
}

function partsOf({ key }: Label): readonly string[] {
  return [...new Set(key.split(' '))].filter((part) => part !== '');
}

/** Removes an item that a list has once; the order of the others is not kept. */
function removeFrom<T>(items: T[], item: T): void {
  const at = items.indexOf(item);
  const last = items.pop();
  if (at >= 0 && at < items.length && last !== undefined) items[at] = last;
}

function markRows(labels: Iterable<Label>, bits: Uint8Array, passes: (key: string) => boolean): void {
  for (const { key, rows } of labels) {
    if (passes(key)) for (const row of rows) bits[row] = 1;
  }
}
