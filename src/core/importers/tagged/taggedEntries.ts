import type { Problem } from '../../library/parsedDigest';
import type { CooperativeTask } from '../../base/cooperativeTask';

export interface TaggedEntry {
  /** Values by tag, in order: `TI`, or `%T` of EndNote. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** 1-based. */
  readonly line: number;
}

export interface TaggedFile {
  readonly entries: readonly TaggedEntry[];
  readonly problems: readonly Problem[];
}

/** `TI  - A title`, `PMID- 1` or `%T A title`. */
const LINE = /^\s{0,3}(?:([A-Z][A-Z0-9]{1,3}) {0,2}-(?:\s(.*)|)|(%[0-9A-Z])\s(.*))$/u;
/** Tags of the title, of which an entry has one; a second one starts the next entry. */
const TITLES: ReadonlySet<string> = new Set(['TI', 'T1', '%T']);
const FIRST: ReadonlySet<string> = new Set(['TY', 'PMID', '%0']);

/** Parses a tagged file. A line without a tag continues the previous value. */
export function* readTagged(text: string): CooperativeTask<TaggedFile> {
  const reader = new TaggedReader();
  const lines = text.replace(/^\ufeff/u, '').split(/\r\n?|\n/u);
  for (const [index, line] of lines.entries()) {
    reader.line(line, index + 1);
    yield;
  }
  return reader.end();
}

class TaggedReader {
  readonly #entries: { readonly values: Map<string, string[]>; readonly line: number }[] = [];
  readonly #problems: Problem[] = [];
  /** The values of the last tag, which lines without a tag continue. */
  #open: string[] | undefined;
  /** Only RIS has an end tag for entries. */
  #isWhole = true;

  line(text: string, line: number): void {
    const [, ris, risValue, endNote, endNoteValue] = LINE.exec(text) ?? [];
    const tag = ris ?? endNote;
    if (tag === undefined) this.#goOn(text, line);
    else if (tag === 'ER') {
      this.#open = undefined;
      this.#isWhole = true;
    } else this.#value(tag, risValue ?? endNoteValue ?? '', line);
  }

  end(): TaggedFile {
    this.#reportCut();
    return { entries: this.#entries, problems: this.#problems };
  }

  #goOn(text: string, line: number): void {
    if (this.#open) this.#open.push(`${this.#open.pop() ?? ''}\n${text}`);
    else if (text.trim() !== '') this.#problems.push({ line, message: 'This line belongs to no entry.' });
  }

  #value(tag: string, value: string, line: number): void {
    const isSecond = TITLES.has(tag) && this.#entries.at(-1)?.values.has(tag) === true;
    if (FIRST.has(tag) || !this.#open || isSecond) this.#begin(tag, line);
    const values = this.#entries.at(-1)?.values;
    this.#open = values?.get(tag) ?? [];
    this.#open.push(value);
    values?.set(tag, this.#open);
  }

  #begin(tag: string, line: number): void {
    this.#reportCut();
    this.#isWhole = tag !== 'TY';
    this.#entries.push({ values: new Map(), line });
  }

  #reportCut(): void {
    if (this.#isWhole) return;
    const line = this.#entries.at(-1)?.line ?? 1;
    this.#problems.push({ line, message: 'This entry has no end; it may be cut off.' });
  }
}
