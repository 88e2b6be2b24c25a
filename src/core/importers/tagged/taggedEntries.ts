import type { Problem } from '../../library/parsedDigest';
import type { CooperativeTask } from '../../base/cooperativeTask';
import { type TaggedLine, parseLine, tagStyleOf } from './tagStyle';
import { localizable } from '../../base/localization';

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

/** The lines of one entry, before it is known where the next one begins. */
interface OpenEntry {
  readonly fields: Field[];
}

interface Field extends TaggedLine {
  value: string;
  readonly line: number;
  readonly isAfterBlank: boolean;
}

/** Tags of the title, of which an entry has one, and of the type or identifier, likewise. */
const TITLES: ReadonlySet<string> = new Set(['TI', 'T1', '%T']);
const TYPES: ReadonlySet<string> = new Set(['TY', 'PMID', '%0']);
/** Lines of Web of Science around all entries. */
const OF_FILE: ReadonlySet<string> = new Set(['FN', 'VR', 'EF']);

/**
 * Parses a tagged file. An entry ends where its format ends it, at `ER` or a blank line, in any order of its
 * lines. If that is missing, the next entry begins at its type or its title. A line without a tag continues the
 * previous value.
 */
export function* readTagged(text: string): CooperativeTask<TaggedFile> {
  const lines = text.replace(/^\ufeff/u, '').split(/\r\n?|\n/u);
  const style = tagStyleOf(lines);
  const reader = new TaggedReader(endOfEntries(lines));
  for (const [index, line] of lines.entries()) {
    reader.line(parseLine(line, style), line, index + 1);
    yield;
  }
  return reader.end();
}

type EntryEnd = 'tag' | 'blank line' | 'next title';

/** How the entries of a file end. In a file with a blank line between all lines, these mean nothing. */
function endOfEntries(lines: readonly string[]): EntryEnd {
  if (lines.some((line) => /^\s{0,3}ER\s*(?:-\s*)?$/iu.test(line))) return 'tag';
  const filled = lines.filter((line) => line.trim() !== '').length;
  return lines.length - filled > filled * 0.8 ? 'next title' : 'blank line';
}

class TaggedReader {
  readonly #entries: TaggedEntry[] = [];
  readonly #problems: Problem[] = [];
  #open: OpenEntry | undefined;
  #isAfterBlank = false;
  #strayLine: number | undefined;

  constructor(private readonly entryEnd: EntryEnd) {}

  line(tagged: TaggedLine | undefined, text: string, line: number): void {
    if (tagged === undefined) this.#untagged(text, line);
    else if (tagged.tag === 'ER') this.#close();
    else if (!OF_FILE.has(tagged.tag)) this.#field(tagged, line);
    else this.#strayLine = undefined;
    this.#isAfterBlank = text.trim() === '';
  }

  end(): TaggedFile {
    if (this.#open) this.#close(this.entryEnd === 'tag' || this.#open.fields.some(({ tag }) => tag === 'TY'));
    return { entries: this.#entries, problems: this.#problems };
  }

  #untagged(text: string, line: number): void {
    const last = this.#open?.fields.at(-1);
    if (last) last.value += `\n${text}`;
    else if (text.trim() !== '') {
      // One report for consecutive lines.
      if (this.#strayLine !== line - 1)
        this.#problems.push({ line, message: localizable('This line belongs to no entry.') });
      this.#strayLine = line;
    }
  }

  #field(tagged: TaggedLine, line: number): void {
    if (this.entryEnd === 'blank line' && this.#isAfterBlank && this.#open) this.#close();
    else if (this.#isNext(tagged.tag)) this.#split(tagged.tag);
    this.#open ??= { fields: [] };
    this.#open.fields.push({ ...tagged, line, isAfterBlank: this.#isAfterBlank });
  }

  /** Whether a tag that an entry has once shows that the end of the open entry is missing. */
  #isNext(tag: string): boolean {
    if (!this.#open || !(TYPES.has(tag) || TITLES.has(tag))) return false;
    return this.#open.fields.some((field) => field.tag === tag);
  }

  /** Begins an entry in the middle of the open one: after the last blank line, or with the current tag. */
  #split(tag: string): void {
    const fields = this.#open?.fields ?? [];
    const known = fields.findLastIndex((field) => field.tag === tag);
    const start = fields.findLastIndex((field, at) => at > known && field.isAfterBlank);
    const rest = start > 0 && this.entryEnd === 'tag' ? fields.splice(start) : [];
    this.#close(this.entryEnd === 'tag' || TYPES.has(tag));
    if (rest.length > 0) this.#open = { fields: rest };
  }

  #close(isCut = false): void {
    const fields = this.#open?.fields ?? [];
    this.#open = undefined;
    const [first] = fields;
    if (!first) return;
    if (isCut && fields.some(({ tag }) => tag === 'TY'))
      this.#problems.push({
        line: first.line,
        message: localizable('This entry has no end; it may be cut off.'),
      });
    const values = new Map<string, string[]>();
    for (const { tag, value } of fields) {
      const known = values.get(tag);
      if (known) known.push(value);
      else values.set(tag, [value]);
    }
    this.#entries.push({ values, line: first.line });
  }
}
