import { executeQuery, type QueryEngine } from '../../src/core/search/query/executeQuery';
import { PaperTable } from '../../src/core/search/query/paperTable';
import { SearchIndex } from '../../src/core/search/searchIndex';
import { WholePaperIndex } from '../../src/core/search/wholePapers';
import { knownItems, madeCorpus } from './corpus';

const papers = 10_000;
const wholePapers = 200;
const sections = 15;
/** Abstracts that make up a section: some 500 words. */
const sectionLength = 4;
/** Rounds over all keystrokes; the shortest time of each counts, since the machine does other things too. */
const rounds = 5;

/** A keystroke over 10,000 abstracts, with 200 whole papers beside them and without. */
export function benchWholePaperSearch(): void {
  const documents = madeCorpus(papers);
  const index = new SearchIndex();
  const table = new PaperTable();
  const has = { note: false, tag: false, highlight: false, code: false };
  for (const document of documents) {
    index.put(document);
    table.put(document.id, { tags: [], authors: [], categories: [], state: 'unread', has });
  }
  const whole = new WholePaperIndex();
  const started = performance.now();
  documents.slice(0, wholePapers).forEach(({ id }, paper) => {
    const texts = Array.from({ length: sections }, (_, section) => {
      const from = (paper * sections + section) * sectionLength;
      const parts = Array.from({ length: sectionLength }, (_, part) => documents[(from + part) % papers]);
      return {
        block: section,
        title: `${section} Section`,
        text: parts.map((part) => part?.abstract ?? '').join('\n'),
      };
    });
    Array.from(whole.put(id, '1', texts));
  });
  Array.from(index.maintain());
  Array.from(whole.index.maintain());
  console.log(`${wholePapers} whole papers indexed in ${(performance.now() - started).toFixed(0)} ms`);
  const keystrokes = knownItems(documents, 20).flatMap(({ query }) =>
    Array.from(query, (_, at) => query.slice(0, at + 1)),
  );
  const [without, beside] = [
    { index, papers: table },
    { index, papers: table, whole },
  ].map((engine) => timesOf(keystrokes, engine));
  for (const share of [0.5, 0.95])
    console.log(
      `keystroke at ${share * 100} %: ${at(without, share).toFixed(2)} ms without, ${at(beside, share).toFixed(2)} ms ` +
        `beside them, ${(at(beside, share) / at(without, share)).toFixed(2)} times (to reach: 1.5)`,
    );
}

function timesOf(keystrokes: readonly string[], engine: QueryEngine): readonly number[] {
  const shortest = keystrokes.map(() => Infinity);
  for (let round = 0; round < rounds; round++)
    keystrokes.forEach((query, number) => {
      const started = performance.now();
      executeQuery(query, engine, 50);
      shortest[number] = Math.min(shortest[number] ?? Infinity, performance.now() - started);
    });
  return shortest.toSorted((a, b) => a - b);
}

function at(times: readonly number[] = [], share: number): number {
  return times[Math.floor(share * times.length)] ?? Infinity;
}
