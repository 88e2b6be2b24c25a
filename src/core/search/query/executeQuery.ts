import type { SearchHit } from '../searchDocument';
import type { DocumentFilter, SearchIndex } from '../searchIndex';
import { hitsOfTitleAndWords, loosened, type QueryAnswer } from './answerQuery';
import { evaluateAll } from './evaluateQuery';
import { type IdentifierQuery, isIdentifiedBy, readIdentifier } from './identifierQuery';
import type { PaperBits, PaperTable } from './paperTable';
import { parseQuery } from './parseQuery';
import { planQuery, type QueryPlan } from './planQuery';

/** What queries are executed over; both know the same papers. */
export interface QueryEngine {
  readonly index: SearchIndex;
  readonly papers: PaperTable;
}

/** Answers as `answerQuery` does, at once and without looking at papers one by one. */
export function executeQuery(text: string, engine: QueryEngine, limit: number): QueryAnswer {
  const parsed = parseQuery(text);
  const { problems } = parsed;
  const asked = readIdentifier(text);
  const titled = [...identified(asked, engine, limit), ...engine.index.search('', { limit, title: text })];
  if (problems.some(({ severity }) => severity === 'error'))
    return { hits: titled, problems, loosened: false };
  const wanted = asked ? parseQuery(asked.text) : parsed;
  const strict = executePlan(planQuery(wanted), engine, limit);
  const loose = strict.length + titled.length === 0 ? loosened(wanted) : undefined;
  const hits = loose ? executePlan(planQuery(loose), engine, limit) : strict;
  return {
    hits: hitsOfTitleAndWords(titled, hits, limit),
    problems,
    loosened: loose !== undefined && hits.length > 0,
  };
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

function executePlan(plan: QueryPlan, { index, papers }: QueryEngine, limit: number): readonly SearchHit[] {
  const { text, deciding, beyondWords } = plan;
  if (deciding.length === 0) return text === '' ? [] : index.search(text, { limit });
  const accepted = evaluateAll(deciding, { papers, segments: index.searchable() });
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
