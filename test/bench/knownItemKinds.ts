import type { SearchDocument } from '../../src/core/search/searchDocument';
import { stopWords } from '../../src/core/search/stopWords';
import { termsOf } from '../../src/core/search/tokenize';
import { type KnownItem, madeCorpus, mistype, mixedCorpus, sample } from './corpus';
import { pick, seededRandom } from './random';
import { realPapers } from './realPapers';
import { benchEngine } from './searchEngines';

const count = 1000;
const engines = ['ours', 'MiniSearch'] as const;

/** How a person asks for a paper that they remember; undefined for papers that they cannot ask for in that way. */
type Kind = (paper: SearchDocument, random: () => number) => string | undefined;

const kinds: Readonly<Record<string, Kind>> = {
  'three words of the title': (paper, random) => threeOfTitle(paper, random)?.join(' '),
  'the same, half of them mistyped': (paper, random) =>
    threeOfTitle(paper, random)
      ?.map((word) => (random() < 0.5 ? mistype(word, random) : word))
      .join(' '),
  'three words of title or abstract': ({ title, abstract }, random) =>
    three([...telling(title), ...telling(abstract)], random)?.join(' '),
  'three words of the abstract': ({ abstract }, random) => three(telling(abstract), random)?.join(' '),
  'the beginning of the title': ({ title }, random) =>
    title.length < 30 ? undefined : title.slice(0, 12 + Math.floor(random() * (title.length - 14))),
  'the name before a colon': ({ title }) => /^([^:]{2,25}):/u.exec(title)?.[1],
  'an author and a word of the title': ({ title, authors = [] }, random) => {
    const words = telling(title);
    if (authors.length === 0 || words.length === 0) return undefined;
    return `${pick(authors, random).split(' ').at(-1) ?? ''} ${pick(words, random)}`;
  },
};

function threeOfTitle({ title }: SearchDocument, random: () => number): readonly string[] | undefined {
  const words = telling(title);
  const chosen = three(words, random);
  return chosen && words.filter((word) => chosen.includes(word));
}

function three(words: readonly string[], random: () => number): readonly string[] | undefined {
  return words.length < 3 ? undefined : sample(words, 3, random);
}

function telling(text: string): readonly string[] {
  return termsOf(text).filter((term) => /^[a-z0-9]{4,}$/.test(term) && !stopWords.has(term));
}

/** Queries of one kind; the same for the same documents. Empty if few papers can be described in that way. */
function itemsOf(
  documents: readonly SearchDocument[],
  kind: Kind,
): readonly Pick<KnownItem, 'id' | 'query'>[] {
  const random = seededRandom(7);
  const items: Pick<KnownItem, 'id' | 'query'>[] = [];
  for (let tried = 0; items.length < count && tried < count * 20; tried += 1) {
    const paper = pick(documents, random);
    const query = kind(paper, random);
    if (query !== undefined) items.push({ id: paper.id, query });
  }
  return items.length < count ? [] : items;
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
    if (items.length === 0) continue;
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
  printKnownItems('5,000 papers mixed of real ones', mixedCorpus(realPapers(), 5000));
}

export function printRealKnownItems(): void {
  const papers = realPapers();
  printKnownItems(`${papers.length} real papers`, papers);
}
