/**
 * What becomes of highlights when an abstract changes: `npx tsx test/bench/anchoring.ts [anchors per cell] [seed]`.
 * Every cell quotes that many ranges from the packaged abstracts, changes the text, and compares where the quote is
 * found with where its words are known to be.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAnchorer } from '../../src/core/anchoring/anchorer';
import { describe } from '../../src/core/anchoring/selector';
import {
  deleteQuote,
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

interface Case {
  readonly old: Words;
  readonly quote: WordRange;
  readonly mutate: Mutation;
  readonly trimmed: boolean;
}

/** Runs the whole table over `abstracts`. */
export function benchAnchoring(
  abstracts: readonly string[],
  anchorsPerCell: number,
  seed: number,
  wanted = '',
): readonly Cell[] {
  const texts = abstracts.map(toWords);
  const vocabulary = [...new Set(texts.flat().map(({ text }) => text))].filter((word) =>
    /^[a-z]{2,}$/.test(word),
  );
  const formulas = seedFormulas();
  const only = (kind: object): Mutation =>
    editWords(0.15, vocabulary, { replaced: 0, removed: 0, inserted: 0, misspelt: 0, ...kind });
  const mutations: Record<string, Mutation | 'math'> = {
    unchanged: (words) => words,
    typography,
    'math repaired': 'math',
    '1 % of words edited': editWords(0.01, vocabulary),
    '5 % of words edited': editWords(0.05, vocabulary),
    '15 % of words edited': editWords(0.15, vocabulary),
    '15 % all replaced': only({ replaced: 1 }),
    '15 % all removed': only({ removed: 1 }),
    '15 % all inserted': only({ inserted: 1 }),
    'sentence inserted': insertSentence(texts),
    'sentence moved': moveSentence,
    'sentence deleted': deleteSentence,
    'quote deleted': deleteQuote,
    'another abstract': otherAbstract(texts),
  };
  return Object.entries(mutations).flatMap(([mutation, mutate], row) =>
    lengths
      .filter(() => mutation.includes(wanted))
      .map(({ length, least, most }, column) => {
        const random = randomFrom(seed * 1000 + row * 10 + column);
        const draw = (): Case => drawCase(texts, least, most, mutate, formulas, random);
        return { mutation, length, ...countCell(draw, anchorsPerCell, random) };
      }),
  );
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

function countCell(draw: () => Case, anchors: number, random: Random): Counts {
  const counts = { present: 0, recovered: 0, exact: 0, wrong: 0, gone: 0, false: 0 };
  while (counts.present + counts.gone < anchors) {
    const { old, quote, mutate, trimmed } = draw();
    const oldText = toText(old);
    const changed = mutate(old, random, quote);
    const newText = toText(changed);
    const fate = fateOf(changed, quote);
    if (!fate) continue;
    const offsets = offsetsOf(old);
    const whole = { start: offsets[quote.from]!.start, end: offsets[quote.to - 1]!.end };
    const cut = trimmed ? trimEnd(oldText, whole) : whole;
    const found = createAnchorer(oldText, newText).anchor(describe(oldText, cut.start, cut.end));
    const range = found.kind === 'orphan' ? undefined : found;
    if (fate === 'gone') {
      counts.gone++;
      if (range) counts.false++;
      if (range) onMiss?.('false', oldText, newText, cut, range);
      continue;
    }
    const truth = cut.end < whole.end ? trimEnd(newText, fate) : fate;
    counts.present++;
    const overlap = range ? overlapOf(truth, range) : 0;
    if (overlap >= 0.7) counts.recovered++;
    else if (range) counts.wrong++;
    if (overlap === 1) counts.exact++;
    if (overlap < (process.env['EXACT'] ? 1 : 0.7))
      onMiss?.(range ? 'wrong' : 'orphan', oldText, newText, cut, range, truth);
  }
  return counts;
}

let onMiss:
  | ((kind: string, old: string, current: string, quote: Range, found?: Range, truth?: Range) => void)
  | undefined;
export function debugMisses(report: typeof onMiss): void {
  onMiss = report;
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

if (process.argv[1] === import.meta.filename) {
  const [anchors = 500, seed = 1] = process.argv.slice(2).map(Number);
  const began = performance.now();
  const cells = benchAnchoring(seedAbstracts(), anchors, seed);
  console.log(formatCells(cells));
  console.log(`${((performance.now() - began) / 1000).toFixed(1)} s`);
}
