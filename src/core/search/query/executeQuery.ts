import type { SearchHit } from '../searchDocument';
import type { DocumentFilter, SearchIndex } from '../searchIndex';
import { hitsOfTitleAndWords, loosened, type QueryAnswer } from './answerQuery';
import { evaluateAll } from './evaluateQuery';
import { type IdentifierQuery, isIdentifiedBy, readIdentifier } from './identifierQuery';
import type { PaperBits, PaperTable } from './paperTable';
import { parseQuery } from './parseQuery';
import { planQuery, type QueryPlan } from './planQuery';
import type { ParsedQuery, QueryNode } from './queryNode';
import { stopWords } from '../stopWords';
import { termsOf } from '../tokenize';
import type { WholePaperIndex } from '../wholePapers';

/** What queries are executed over; both know the same papers. */
export interface QueryEngine {
  readonly index: SearchIndex;
  readonly papers: PaperTable;
  readonly whole?: WholePaperIndex;
}

/** Of a list that is full, whole papers get one place of so many. */
const shareOfWhole = 5;
/** UTF-16 units. Fewer letters of an unfinished word begin words of every whole paper. */
const shortestBeginning = 4;

/** Answers as `answerQuery` does, at once and without looking at papers one by one. */
export function executeQuery(text: string, engine: QueryEngine, limit: number): QueryAnswer {
  const parsed = parseQuery(text);
  const { problems } = parsed;
  const asked = readIdentifier(text);
  const titled = [...identified(asked, engine, limit), ...engine.index.search('', { limit, title: text })];
  if (problems.some(({ severity }) => severity === 'error'))
    return { hits: titled, problems, loosened: false };
  const wanted = asked ? parseQuery(asked.text) : parsed;
  if (asksForWhole(wanted.node) && planQuery(wanted).text !== '')
    return { hits: wholePaperHits(wanted, engine, limit, []), problems, loosened: false };
  const strict = executePlan(planQuery(wanted), engine, limit);
  const words = hitsOfTitleAndWords(titled, strict, limit);
  const hits = withWhole(words, wanted, engine, limit);
  const loose = hits.length === 0 ? loosened(wanted) : undefined;
  const looseHits = loose ? executePlan(planQuery(loose), engine, limit) : [];
  return { hits: loose ? looseHits : hits, problems, loosened: looseHits.length > 0 };
}

/** Matches in whole papers stand below the others, each with a lower score. */
function withWhole(
  hits: readonly SearchHit[],
  query: ParsedQuery,
  engine: QueryEngine,
  limit: number,
): readonly SearchHit[] {
  const places = Math.max(limit - hits.length, Math.floor(limit / shareOfWhole));
  const added = places === 0 ? [] : wholePaperHits(query, engine, places, hits);
  if (added.length === 0) return hits;
  const first = hits.slice(0, limit - added.length);
  const lowest = first.at(-1)?.score ?? Infinity;
  const best = added[0]?.score ?? 1;
  const factor = lowest < best ? lowest / (best + 1) : 1;
  return [...first, ...added.map((hit) => ({ ...hit, score: hit.score * factor }))];
}

/** Whether the words of a query are to be looked for in whole papers only. */
function asksForWhole(node: QueryNode | undefined): boolean {
  if (node?.kind === 'and') return node.nodes.some(asksForWhole);
  return node?.kind === 'criterion' && node.criterion.kind === 'in';
}

/**
 * The papers whose whole text has the words, without those that are known already. What is asked besides words decides as
 * it does for other papers.
 */
function wholePaperHits(
  query: ParsedQuery,
  { papers, index, whole }: QueryEngine,
  limit: number,
  known: readonly SearchHit[],
): readonly SearchHit[] {
  const { text, deciding } = planQuery(query);
  const isOnly = asksForWhole(query.node);
  if (!whole || whole.isEmpty || text === '') return [];
  const knownIds = new Set(known.map(({ id }) => id));
  const phrases = deciding.flatMap((node) => (node.kind === 'phrase' ? [node.text] : []));
  const others = deciding.filter(({ kind }) => kind !== 'phrase');
  const accepted =
    others.length === 0
      ? undefined
      : evaluateAll(others, { papers, segments: index.searchable(), whole: whole.paperIds });
  const hits = whole.search(isOnly ? text : withoutBeginning(text), {
    limit,
    phrases,
    // Papers that are gone may still be indexed.
    accepts: (id) => {
      const row = papers.rowOf(id);
      return row !== undefined && !knownIds.has(id) && (accepted === undefined || accepted[row] === 1);
    },
  });
  if (isOnly) return hits;
  // Below papers that have all words, a section that has some of them tells nothing.
  const words = termsOf(text).filter((term) => !stopWords.has(term)).length;
  return hits.filter(({ terms }) => terms.length >= words);
}

/** The words to look for in whole papers. A short last word is taken for a whole one. */
function withoutBeginning(text: string): string {
  const isShort = text.length < shortestBeginning || /\s/u.test(text.slice(-shortestBeginning));
  return isShort ? `${text} ` : text;
}

/** The papers that have the identifier which the query names. */
function identified(
  asked: IdentifierQuery | undefined,
  { index }: QueryEngine,
  limit: number,
): readonly SearchHit[] {
  if (!asked) return [];
  const hits = index.search(`${asked.identifier} `, { limit });
  return hits.filter((hit) => isIdentifiedBy(asked.identifier, hit));
}

function executePlan(
  plan: QueryPlan,
  { index, papers, whole }: QueryEngine,
  limit: number,
): readonly SearchHit[] {
  const { text, deciding, beyondWords } = plan;
  if (deciding.length === 0) return text === '' ? [] : index.search(text, { limit });
  const accepted = evaluateAll(deciding, {
    papers,
    segments: index.searchable(),
    ...(whole && { whole: whole.paperIds }),
  });
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
