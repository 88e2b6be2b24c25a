import type { PaperRecord } from '../../library/paper';
import type { ParsedDigest, Problem } from '../../library/parsedDigest';
import { type PrintedDate, countDates, dateLine, findDate, findWeek } from '../dates';
import { DayList } from '../dayList';
import type { SourceText } from '../sourceFormat';
import type { CooperativeTask } from '../../base/cooperativeTask';
import type { Block, Line } from './block';
import { withDayHeadings } from './dayLines';
import { readFields } from './entryFields';
import { type Entry, entryPaper } from './entryPaper';
import { EntryFinder } from './entryStart';
import { fieldOf } from './labels';
import { startsWithNames } from './looseLines';
import { isPaperHeading } from './paperHeading';
import { arxivIdOf, isPaperLink } from './paperLink';
import { rowLinksPaper, rowPaper } from './rowPaper';
import { isNumbering, titleOf } from './title';
import { localizable } from '../../base/localization';

/**
 * Finds the papers of a digest by its layout: a paper is a row of a table, a heading, an item of a list or a
 * paragraph that starts with its title, together with the content below it. `ownDate` is the date of the whole digest,
 * such as that of a page's title; only headings and lines that are dates have others.
 */
export function* outlineDigest(
  blocks: readonly Block[],
  source: SourceText,
  ownDate?: PrintedDate,
): CooperativeTask<ParsedDigest> {
  const linked = blocks.some(({ lines }) => lines.some((line) => line.links.some(isPaperLink)));
  yield;
  const reader = new OutlineReader(new DayList('digest', source), linked, ownDate);
  for (const section of sections(withDayHeadings(blocks))) yield* reader.section(section);
  return yield* reader.result();
}

/** A heading and the content up to the next one. */
interface Section {
  readonly heading?: Extract<Block, { kind: 'heading' }>;
  readonly body: readonly Block[];
}

/** Headings such as "Abstract" are labels of the section that they are in. */
function sections(blocks: readonly Block[]): readonly Section[] {
  const all: { heading?: Extract<Block, { kind: 'heading' }>; body: Block[] }[] = [{ body: [] }];
  for (const block of blocks) {
    const isSection = block.kind === 'heading' && fieldOf(block.lines[0]?.text ?? '') === undefined;
    if (isSection) all.push({ heading: block, body: [] });
    else all.at(-1)?.body.push(block);
  }
  return all;
}

interface OpenPaper {
  readonly level: number;
  readonly head: Line;
  readonly title: string;
  readonly body: Block[];
}

/** An entry, or the paper of a row, with the date above it. */
type Found = { readonly date: PrintedDate | undefined } & (
  | { readonly entry: Entry; readonly row?: undefined }
  | { readonly row: PaperRecord; readonly entry?: undefined }
);

/** Whether a title is in Chinese; the original follows below it then, if that is given. */
function isHan(text: string): boolean {
  return (text.match(/\p{Script=Han}/gu)?.length ?? 0) * 3 > text.length;
}

/** The day that a heading or a line dates what follows with; one without a year replaces no date that has one. */
function dayOf(text: string, known: PrintedDate | undefined): PrintedDate | undefined {
  const found = findDate(text) ?? findWeek(text) ?? dateLine(text);
  return found?.date.year === undefined && known?.date.year !== undefined ? known : (found ?? known);
}

class OutlineReader {
  readonly #problems: Problem[] = [];
  /** In the order of the text. Entries become papers at the end, because their reading depends on all entries. */
  readonly #found: Found[] = [];
  #date: PrintedDate | undefined;
  /** The paper of the last heading, while further headings may still belong to it. */
  #open: OpenPaper | undefined;

  constructor(
    private readonly days: DayList,
    private readonly linked: boolean,
    ownDate: PrintedDate | undefined,
  ) {
    this.#date = ownDate;
  }

  *section({ heading, body }: Section): CooperativeTask<void> {
    yield;
    const [head] = heading?.lines ?? [];
    if (!heading || !head) yield* this.#entries(body);
    else if (this.#open?.title === titleOf(head)) this.#goOn(this.#open, body);
    else if (isPaperHeading(head, body, this.linked)) {
      this.#close();
      this.#open = { level: heading.level, head, title: titleOf(head), body: [...body] };
    } else if (this.#open && heading.level > this.#open.level) {
      this.#open.body.push({ ...heading, kind: 'label' });
      this.#goOn(this.#open, body);
    } else {
      this.#close();
      this.#date = dayOf(head.text, this.#date);
      yield* this.#entries(body);
    }
  }

  #goOn(open: OpenPaper, body: readonly Block[]): void {
    for (const block of body) open.body.push(block);
  }

  *result(): CooperativeTask<ParsedDigest> {
    this.#close();
    const entries = this.#found
      .flatMap(({ entry }) => entry ?? [])
      .filter(({ fields }) => fields.loose.length > 0);
    const named = entries.filter(({ fields }) => startsWithNames(fields.loose)).length;
    const areNamesFirst = named > 0 && named * 2 >= entries.length;
    for (const { entry, row, date } of this.#found) {
      yield;
      if (row) this.days.add(row, date);
      else this.days.add(entryPaper(entry, areNamesFirst), date);
    }
    return { days: this.days.days(), problems: this.#problems };
  }

  #close(): void {
    if (this.#open) this.#paper(this.#open.head, this.#open.body);
    this.#open = undefined;
  }

  /** Finds entries without a heading: rows, items and paragraphs. */
  *#entries(body: readonly Block[]): CooperativeTask<void> {
    const finder = new EntryFinder(body);
    yield;
    for (let at = 0; at < body.length;) {
      const end = finder.endOf(at);
      const block = body[at];
      if (block?.kind === 'row') this.#row(block);
      else if (end !== undefined) this.#entry(body.slice(at, end));
      else if (block) this.#pass(block);
      at = end ?? at + 1;
      yield;
    }
  }

  #entry([first, ...rest]: readonly Block[]): void {
    const [head, ...below] = first?.lines ?? [];
    if (!head) return;
    const own: readonly Block[] = below.length > 0 ? [{ kind: 'paragraph', lines: below }] : [];
    this.#paper(head, [...own, ...rest]);
  }

  #paper(head: Line, body: readonly Block[]): void {
    const fields = readFields(body);
    const labelled = fields.labelled.get('title')?.[0]?.[0];
    const own = titleOf(head);
    const isTranslated = labelled && isHan(own) && !isHan(labelled.text);
    const title = labelled && (isNumbering(own) || isTranslated) ? titleOf(labelled) : own;
    if (/\p{L}/u.test(title)) this.#found.push({ entry: { title, head, fields }, date: this.#date });
    else
      this.#problems.push({
        line: head.line,
        message: localizable('This entry has no title and was left out.'),
      });
  }

  #row(row: Extract<Block, { kind: 'row' }>): void {
    const paper = rowPaper(row);
    const line = row.lines[0]?.line ?? 1;
    if (paper) this.#found.push({ row: paper, date: this.#date });
    else if (rowLinksPaper(row))
      this.#problems.push({ line, message: localizable('This row has no title and was left out.') });
  }

  /** A line that dates what follows, rather than a sentence with a date in it. */
  #isDay(kind: Block['kind'], text: string): boolean {
    if (kind !== 'paragraph') return dateLine(text) !== undefined;
    return text.length < (this.#date ? 40 : 80) && countDates(text) < 2;
  }

  /** Handles a block outside of entries: a date applies to what follows; a link to a paper is reported as a problem. */
  #pass({ kind, lines }: Block): void {
    const [first, second] = lines;
    if (first && !second && this.#isDay(kind, first.text)) this.#date = dayOf(first.text, this.#date);
    const lost = lines.find(
      ({ links, text }) => links.some(isPaperLink) || (text.length < 60 && arxivIdOf(text) !== undefined),
    );
    if (lost)
      this.#problems.push({
        line: lost.line,
        message: localizable('A link to a paper here belongs to no entry that was understood.'),
      });
  }
}
