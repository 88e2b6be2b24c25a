import type { SearchDocument } from '../../src/core/search/searchDocument';
import { stopWords } from '../../src/core/search/stopWords';
import { termsOf } from '../../src/core/search/tokenize';
import { type KnownItem, madeCorpus, mistype, sample } from './corpus';
import { pick, seededRandom } from './random';
import { benchEngine } from './searchEngines';

const count = 1000;
const engines = ['ours', 'MiniSearch'] as const;

/** How a person asks for a paper that they remember, from the words of its title and of its whole text. */
type Kind = (title: readonly string[], text: readonly string[], random: () => number) => string;

const kinds: Readonly<Record<string, Kind>> = {
  'three words of the title': (title, _, random) => inOrder(title, sample(title, 3, random)).join(' '),
  'the same, half of them mistyped': (title, _, random) =>
    inOrder(title, sample(title, 3, random))
      .map((word) => (random() < 0.5 ? mistype(word, random) : word))
      .join(' '),
  'three words of title or abstract': (title, text, random) =>
    sample([...title, ...text], 3, random).join(' '),
  'three words of the abstract': (_, text, random) => sample(text, 3, random).join(' '),
};

function inOrder(words: readonly string[], chosen: readonly string[]): readonly string[] {
  return words.filter((word) => chosen.includes(word));
}

/** Queries of one kind; the same for the same documents. */
function itemsOf(
  documents: readonly SearchDocument[],
  kind: Kind,
): readonly Pick<KnownItem, 'id' | 'query'>[] {
  const random = seededRandom(7);
  const telling = (text: string): string[] =>
    termsOf(text).filter((term) => /^[a-z0-9]{4,}$/.test(term) && !stopWords.has(term));
  const items: Pick<KnownItem, 'id' | 'query'>[] = [];
  while (items.length < count) {
    const { id, title, abstract } = pick(documents, random);
    const [titleWords, words] = [telling(title), telling(abstract)];
    if (titleWords.length >= 3 && words.length >= 3)
      items.push({ id, query: kind(titleWords, words, random) });
  }
  return items;
}

/** Prints the mean reciprocal rank among the first ten, beside MiniSearch's. */
export function printKnownItems(name: string, documents: readonly SearchDocument[]): void {
  const searches = engines.map((engine) => {
    const search = benchEngine(engine);
    search.put(documents);
    return search;
  });
  for (const [kind, queryOf] of Object.entries(kinds)) {
    const items = itemsOf(documents, queryOf);
    const ranks = searches.map((search) => meanReciprocalRank(items, (query) => search.search(query, 10)));
    const figures = engines.map((engine, at) => `${engine} ${(ranks[at] ?? 0).toFixed(3)}`);
    console.log(`${name}, ${kind}: ${figures.join(', ')}`);
  }
}

function meanReciprocalRank(
  items: readonly Pick<KnownItem, 'id' | 'query'>[],
  search: (query: string) => readonly string[],
): number {
  const sum = items.reduce(
    (total, { id, query }) => total + 1 / (search(query).indexOf(id) + 1 || Infinity),
    0,
  );
  return sum / items.length;
}

export function printMadeKnownItems(): void {
  printKnownItems('5,000 made papers', madeCorpus(5000));
}
