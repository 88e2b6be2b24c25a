import { readFileSync, writeFileSync } from 'node:fs';
import { Document } from 'flexsearch';
import MiniSearch from 'minisearch';
import { decodeIndex, encodeIndex } from '../../src/core/search/indexFile';
import type { SearchDocument } from '../../src/core/search/searchDocument';
import { SearchIndex } from '../../src/core/search/searchIndex';

/** An engine to be compared. Ids come best first. */
export interface BenchEngine {
  put(documents: readonly SearchDocument[]): void;
  search(query: string, limit: number): string[];
  /** Absent where the engine has no file of its own. */
  save?(file: string): void;
  load?(file: string): void;
  /** Absent where the engine does not tell. */
  related?(id: string, limit: number): unknown;
}

export const engineNames = ['MiniSearch', 'FlexSearch', 'ours'] as const;
export type EngineName = (typeof engineNames)[number];

export function benchEngine(name: EngineName): BenchEngine {
  switch (name) {
    case 'MiniSearch':
      return miniSearch();
    case 'FlexSearch':
      return flexSearch();
    case 'ours':
      return ours();
  }
}

/** As its manual shows it: prefix on the last word, fuzzy 0.2, the title weightier. */
function miniSearch(): BenchEngine {
  const options = {
    fields: ['title', 'abstract', 'authors'],
    searchOptions: {
      boost: { title: 3 },
      fuzzy: 0.2,
      prefix: (_term: string, index: number, terms: string[]) => index === terms.length - 1,
    },
  };
  let index = new MiniSearch<SearchDocument>(options);
  return {
    put: (documents) => {
      for (const document of documents) {
        if (index.has(document.id)) index.replace(document);
        else index.add(document);
      }
    },
    search: (query, limit) =>
      index
        .search(query)
        .slice(0, limit)
        .map(({ id }) => id as string),
    save: (file) => writeFileSync(file, JSON.stringify(index)),
    load: (file) => {
      index = MiniSearch.loadJSON<SearchDocument>(readFileSync(file, 'utf8'), options);
    },
  };
}

/** Prefixes of all words, results of title and abstract merged, words left out where none has all. */
function flexSearch(): BenchEngine {
  const index = new Document({ document: { id: 'id', index: ['title', 'abstract'] }, tokenize: 'forward' });
  return {
    put: (documents) => {
      for (const { id, title, abstract } of documents) index.update({ id, title, abstract });
    },
    search: (query, limit) => {
      const found = index.search(query, { limit, suggest: true, merge: true }) as unknown as { id: string }[];
      return found.map(({ id }) => id).slice(0, limit);
    },
  };
}

function ours(): BenchEngine {
  let index = new SearchIndex();
  return {
    put: (documents) => {
      for (const document of documents) index.put(document);
    },
    search: (query, limit) => index.search(query, { limit }).map(({ id }) => id),
    related: (id, limit) => index.related(id, { limit }),
    save: (file) => {
      for (const merging = index.maintain(); !merging.next().done;);
      writeFileSync(file, encodeIndex(index.segments(), 'bench'));
    },
    load: (file) => {
      const decoded = decodeIndex(readFileSync(file), 'bench');
      if (!decoded.ok) throw new Error(`The index is ${decoded.error}`);
      index = new SearchIndex(decoded.value);
    },
  };
}
