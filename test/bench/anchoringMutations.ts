/**
 * Texts that change while it is known what became of every word. A text is a list of words; a mutation makes a new
 * list in which words say which old word they come from. Nothing here knows how anchoring works.
 */
interface Word {
  readonly text: string;
  /** White space that follows. */
  readonly gap: string;
  /** The word of the old text that this one equals or replaces. */
  readonly origin?: number;
  /** Whether it is the old word, perhaps misspelt or set otherwise, and not another in its place. */
  readonly kept: boolean;
}

export type Words = readonly Word[];
export type Random = () => number;
export type Mutation = (words: Words, random: Random, quote: WordRange) => Words;

/** Words `[from, to)`. */
export interface WordRange {
  readonly from: number;
  readonly to: number;
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** mulberry32: small, seeded, the same everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)]!;
}

export function toWords(text: string): Words {
  return [...text.trim().matchAll(/(\S+)(\s*)/gu)].map(([, word = '', gap = ''], origin) => ({
    text: word,
    gap,
    origin,
    kept: true,
  }));
}

export function toText(words: Words): string {
  return words.map(({ text, gap }) => text + gap).join('');
}

/** The place of each word in the text of the list. */
export function offsetsOf(words: Words): readonly Range[] {
  let start = 0;
  return words.map(({ text, gap }) => {
    const range = { start, end: start + text.length };
    start = range.end + gap.length;
    return range;
  });
}

/**
 * What became of old words `quote`: the range from the first to the last of them; `gone` when none is left; undefined
 * if that is undecidable, as too many words were lost or separated.
 */
export function fateOf(words: Words, quote: WordRange): Range | 'gone' | undefined {
  const places = words.flatMap(({ origin }, at) =>
    origin !== undefined && origin >= quote.from && origin < quote.to ? [at] : [],
  );
  const kept = places.filter((at) => words[at]!.kept).length;
  if (kept === 0) return 'gone';
  const [first = 0, last = 0] = [places[0], places.at(-1)];
  const length = quote.to - quote.from;
  if (places.length * 2 < length) return undefined;
  const strangers =
    words.slice(first, last + 1).filter(({ origin }) => origin !== undefined).length - places.length;
  if (strangers > 2) return undefined;
  const offsets = offsetsOf(words);
  return { start: offsets[first]!.start, end: offsets[last]!.end };
}

/** The last word's punctuation does not belong to the quote. */
export function trimEnd(text: string, range: Range): Range {
  const trimmed = text.slice(range.start, range.end).replace(/[.,;:!?]+$/, '');
  return trimmed === '' ? range : { start: range.start, end: range.start + trimmed.length };
}

const letters = Array.from('abcdefghijklmnopqrstuvwxyz');

function replaceAt(text: string, at: number, removed: number, added: string): string {
  return text.slice(0, at) + added + text.slice(at + removed);
}

function misspell(word: string, random: Random): string {
  const at = Math.floor(random() * word.length);
  const how = random();
  if (how < 0.25) return replaceAt(word, at, 1, pick(letters, random));
  if (how < 0.5 && word.length > 2) return replaceAt(word, at, 1, '');
  if (how < 0.75) return replaceAt(word, at, 0, pick(letters, random));
  const pair = word.slice(at, at + 2);
  return replaceAt(word, at, pair.length, Array.from(pair).reverse().join(''));
}

/** Puts `core` in place of a word's letters; its punctuation stays. */
function recore(word: string, core: string): string {
  const [, before = '', , after = ''] = /^([("'[]*)(.*?)([.,;:!?)\]"']*)$/su.exec(word) ?? [];
  return before + core + after;
}

const fresh = (text: string): Word => ({ text, gap: ' ', kept: false });

/** The shares of the ways in which a word is edited; they add up to 1. */
export interface EditMix {
  readonly replaced: number;
  readonly removed: number;
  readonly inserted: number;
  readonly misspelt: number;
}

/** What is left of 1 swaps a word with the next. */
export const usualMix: EditMix = { replaced: 0.35, removed: 0.2, inserted: 0.2, misspelt: 0.15 };

/** Edits each word with a chance of `rate`, and at least one. New words come from `vocabulary`. */
export function editWords(rate: number, vocabulary: readonly string[], mix = usualMix): Mutation {
  return (words, random) => {
    const result: Word[] = [];
    const must = Math.floor(random() * words.length);
    for (let at = 0; at < words.length; at++) {
      const word = words[at]!;
      const next = words[at + 1];
      if (random() >= rate && at !== must) result.push(word);
      else at += editWord(word, next, result, random, vocabulary, mix);
    }
    return result;
  };
}

/** Returns how many words after this one were used up. */
function editWord(
  word: Word,
  next: Word | undefined,
  result: Word[],
  random: Random,
  vocabulary: readonly string[],
  mix: EditMix,
): number {
  const other = pick(vocabulary, random);
  const how = random();
  const { replaced, removed, inserted, misspelt } = mix;
  if (how < replaced) result.push({ ...word, text: recore(word.text, other), kept: false });
  else if (how < replaced + removed) return 0;
  else if (how < replaced + removed + inserted) result.push(fresh(other), word);
  else if (how < replaced + removed + inserted + misspelt)
    result.push({ ...word, text: misspell(word.text, random) });
  else if (next) {
    result.push({ ...next, gap: word.gap }, { ...word, gap: next.gap });
    return 1;
  } else result.push(word);
  return 0;
}

/** Sentences as ranges of words. */
function sentencesOf(words: Words): readonly WordRange[] {
  const ranges: WordRange[] = [];
  let from = 0;
  for (const [at, { text }] of words.entries()) {
    const ends =
      at === words.length - 1 || (/[.!?]["')]?$/.test(text) && /^[A-Z("]/.test(words[at + 1]!.text));
    if (!ends || at + 1 - from < 4) continue;
    ranges.push({ from, to: at + 1 });
    from = at + 1;
  }
  return ranges;
}

function closed(words: Words): Words {
  return words.map((word) => (word.gap === '' ? { ...word, gap: ' ' } : word));
}

export function insertSentence(others: readonly Words[]): Mutation {
  return (words, random) => {
    const other = pick(others, random);
    const sentence = pick(sentencesOf(other), random);
    const place = pick([{ to: 0 }, ...sentencesOf(words)], random).to;
    const added = closed(other.slice(sentence.from, sentence.to)).map(({ text, gap }) => ({
      text,
      gap,
      kept: false,
    }));
    return [...closed(words.slice(0, place)), ...added, ...words.slice(place)];
  };
}

/** Moves the sentence with the quote half of the time, else any other. */
export const moveSentence: Mutation = (words, random, quote) => {
  const sentences = sentencesOf(words);
  const own = sentences.find(({ from, to }) => quote.from >= from && quote.to <= to);
  const moved = own && random() < 0.5 ? own : pick(sentences, random);
  const places = [0, ...sentences.map(({ to }) => to)].filter((at) => at < moved.from || at > moved.to);
  if (places.length === 0) return words;
  const place = pick(places, random);
  const sentence = words.slice(moved.from, moved.to);
  const rest = (from: number, to: number): Words =>
    words.slice(from, to).filter((_, at) => from + at < moved.from || from + at >= moved.to);
  return closed([...rest(0, place), ...sentence, ...rest(place, words.length)]);
};

/** Deletes the sentence with the quote half of the time, else any other. */
export const deleteSentence: Mutation = (words, random, quote) => {
  const sentences = sentencesOf(words);
  const own = sentences.find(({ from, to }) => quote.from >= from && quote.to <= to);
  const gone = own && random() < 0.5 ? own : pick(sentences, random);
  return words.filter((_, at) => at < gone.from || at >= gone.to);
};

export const deleteQuote: Mutation = (words, _random, quote) =>
  words.filter(({ origin }) => origin === undefined || origin < quote.from || origin >= quote.to);

/** One mutation after another. */
export function inTurn(...mutations: readonly Mutation[]): Mutation {
  return (words, random, quote) =>
    mutations.reduce((changed, mutate) => mutate(changed, random, quote), words);
}

export function otherAbstract(others: readonly Words[]): Mutation {
  return (words, random) => {
    const own = words[0]?.text;
    const other = pick(
      others.filter((candidate) => candidate[0]?.text !== own),
      random,
    );
    return other.map(({ text, gap }) => ({ text, gap, kept: false }));
  };
}

const settings: readonly ((text: string, random: Random) => string)[] = [
  (text) => text.replace(/"(.*?)"/g, '“$1”').replace(/'/g, '’'),
  (text) => text.replace(/["“]([^"”]*)["”]/g, "``$1''").replace(/’/g, "'"),
  (text) => text.replace(/--?/g, (dash) => (dash === '-' ? '‑' : '—')),
  (text) => text.replace(/ﬁ|fi/g, 'ﬁ').replace(/fl/g, 'ﬂ'),
  (text) => text.normalize('NFD'),
  (text) => text.replace(/\.\.\./g, '…').replace(/-/g, '\u00ad-'),
  (text, random) => (random() < 0.1 ? text.toUpperCase() : text),
];

/** Sets the same words in other type: quotes, dashes, ligatures, normal forms, capitals, white space. */
export const typography: Mutation = (words, random) => {
  const chosen = settings.filter(() => random() < 0.6);
  const gap = pick([' ', '  ', '\n', '\u00a0', ' \n'], random);
  return words.map((word) => ({
    ...word,
    text: chosen.reduce((text, set) => set(text, random), word.text),
    gap: word.gap === '' ? '' : random() < 0.3 ? gap : word.gap,
  }));
};

/** One formula as it was written and as it reached a digest. */
export interface Formula {
  readonly intact: string;
  readonly damaged: string;
}

/** Puts formulas between the words; the second text has them intact where the first has them damaged, or the reverse. */
export function withFormulas(
  words: Words,
  formulas: readonly Formula[],
  random: Random,
): { old: Words; repaired: Mutation } {
  const repair = random() < 0.7;
  const set = words.flatMap((word, at): { word: Word; other: string }[] => {
    const plain = { word, other: word.text };
    if (at === 0 || random() > 0.08) return [plain];
    const formula = pick(formulas, random);
    const [was, is] = repair ? [formula.damaged, formula.intact] : [formula.intact, formula.damaged];
    return [{ word: { text: was, gap: ' ', kept: true }, other: is }, plain];
  });
  return {
    old: set.map(({ word }, origin) => ({ ...word, origin })),
    repaired: (old) => old.map((word, at) => ({ ...word, text: set[at]!.other })),
  };
}
