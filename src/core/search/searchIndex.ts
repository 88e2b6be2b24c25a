import MiniSearch, { type SearchResult } from 'minisearch';
import {
  fieldText,
  type RelatedHit,
  type RelatedOptions,
  type SearchDocument,
  type SearchField,
  searchFields,
  type SearchHit,
  type SearchOptions,
} from './searchDocument';
import { stopWords } from './stopWords';
import { termsOf, titleKey } from './tokenize';

/** More words than anybody types; a longer text is searched by its first ones. */
const mostQueryTerms = 64;

/**
 * Finds documents by their words as they are typed: the last word may be unfinished and any may be mistyped. A title
 * weighs more than tags, those more than notes, and those more than the abstract; a query that is a document's title
 * finds that document first. Takes any text and never throws.
 */
export class SearchIndex {
  readonly #documents = new Map<string, SearchDocument>();
  readonly #idsByTitle = new Map<string, Set<string>>();
  readonly #engine = new MiniSearch<SearchDocument>({
    fields: [...searchFields],
    extractField: (document, field) =>
      field === 'id' ? document.id : fieldText(document, field as SearchField),
    tokenize: termsOf,
    processTerm: (term) => term,
    searchOptions: {
      boost: { title: 4, tags: 3, authors: 3, keywords: 2.5, notes: 2, abstract: 1 },
      fuzzy: (term) => (term.length > 3 ? 0.2 : false),
      maxFuzzy: 2,
      prefix: (_term, index, terms) => index === terms.length - 1,
    },
  });

  get size(): number {
    return this.#documents.size;
  }

  has(id: string): boolean {
    return this.#documents.has(id);
  }

  /** Adds a document, or takes the place of the one with its id. */
  put(document: SearchDocument): void {
    this.delete(document.id);
    this.#documents.set(document.id, document);
    this.#engine.add(document);
    const key = titleKey(document.title);
    const ids = this.#idsByTitle.get(key);
    if (ids) ids.add(document.id);
    else this.#idsByTitle.set(key, new Set([document.id]));
  }

  /** Forgets a document. Does nothing where there is none of that id. */
  delete(id: string): void {
    const document = this.#documents.get(id);
    if (!document) return;
    this.#documents.delete(id);
    this.#engine.remove(document);
    this.#idsByTitle.get(titleKey(document.title))?.delete(id);
  }

  /** Best first; equal scores stand in the order of their ids. */
  search(query: string, options: SearchOptions = {}): SearchHit[] {
    const { limit = 50, filter } = options;
    const hits = this.#engine
      .search({ combineWith: 'OR', queries: [queryText(query)] })
      .filter((result) => !filter || filter(result.id as string))
      .map(toHit);
    const ranked = this.#titlesFirst(query, hits, filter).sort(byScoreThenId);
    return ranked.slice(0, limit);
  }

  /** Documents about the same things, by tf-idf; none for an unknown id. */
  related(id: string, options: RelatedOptions = {}): RelatedHit[] {
    const document = this.#documents.get(id);
    if (!document) return [];
    const hits = this.#engine
      .search(queryText(`${document.title} ${document.abstract}`), { prefix: false, fuzzy: false })
      .filter((result) => result.id !== id);
    return hits
      .map(toHit)
      .sort(byScoreThenId)
      .slice(0, options.limit ?? 10)
      .map(({ id: other, score, terms }) => ({ id: other, score, terms }));
  }

  #titlesFirst(query: string, hits: SearchHit[], filter: SearchOptions['filter']): SearchHit[] {
    const key = titleKey(query);
    const ids = [...(this.#idsByTitle.get(key) ?? [])].filter((id) => !filter || filter(id));
    if (ids.length === 0 || key === '') return hits;
    const best = hits.reduce((most, hit) => Math.max(most, hit.score), 0);
    const found = new Map(hits.map((hit) => [hit.id, hit]));
    const terms = [...new Set(key.split(' '))];
    const fields = Object.fromEntries(terms.map((term) => [term, ['title'] as const]));
    for (const id of ids) {
      const hit = found.get(id) ?? { id, score: 1, terms, fields };
      found.set(id, { ...hit, score: hit.score + best });
    }
    return [...found.values()];
  }
}

function queryText(query: string): string {
  const terms = termsOf(query.slice(0, 10_000));
  const telling = terms.filter((term) => !stopWords.has(term));
  return (telling.length > 0 ? telling : terms).slice(0, mostQueryTerms).join(' ');
}

function toHit(result: SearchResult): SearchHit {
  const fields = Object.fromEntries(
    Object.entries(result.match).map(([term, names]) => [term, names as SearchField[]]),
  );
  return { id: result.id as string, score: result.score, terms: result.terms, fields };
}

function byScoreThenId(a: SearchHit, b: SearchHit): number {
  return b.score - a.score || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
