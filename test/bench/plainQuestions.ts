import { stopWords } from '../../src/core/search/stopWords';
import { sentences } from '../../src/core/text/sentences';
import { pick, seededRandom } from './random';

/** A question that a person who remembers a paper might put to an assistant. */
export interface PlainQuestion {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
}

interface AskedPaper {
  readonly id: string;
  readonly abstract: string;
}

/** Sentences for each paper and kind. */
const perPaper = 2;
/** A sentence with fewer distinctive words could come from any paper. */
const fewestTelling = 8;
const longestClause = 14;

/** Everyday words for words that authors write. */
const plainWords: Readonly<Record<string, string>> = {
  achieve: 'reach',
  achieves: 'reaches',
  approach: 'way',
  approaches: 'ways',
  demonstrate: 'show',
  demonstrates: 'shows',
  effectively: 'well',
  employ: 'use',
  enables: 'lets',
  existing: 'older',
  framework: 'system',
  furthermore: 'also',
  leverage: 'use',
  leverages: 'uses',
  leveraging: 'using',
  novel: 'new',
  numerous: 'many',
  outperform: 'beat',
  outperforms: 'beats',
  propose: 'suggest',
  proposed: 'suggested',
  proposes: 'suggests',
  significant: 'big',
  significantly: 'much',
  substantial: 'big',
  superior: 'better',
  utilize: 'use',
  utilizes: 'uses',
  various: 'many',
};

/** Makes a question of the words of one sentence; undefined if the sentence has too few. */
type Kind = (words: readonly string[], random: () => number) => string | undefined;

const kinds: Readonly<Record<string, Kind>> = {
  'the beginning of a sentence': (words) =>
    `What was the paper where ${words.slice(0, longestClause).join(' ')}?`,
  'a sentence in plainer words, without names': (words) => {
    const plain = words.filter((word) => !isName(word)).map((word) => plainWords[word.toLowerCase()] ?? word);
    return `Which of my papers says that ${plain.join(' ').toLowerCase()}?`;
  },
  'six words out of order': (words, random) => {
    const chosen = sampled(words.filter(isTelling), 6, random);
    const [last = '', ...first] = chosen.map((word) => word.toLowerCase());
    return chosen.length < 6 ? undefined : `I am looking for work on ${first.join(', ')} and ${last}`;
  },
  'four words out of order': (words, random) => {
    const chosen = sampled(words.filter(isTelling), 4, random).map((word) => word.toLowerCase());
    return chosen.length < 4 ? undefined : `anything about ${chosen.join(' ')}?`;
  },
  'a few words in a row': (words, random) => {
    const from = Math.floor(random() * Math.max(1, words.length - 7));
    return `Is there something on ${words
      .slice(from, from + 7)
      .join(' ')
      .toLowerCase()}?`;
  },
};

/** Questions made of sentences of the abstracts, the same for the same papers. Titles are not used. */
export function plainQuestions(papers: readonly AskedPaper[]): readonly PlainQuestion[] {
  const random = seededRandom(17);
  return papers.flatMap(({ id, abstract }) => {
    const candidates = sentences(abstract)
      .map(({ start, end }) => wordsOf(abstract.slice(start, end)))
      .filter((words) => words.filter(isTelling).length >= fewestTelling);
    if (candidates.length === 0) return [];
    return Object.entries(kinds).flatMap(([kind, question]) =>
      Array.from({ length: perPaper }, () => question(pick(candidates, random), random)).flatMap((text) =>
        text === undefined ? [] : [{ id, kind, text }],
      ),
    );
  });
}

function wordsOf(sentence: string): readonly string[] {
  return sentence
    .replace(/[^\p{L}\p{N} -]/gu, ' ')
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

function isTelling(word: string): boolean {
  return word.length >= 4 && !isName(word) && !stopWords.has(word.toLowerCase());
}

/** Names of methods and acronyms, which people do not remember. */
function isName(word: string): boolean {
  return /\p{N}|\p{L}\p{Lu}/u.test(word);
}

function sampled(from: readonly string[], count: number, random: () => number): readonly string[] {
  const left = [...new Set(from)];
  const chosen: string[] = [];
  while (chosen.length < count && left.length > 0)
    chosen.push(...left.splice(Math.floor(random() * left.length), 1));
  return chosen;
}
