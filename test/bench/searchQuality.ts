import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printKnownItems, printMadeKnownItems, printRealKnownItems } from './knownItemKinds';
import { SearchIndex } from '../../src/core/search/searchIndex';

/** A judged collection: documents, queries, and how relevant the one is to the other. */
export interface JudgedCollection {
  readonly documents: readonly { readonly id: string; readonly title: string; readonly text: string }[];
  readonly queries: ReadonlyMap<string, string>;
  /** By query, then by document. */
  readonly judgements: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Ids of the best `limit` documents for a query. */
export type Searcher = (query: string, limit: number) => readonly string[];

/** A searcher over any documents, as the extension would search them. */
export function searcherOf(documents: JudgedCollection['documents']): Searcher {
  const index = new SearchIndex();
  for (const { id, title, text } of documents) index.put({ id, title, abstract: text });
  return (query, limit) => index.search(query, { limit }).map(({ id }) => id);
}

/** Means over the judged queries: normalised discounted cumulative gain, and reciprocal rank, of the first ten. */
export function quality(collection: JudgedCollection, search: Searcher): { ndcg: number; mrr: number } {
  const { queries, judgements } = collection;
  let ndcg = 0;
  let mrr = 0;
  for (const [query, judged] of judgements) {
    const gains = search(queries.get(query) ?? '', 10).map((id) => judged.get(id) ?? 0);
    const ideal = [...judged.values()].sort((a, b) => b - a).slice(0, 10);
    ndcg += discounted(gains) / (discounted(ideal) || 1);
    mrr += 1 / (gains.findIndex((gain) => gain > 0) + 1 || Infinity);
  }
  return { ndcg: ndcg / judgements.size, mrr: mrr / judgements.size };
}

function discounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, rank) => sum + gain / Math.log2(rank + 2), 0);
}

/** Reads a folder of `corpus.jsonl`, `queries.jsonl` and `qrels.tsv`. */
export function readCollection(folder: string): JudgedCollection {
  const rows = (name: string): Record<string, string>[] =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, string>);
  const judgements = new Map<string, Map<string, number>>();
  for (const line of readFileSync(join(folder, 'qrels.tsv'), 'utf8').split('\n').slice(1)) {
    const [query = '', document = '', score = ''] = line.split('\t');
    if (query !== '')
      judgements.set(
        query,
        (judgements.get(query) ?? new Map<string, number>()).set(document, Number(score)),
      );
  }
  return {
    documents: rows('corpus.jsonl').map(({ _id = '', title = '', text = '' }) => ({ id: _id, title, text })),
    queries: new Map(rows('queries.jsonl').map(({ _id = '', text = '' }) => [_id, text])),
    judgements,
  };
}

/**
 * `npm run bench -- quality [folder]`: a judged collection, the one beside the work tree by default, and papers that are
 * known to exist, each searched for by a few of its words.
 */
export function benchQuality(): Promise<void> {
  const folder = process.argv[3] ?? join(import.meta.dirname, '../../../shared/search-cacm');
  if (!existsSync(folder)) console.log('There is no judged collection here.');
  else {
    const collection = readCollection(folder);
    const { ndcg, mrr } = quality(collection, searcherOf(collection.documents));
    console.log(
      `${collection.judgements.size} queries: nDCG@10 ${ndcg.toFixed(3)}, MRR@10 ${mrr.toFixed(3)}`,
    );
    printKnownItems(
      `${collection.documents.length} judged documents`,
      collection.documents.map(({ id, title, text }) => ({ id, title, abstract: text })),
    );
  }
  printRealKnownItems();
  printMadeKnownItems();
  return Promise.resolve();
}
