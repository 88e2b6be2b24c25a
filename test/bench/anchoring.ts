/**
 * What becomes of highlights when an abstract changes:
 * `npx tsx test/bench/anchoring.ts [anchors per cell] [seed] [--misses]`.
 * Every cell quotes that many ranges from the packaged abstracts, changes the text, and compares where the quote is
 * found with where its words are known to be.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAnchorer } from '../../src/core/highlights/anchorer';
import { createSelector } from '../../src/core/highlights/selector';
import {
  deleteQuote,
  inTurn,
  deleteSentence,
  editWords,
  fateOf,
  insertSentence,
  moveSentence,
  offsetsOf,
  otherAbstract,
  pick,
  randomFrom,
  toText,
  toWords,
  trimEnd,
  typography,
  usualMix,
  withFormulas,
  type Formula,
  type Mutation,
  type Random,
  type Range,
  type WordRange,
  type Words,
} from './anchoringMutations';

export interface Cell {
  readonly mutation: string;
  readonly length: string;
  /** Quotes whose words are still there. */
  readonly present: number;
  /** Found with an overlap (intersection by union) of 0.7 or more with the true range. */
  readonly recovered: number;
  /** Of these, found to the unit. */
  readonly exact: number;
  /** Found elsewhere, or with a smaller overlap. */
  readonly wrong: number;
  /** Quotes whose words are gone. */
  readonly gone: number;
  /** Of these, found all the same. */
  readonly false: number;
}

const lengths = [
  { length: '1–2 words', least: 1, most: 2 },
  { length: '3 words', least: 3, most: 3 },
  { length: '4 words', least: 4, most: 4 },
  { length: '5–14 words', least: 5, most: 14 },
  { length: '15+ words', least: 15, most: 45 },
] as const;

const fixtures = join(import.meta.dirname, '../fixtures');
const seeds = join(import.meta.dirname, '../../seeds');

/** The abstracts of the packaged digests: the long paragraphs, each once. */
export function seedAbstracts(): readonly string[] {
  const paragraphs = readdirSync(seeds)
    .sort()
    .flatMap((name) => readFileSync(join(seeds, name), 'utf8').split(/\r?\n\s*\n/))
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph.length > 400);
  return [...new Set(paragraphs)];
}

/** Formulas that reached the seeds damaged, with what their authors wrote. */
export function seedFormulas(): readonly Formula[] {
  const gold = JSON.parse(readFileSync(join(fixtures, 'tex/gold.json'), 'utf8')) as {
    raw: string;
    katex?: string;
  }[];
  return gold.flatMap(({ raw, katex }) => (katex ? [{ damaged: raw, intact: `$${katex}$` }] : []));
}

/** A quote that was not found where its words are. */
export interface Miss {
  readonly mutation: string;
  readonly oldText: string;
  readonly newText: string;
  readonly quote: Range;
  readonly found: Range | undefined;
  /** Undefined where the words are gone. */
  readonly truth: Range | undefined;
}

export interface BenchOptions {
  readonly abstracts: readonly string[];
  readonly anchorsPerCell: number;
  readonly seed: number;
  /** Only mutations whose name holds this. */
  readonly only?: string;
  readonly onMiss?: (miss: Miss) => void;
}

interface Row {
  readonly mutation: string;
  /** `math` puts formulas between the words and repairs or damages them. */
  readonly mutate: Mutation | 'math';
  /** Whether the text that was annotated is unknown, and the selector is all there is. */
  readonly selectorOnly?: boolean;
}

function rowsFor(texts: readonly Words[]): readonly Row[] {
  const vocabulary = [...new Set(texts.flat().map(({ text }) => text))].filter((word) =>
    /^[a-z]{2,}$/.test(word),
  );
  const none = { replaced: 0, removed: 0, inserted: 0, misspelt: 0 };
  const edited = (rate: number, mix = usualMix): Mutation => editWords(rate, vocabulary, mix);
  return [
    { mutation: 'unchanged', mutate: (words) => words },
    { mutation: 'typography', mutate: typography },
    { mutation: 'math repaired', mutate: 'math' },
    { mutation: '1 % of words edited', mutate: edited(0.01) },
    { mutation: '5 % of words edited', mutate: edited(0.05) },
    { mutation: '15 % of words edited', mutate: edited(0.15) },
    { mutation: '15 % of words edited, all replaced', mutate: edited(0.15, { ...none, replaced: 1 }) },
    { mutation: '15 % of words edited, all removed', mutate: edited(0.15, { ...none, removed: 1 }) },
    { mutation: '15 % of words edited, all inserted', mutate: edited(0.15, { ...none, inserted: 1 }) },
    { mutation: 'sentence inserted', mutate: insertSentence(texts) },
    { mutation: 'sentence moved', mutate: moveSentence },
    { mutation: 'sentence moved, 5 % edited', mutate: inTurn(moveSentence, edited(0.05)) },
    { mutation: 'sentence deleted', mutate: deleteSentence },
    { mutation: 'quote deleted', mutate: deleteQuote },
    { mutation: 'quote deleted, 15 % edited', mutate: inTurn(edited(0.15), deleteQuote) },
    { mutation: 'another abstract', mutate: otherAbstract(texts) },
    { mutation: 'selector only: typography', mutate: typography, selectorOnly: true },
    { mutation: 'selector only: 5 % edited', mutate: edited(0.05), selectorOnly: true },
    { mutation: 'selector only: quote deleted', mutate: deleteQuote, selectorOnly: true },
    { mutation: 'selector only: another abstract', mutate: otherAbstract(texts), selectorOnly: true },
  ];
}

/** Runs the table over `abstracts`. The same options give the same cells. */
export function benchAnchoring(options: BenchOptions): readonly Cell[] {
  const texts = options.abstracts.map(toWords);
  const formulas = seedFormulas();
  return rowsFor(texts).flatMap((row, at) =>
    lengths
      .filter(() => row.mutation.includes(options.only ?? ''))
      .map(({ length, least, most }, column) => {
        const random = randomFrom(options.seed * 1000 + at * 10 + column);
        const draw = (): Case => drawCase(texts, least, most, row.mutate, formulas, random);
        return { mutation: row.mutation, length, ...countCell(row, draw, random, options) };
      }),
  );
}

interface Case {
  readonly old: Words;
  readonly quote: WordRange;
  readonly mutate: Mutation;
  /** Whether the quote is cut before the punctuation of its last word. */
  readonly trimmed: boolean;
}

function drawCase(
  texts: readonly Words[],
  least: number,
  most: number,
  mutate: Mutation | 'math',
  formulas: readonly Formula[],
  random: Random,
): Case {
  for (;;) {
    const words = pick(texts, random);
    const { old, repaired } =
      mutate === 'math' ? withFormulas(words, formulas, random) : { old: words, repaired: mutate };
    const count = least + Math.floor(random() * (most - least + 1));
    const from = Math.floor(random() * (old.length - count));
    if (from >= 0)
      return { old, quote: { from, to: from + count }, mutate: repaired, trimmed: random() < 0.5 };
  }
}

type Counts = Omit<Cell, 'mutation' | 'length'>;

function countCell(
  row: Row,
  draw: () => Case,
  random: Random,
  { anchorsPerCell, onMiss }: BenchOptions,
): Counts {
  const counts = { present: 0, recovered: 0, exact: 0, wrong: 0, gone: 0, false: 0 };
  while (counts.present + counts.gone < anchorsPerCell) {
    const trial = tryCase(draw(), random, row.selectorOnly === true);
    if (!trial) continue;
    const { found, truth } = trial;
    const overlap = found && truth ? overlapOf(found, truth) : 0;
    if (truth) counts.present++;
    else counts.gone++;
    if (overlap >= enough) counts.recovered++;
    else if (found && truth) counts.wrong++;
    else if (found) counts.false++;
    if (overlap === 1) counts.exact++;
    if (overlap < enough && (truth ?? found)) onMiss?.({ ...trial, mutation: row.mutation });
  }
  return counts;
}

const enough = 0.7;

/** Undefined if the new place of the quote is undecidable. */
function tryCase(
  { old, quote, mutate, trimmed }: Case,
  random: Random,
  selectorOnly: boolean,
): Omit<Miss, 'mutation'> | undefined {
  const oldText = toText(old);
  const changed = mutate(old, random, quote);
  const newText = toText(changed);
  const fate = fateOf(changed, quote);
  if (!fate) return undefined;
  const offsets = offsetsOf(old);
  const whole = { start: offsets[quote.from]!.start, end: offsets[quote.to - 1]!.end };
  const cut = trimmed ? trimEnd(oldText, whole) : whole;
  const anchor = createAnchorer(selectorOnly ? undefined : oldText, newText).anchor(
    createSelector(oldText, cut.start, cut.end),
  );
  const truth = fate === 'gone' ? undefined : cut.end < whole.end ? trimEnd(newText, fate) : fate;
  return { oldText, newText, quote: cut, found: anchor.kind === 'orphan' ? undefined : anchor, truth };
}

/** Intersection by union. */
export function overlapOf(a: Range, b: Range): number {
  const both = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return Math.max(0, both) / (Math.max(a.end, b.end) - Math.min(a.start, b.start));
}

/** The table for people. */
export function formatCells(cells: readonly Cell[]): string {
  const percent = (part: number, whole: number): string =>
    whole === 0 ? '–' : ((100 * part) / whole).toFixed(1);
  const heads = ['mutation', 'length', 'present', 'recovered %', 'exact %', 'wrong %', 'gone', 'false %'];
  const rows = cells.map((cell) => [
    cell.mutation,
    cell.length,
    String(cell.present),
    percent(cell.recovered, cell.present),
    percent(cell.exact, cell.present),
    percent(cell.wrong, cell.present),
    String(cell.gone),
    percent(cell.false, cell.gone),
  ]);
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]!.length)));
  const line = (row: readonly string[]): string =>
    row.map((text, at) => (at < 2 ? text.padEnd(widths[at]!) : text.padStart(widths[at]!))).join('  ');
  return [heads, ...rows].map(line).join('\n');
}

/** One of the figures that anchoring has to reach, and what it is. */
export interface Target {
  readonly name: string;
  readonly reached: boolean;
  /** As "99.7 % of 4500, at least 97 %". */
  readonly figure: string;
}

/** The targets over all cells that each concerns. */
export function checkTargets(cells: readonly Cell[]): readonly Target[] {
  const known = cells.filter(({ mutation }) => !mutation.startsWith('selector only'));
  const toggled = known.filter(({ mutation }) => mutation === 'unchanged' || mutation === 'math repaired');
  const edited = known.filter(
    ({ mutation, length }) => /^\d+ % of words/.test(mutation) && !/^[1-3]\D/.test(length),
  );
  const short = known.filter(({ length }) => length === '1–2 words');
  const long = known.filter(({ length }) => !/^[1-3]\D/.test(length));
  return [
    target('unchanged text or toggled mathematics: exact', toggled, 'exact', 'present', 1),
    target('four words or more, up to 15 % edited: recovered', edited, 'recovered', 'present', 0.97),
    target('four words or more, up to 15 % edited: wrong', edited, 'wrong', 'present', 0.01),
    target('quote gone, four words or more: false', long, 'false', 'gone', 0.005),
    target('quote gone, one or two words: false', short, 'false', 'gone', 0.02),
  ];
}

function target(
  name: string,
  cells: readonly Cell[],
  part: keyof Counts,
  whole: keyof Counts,
  limit: number,
): Target {
  const sum = (key: keyof Counts): number => cells.reduce((total, cell) => total + cell[key], 0);
  const atLeast = part === 'exact' || part === 'recovered';
  const share = sum(whole) === 0 ? (atLeast ? 1 : 0) : sum(part) / sum(whole);
  const figure = `${(100 * share).toFixed(2)} % of ${sum(whole)}, ${atLeast ? 'at least' : 'at most'} ${100 * limit} %`;
  return { name, reached: atLeast ? share >= limit : share <= limit, figure };
}

function showMiss({ mutation, oldText, newText, quote, found, truth }: Miss): string {
  const show = (text: string, range: Range | undefined): string =>
    range
      ? `${JSON.stringify(text.slice(Math.max(0, range.start - 40), range.start))} [${text.slice(range.start, range.end)}] ${JSON.stringify(text.slice(range.end, range.end + 40))}`
      : 'none';
  return `${mutation}\n  quote ${show(oldText, quote)}\n  truth ${show(newText, truth)}\n  found ${show(newText, found)}`;
}

/** Prints the cells and what is to be reached; false where something is not. */
export function printAnchoring(anchorsPerCell = 500, seed = 1, onMiss?: (miss: Miss) => void): boolean {
  const abstracts = seedAbstracts();
  const cells = benchAnchoring({ abstracts, anchorsPerCell, seed, ...(onMiss && { onMiss }) });
  const targets = checkTargets(cells);
  console.log(formatCells(cells));
  for (const { name, reached, figure } of targets)
    console.log(`${reached ? 'ok  ' : 'MISS'} ${name}: ${figure}`);
  return targets.every(({ reached }) => reached);
}

if (process.argv[1] === import.meta.filename) {
  const onMiss = process.argv.includes('--misses')
    ? (miss: Miss): void => console.log(showMiss(miss))
    : undefined;
  const [anchorsPerCell, seed] = process.argv.slice(2).map(Number).filter(Number.isFinite);
  if (!printAnchoring(anchorsPerCell, seed, onMiss)) process.exitCode = 1;
}
