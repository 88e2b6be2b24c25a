import { recommend } from '../../src/core/search/recommend';
import type { SearchDocument } from '../../src/core/search/searchDocument';
import { SearchIndex } from '../../src/core/search/searchIndex';
import { sentences } from '../../src/core/search/sentences';
import { seedDocuments } from '../unit/search/seedDocuments';
import { pick, seededRandom } from './random';

export interface RecommendFigures {
  /** Mean average precision over the topics, ranked and in the order of dates. */
  readonly ranked: number;
  readonly dated: number;
  readonly milliseconds: number;
}

const topics = 8;
const marked = 20;

/**
 * A person who marks 20 papers on a topic among `size`, one in eight of which are on it: how well are the others ranked?
 * A paper on a topic takes a third of its sentences from the topic's seeds, and the rest from all.
 */
export function simulateRecommend(size: number): RecommendFigures {
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
  const worded = made.map(({ id, topic }) => ({ id, topic, words: index.wordsOf(id) }));
  const started = performance.now();
  const scores = Array.from({ length: topics }, (_, topic) => {
    const lessons = worded.filter((paper) => paper.topic === topic).slice(0, marked);
    const rest = worded.filter((paper) => !lessons.includes(paper));
    const ranking = recommend(
      lessons.map((paper) => ({ ...paper, wanted: true, weight: 1 })),
      rest,
    );
    const onTopic = new Set(rest.filter((paper) => paper.topic === topic).map(({ id }) => id));
    return { ranked: averagePrecision(ranking, onTopic), dated: averagePrecision(rest, onTopic) };
  });
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    ranked: mean(scores.map(({ ranked }) => ranked)),
    dated: mean(scores.map(({ dated }) => dated)),
    milliseconds: (performance.now() - started) / topics,
  };
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

/** `npm run bench -- recommend`. */
export function benchRecommend(): Promise<void> {
  const { ranked, dated, milliseconds } = simulateRecommend(2000);
  const ratio = (ranked / dated).toFixed(2);
  console.log(
    `average precision ${ranked.toFixed(3)}, by date ${dated.toFixed(3)} (×${ratio}), ${milliseconds.toFixed(0)} ms`,
  );
  return Promise.resolve();
}
