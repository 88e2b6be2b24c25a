import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { SearchDocument } from '../../src/core/search/searchDocument';
import { sentences } from '../../src/core/text/sentences';
import { termsOf } from '../../src/core/search/tokenize';
import { seedDocuments } from '../unit/core/search/seedDocuments';
import { pick, seededRandom } from './random';

/** `PAPERS_CORPUS` (JSON lines of `{ id, title, text | abstract }`), or a corpus made of the seeds. */
export async function benchCorpus(size: number): Promise<SearchDocument[]> {
  const file = process.env['PAPERS_CORPUS'];
  return file ? await readCorpus(file, size) : madeCorpus(size);
}

async function readCorpus(file: string, size: number): Promise<SearchDocument[]> {
  const documents: SearchDocument[] = [];
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (documents.length >= size) break;
    if (line.trim() === '') continue;
    const paper = JSON.parse(line) as Record<string, unknown>;
    const text = (key: string): string => (typeof paper[key] === 'string' ? paper[key] : '');
    const id = text('id') || text('_id') || `line${documents.length}`;
    documents.push({ id, title: text('title'), abstract: text('abstract') || text('text') });
  }
  return documents;
}

/**
 * Papers out of the seeds' sentences, recombined, with coined words put in the place of some, so that the vocabulary
 * grows with the number of words N as real ones do (Heaps' law): V ≈ 40·N^0.55. Most coined words stand in one paper,
 * some in many. The same for the same size.
 */
export function madeCorpus(size: number): SearchDocument[] {
  const random = seededRandom(20_250_311);
  const seeds = seedDocuments();
  const titles = seeds.map(({ title }) => title.split(' '));
  const pool = seeds.flatMap(({ abstract }) =>
    sentences(abstract).map(({ start, end }) => abstract.slice(start, end)),
  );
  const known = new Set(seeds.flatMap(({ title, abstract }) => termsOf(`${title} ${abstract}`)));
  const coined: string[] = [];
  let words = 0;
  const nextWord = (): string => {
    if (known.size + coined.length > 40 * words ** 0.55)
      return coined[Math.floor(coined.length * random() ** 3)] ?? 'x';
    const word = coin(random, coined.length);
    coined.push(word);
    return word;
  };
  return Array.from({ length: size }, (_, number) => {
    const head = pick(titles, random).slice(0, 2 + Math.floor(random() * 4));
    const tail = pick(titles, random).slice(-2 - Math.floor(random() * 5));
    const body = Array.from({ length: 5 + Math.floor(random() * 5) }, () => pick(pool, random))
      .join(' ')
      .split(' ');
    words += head.length + tail.length + body.length;
    const strange = Math.max(3, Math.ceil(40 * words ** 0.55 - known.size - coined.length));
    for (let i = 0; i < Math.min(strange, body.length); i += 1)
      body[Math.floor(random() * body.length)] = nextWord();
    if (random() < 0.5) head.unshift(`${nextWord()}:`);
    return {
      id: `made-${number.toString(36).padStart(5, '0')}`,
      title: [...head, ...tail].join(' '),
      abstract: body.join(' '),
    };
  });
}

/**
 * Papers that each combine three real ones: the title has a part of each title, the abstract has sentences of each abstract
 * and three made-up words that occur in no other paper. Every second title begins with a unique name. Unlike the papers of
 * {@link madeCorpus}, most can be identified by a few words of the title.
 */
export function mixedCorpus(real: readonly SearchDocument[], size: number): SearchDocument[] {
  const random = seededRandom(20_250_312);
  let coined = 0;
  const nextWord = (): string => coin(random, coined++);
  const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  const families = Array.from({ length: 2000 }, () => capitalised(nextWord()));
  const split = real.map(({ title, abstract }) => ({
    title: title
      .slice(title.indexOf(':') + 1)
      .trim()
      .split(' '),
    abstract: sentences(abstract).map(({ start, end }) => abstract.slice(start, end)),
  }));
  return Array.from({ length: size }, (_, number) => {
    const sources = Array.from({ length: 3 }, () => pick(split, random));
    const title = sources.flatMap(({ title: words }) => partOf(words, 2 + Math.floor(random() * 3), random));
    if (random() < 0.5) title.unshift(`${capitalised(nextWord())}:`);
    const words = sources
      .flatMap(({ abstract }) => partOf(abstract, 2 + Math.floor(random() * 2), random))
      .join(' ')
      .split(' ');
    for (let i = 0; i < 3; i += 1) words[Math.floor(random() * words.length)] = nextWord();
    return {
      id: `mixed-${number.toString(36).padStart(5, '0')}`,
      title: title.join(' '),
      abstract: words.join(' '),
      authors: Array.from({ length: 3 }, () => `${pick(givenNames, random)} ${pick(families, random)}`),
    };
  });
}

/** Up to `length` neighbours from a random place on. */
function partOf<T>(items: readonly T[], length: number, random: () => number): readonly T[] {
  const from = Math.floor(random() * Math.max(1, items.length - length + 1));
  return items.slice(from, from + length);
}

const givenNames = 'Ada Ben Carla Dan Eva Finn Gita Hugo Ines Jan Kim Lena'.split(' ');

const onsets = 'b c d f g h j k l m n p r s t v w z br cl cr dr fl gr pl pr sc sh sl sp st th tr'.split(' ');
const nuclei = 'a e i o u ai ea ia io ou'.split(' ');
const codas = ['', '', 'l', 'm', 'n', 'r', 's', 't', 'x', 'nd', 'rm'];

/** A word that can be spoken; the number in it, in syllables, makes it new. */
function coin(random: () => number, number: number): string {
  let rest = number;
  let word = pick(onsets, random) + pick(nuclei, random) + pick(codas, random);
  do {
    word += onsets[rest % onsets.length]! + nuclei[Math.floor(rest / onsets.length) % nuclei.length]!;
    rest = Math.floor(rest / (onsets.length * nuclei.length));
  } while (rest > 0);
  return word + pick(codas, random);
}

export interface KnownItem {
  readonly id: string;
  readonly query: string;
  readonly mistyped: boolean;
}

/** Queries of three or four words of a paper, two of its title among them; every other one has a mistyped word. */
export function knownItems(documents: readonly SearchDocument[], count: number): KnownItem[] {
  const random = seededRandom(7);
  return Array.from({ length: count }, (_, number) => {
    const { id, title, abstract } = pick(documents, random);
    const telling = (text: string): string[] => termsOf(text).filter((term) => /^[a-z]{4,}$/.test(term));
    const words = [
      ...sample(telling(title), 2, random),
      ...sample(
        telling(abstract).filter((term) => term.length > 6),
        1 + (number % 2),
        random,
      ),
    ];
    const mistyped = number % 2 === 1;
    const at = words.findIndex((word) => word.length > 4);
    if (mistyped && at >= 0) words[at] = mistype(words[at]!, random);
    return { id, query: words.join(' '), mistyped };
  });
}

export function sample(from: readonly string[], count: number, random: () => number): string[] {
  const rest = [...new Set(from)];
  return Array.from(
    { length: Math.min(count, rest.length) },
    () => rest.splice(Math.floor(random() * rest.length), 1)[0]!,
  );
}

/** The word with one letter more, less, another, or two swapped; never its first. */
export function mistype(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const letter = String.fromCharCode(97 + Math.floor(random() * 26));
  const edits = [
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at + 1),
    word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
  ];
  return pick(edits, random);
}
