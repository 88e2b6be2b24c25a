import { recommend } from '../../src/core/search/recommend';
import type { SearchDocument } from '../../src/core/search/searchDocument';
import { SearchIndex } from '../../src/core/search/searchIndex';
import { sentences } from '../../src/core/text/sentences';
import type { WordedPaper } from '../../src/core/search/wordVectors';
import { seedDocuments } from '../unit/core/search/seedDocuments';
import { pick, seededRandom } from './random';

/** Ranks the papers of `rest`, best first, by what those of `wanted` are. */
export type Ranker = (
  wanted: readonly WordedPaper[],
  rest: readonly WordedPaper[],
) => readonly { readonly id: string }[];

/** A person who has marked papers on a topic. */
export interface Reading {
  readonly wanted: readonly WordedPaper[];
  /** In the order of dates. */
  readonly rest: readonly WordedPaper[];
  readonly onTopic: ReadonlySet<string>;
}

const topics = 8;
const marked = 20;

/**
 * For each topic a person who marks the first 20 papers on it among `size`, one in eight of which are on it. A paper on
 * a topic takes a third of its sentences from the topic's seeds, and the rest from all.
 */
export function readings(size: number): readonly Reading[] {
  const random = seededRandom(11);
  const seeds = seedDocuments().map(({ abstract }) =>
    sentences(abstract).map(({ start, end }) => abstract.slice(start, end)),
  );
  const index = new SearchIndex();
  const made = Array.from({ length: size }, (_, number): SearchDocument & { topic: number } => {
    const topic = Math.floor(random() * topics);
    const own = seeds.filter((_seed, at) => at % topics === topic);
    const body = Array.from({ length: 6 }, () => pick(pick(random() < 1 / 3 ? own : seeds, random), random));
    return { id: `d${number}`, title: `Paper ${number}`, abstract: body.join(' '), topic };
  });
  for (const document of made) index.put(document);
  const worded = made.map(({ id, topic }) => ({ id, topic, ...index.wordsOf(id) }));
  return Array.from({ length: topics }, (_, topic) => {
    const wanted = worded.filter((paper) => paper.topic === topic).slice(0, marked);
    const rest = worded.filter((paper) => !wanted.includes(paper));
    return {
      wanted,
      rest,
      onTopic: new Set(rest.filter((paper) => paper.topic === topic).map(({ id }) => id)),
    };
  });
}

/** The order of dates, which is what there is without a ranking. */
export const byDate: Ranker = (_wanted, rest) => rest;

/** Ours. */
export const recommended: Ranker = (wanted, rest) =>
  recommend(
    wanted.map((paper) => ({ ...paper, wanted: true, weight: 1 })),
    rest,
  );

/** Mean average precision of a ranking over all readings, 0 to 1. */
export function precision(ranker: Ranker, all: readonly Reading[]): number {
  const each = all.map(({ wanted, rest, onTopic }) => averagePrecision(ranker(wanted, rest), onTopic));
  return each.reduce((sum, value) => sum + value, 0) / each.length;
}

function averagePrecision(ranking: readonly { id: string }[], relevant: ReadonlySet<string>): number {
  let found = 0;
  let sum = 0;
  for (const [rank, { id }] of ranking.entries()) {
    if (!relevant.has(id)) continue;
    found += 1;
    sum += found / (rank + 1);
  }
  return sum / relevant.size;
}

/** `npm run bench -- recommend`. The yardstick gets the cost that suits it best. */
export async function benchRecommend(): Promise<void> {
  const { linearSvm } = await import('./linearSvm');
  const all = readings(2000);
  const dated = precision(byDate, all);
  const rows: readonly (readonly [string, Ranker])[] = [
    ['by date', byDate],
    ['LIBSVM, linear, C = 0.001', await linearSvm(0.001)],
    ['LIBSVM, linear, C = 0.01', await linearSvm(0.01)],
    ['LIBSVM, linear, C = 0.1', await linearSvm(0.1)],

    ['ours', recommended],
  ];
  for (const [name, ranker] of rows) {
    const started = performance.now();
    const figure = precision(ranker, all);
    const each = (performance.now() - started) / all.length;
    const ratio = `×${(figure / dated).toFixed(2)} of date order`;
    console.log(
      `${name.padEnd(26)} average precision ${figure.toFixed(4)} (${ratio}), ${each.toFixed(0)} ms`,
    );
  }
}
