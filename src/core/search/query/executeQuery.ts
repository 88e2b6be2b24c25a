import type { SearchHit } from '../searchDocument';
import type { DocumentFilter, SearchIndex } from '../searchIndex';
import { evaluateAll, type QueryData } from './evaluateQuery';
import { isIdentifiedBy } from './identifierQuery';
import type { PaperBits, PaperTable } from './paperTable';
import { planQuery, type QueryPlan } from './planQuery';
import { hitsOfTitleAndWords, loosened, type QueryAnswer, readQuery } from './queryAnswer';
import type { QueryNode } from './queryNode';
import type { WholePaperIndex } from '../wholePapers';

/** The data that queries are executed on; both parts have the same papers. */
export interface QueryEngine {
  readonly index: SearchIndex;
  readonly papers: PaperTable;
  readonly whole?: WholePaperIndex;
}

/** Whole papers get one place of this many in a list that is full. */
const shareOfWhole = 5;
/** In UTF-16 units. Words that begin with fewer letters occur in every whole paper. */
const shortestBeginning = 4;

/** Answers a query of the language of `parseQuery`, at once and without looking at papers one by one. */
export function executeQuery(text: string, engine: QueryEngine, limit: number): QueryAnswer {
  const { problems, identifier, wanted } = readQuery(text);
  const titled = [
    ...identified(identifier, engine, limit),
    ...engine.index.search('', { limit, title: text }),
  ];
  if (!wanted) return { hits: titled, problems, loosened: false };
  const plan = planQuery(wanted);
  if (plan.text !== '' && isLimitedToWhole(wanted.node))
    return { hits: wholePaperHits(plan, engine, { limit }), problems, loosened: false };
  const strict = executePlan(plan, engine, limit);
  const words = hitsOfTitleAndWords(titled, strict, limit);
  const hits = withWhole(words, plan, engine, limit);
  const loose = hits.length === 0 ? loosened(wanted) : undefined;
  const looseHits = loose ? executePlan(planQuery(loose), engine, limit) : [];
  return { hits: loose ? looseHits : hits, problems, loosened: looseHits.length > 0 };
}

/** Adds matches in whole papers below the others, with lower scores. Only sections with all words are added. */
function withWhole(
  hits: readonly SearchHit[],
  plan: QueryPlan,
  engine: QueryEngine,
  limit: number,
): readonly SearchHit[] {
  const places = Math.max(limit - hits.length, Math.floor(limit / shareOfWhole));
  if (places === 0 || plan.text === '') return hits;
  const whole = { ...plan, text: withoutBeginning(plan.text) };
  const added = wholePaperHits(whole, engine, { limit: places, besides: hits });
  if (added.length === 0) return hits;
  const first = hits.slice(0, limit - added.length);
  const lowest = first.at(-1)?.score ?? Infinity;
  const best = added[0]?.score ?? 1;
  const factor = lowest < best ? lowest / (best + 1) : 1;
  return [...first, ...added.map((hit) => ({ ...hit, score: hit.score * factor }))];
}

/** Whether the words of a query are searched for in whole papers only. */
function isLimitedToWhole(node: QueryNode | undefined): boolean {
  if (node?.kind === 'and') return node.nodes.some(isLimitedToWhole);
  return node?.kind === 'criterion' && node.criterion.kind === 'in';
}

/**
 * The papers whose whole text has words of the query and that meet the other criteria. Besides other hits, only other
 * papers with a section that has all words.
 */
function wholePaperHits(
  { text, deciding }: QueryPlan,
  engine: QueryEngine,
  { limit, besides }: { readonly limit: number; readonly besides?: readonly SearchHit[] },
): readonly SearchHit[] {
  const { papers, whole } = engine;
  if (!whole || whole.isEmpty) return [];
  const knownIds = new Set(besides?.map(({ id }) => id));
  const phrases = deciding.flatMap((node) => (node.kind === 'phrase' ? [node.text] : []));
  const others = deciding.filter(({ kind }) => kind !== 'phrase');
  const accepted = others.length === 0 ? undefined : evaluateAll(others, queryData(engine));
  return whole.search(text, {
    limit,
    phrases,
    isEvery: besides !== undefined,
    // Papers that were deleted may still be indexed.
    accepts: (id) => {
      const row = papers.rowOf(id);
      return row !== undefined && !knownIds.has(id) && (accepted === undefined || accepted[row] === 1);
    },
  });
}

function queryData({ papers, index, whole }: QueryEngine): QueryData {
  return { papers, segments: index.searchable(), ...(whole && { whole: whole.paperIds }) };
}

/** The words to search for in whole papers, where a short last word is treated as complete. */
function withoutBeginning(text: string): string {
  const isShort = text.length < shortestBeginning || /\s/u.test(text.slice(-shortestBeginning));
  return isShort ? `${text} ` : text;
}

/** The papers that have the identifier which the query names. */
function identified(
  identifier: string | undefined,
  { index }: QueryEngine,
  limit: number,
): readonly SearchHit[] {
  if (identifier === undefined) return [];
  const hits = index.search(`${identifier} `, { limit });
  return hits.filter((hit) => isIdentifiedBy(identifier, hit));
}

function executePlan(plan: QueryPlan, engine: QueryEngine, limit: number): readonly SearchHit[] {
  const { index, papers } = engine;
  const { text, deciding, beyondWords } = plan;
  if (deciding.length === 0) return text === '' ? [] : index.search(text, { limit });
  const accepted = evaluateAll(deciding, queryData(engine));
  const accepts: DocumentFilter = (segment, document) => {
    const row = papers.rowsOf(segment)[document] ?? -1;
    return accepted[row] === 1;
  };
  const ranked = text === '' ? [] : index.search(text, { limit, accepts });
  if (ranked.length >= limit || (text !== '' && !beyondWords)) return ranked;
  return [...ranked, ...listed(papers, accepted, limit - ranked.length, ranked)];
}

/** Papers that pass, in their own order, without those that were ranked. */
function listed(
  papers: PaperTable,
  accepted: PaperBits,
  limit: number,
  ranked: readonly SearchHit[],
): SearchHit[] {
  const known = new Set(ranked.map(({ id }) => id));
  const hits: SearchHit[] = [];
  for (const row of papers.inOrder()) {
    if (hits.length >= limit) break;
    const id = papers.idAt(row);
    if (accepted[row] === 1 && !known.has(id)) hits.push({ id, score: 0, terms: [], fields: {} });
  }
  return hits;
}
