import type { TextRange } from '../../text/sentences';
import { stopWords } from '../stopWords';
import { termsOf } from '../tokenize';
import type { ParsedQuery, QueryNode } from './queryNode';

/** How a query is answered: what the index ranks by, and what each paper is then asked. */
export interface QueryPlan {
  /**
   * The words to rank by, for `SearchIndex.search`; empty where there are none, and all papers that pass are the answer.
   * The last one is unfinished where it ends the query.
   */
  readonly text: string;
  /** What a paper has to be, all of it, as `matchesQuery` decides. */
  readonly deciding: readonly QueryNode[];
  /**
   * Whether papers that have none of the words may be an answer too (`diffusion OR tag:later`): they follow the ranked
   * ones.
   */
  readonly beyondWords: boolean;
}

/**
 * Words, alone or in parentheses and with OR between them, rank: the more of them the better, typos forgiven. Phrases,
 * operators and whatever is mixed with them decide; their words rank too, unless they are ruled out.
 */
export function planQuery({ text, node }: ParsedQuery): QueryPlan {
  if (!node) return { text: '', deciding: [], beyondWords: false };
  const ranking = rankingNodes(node);
  const words = ranking.map((word) => word.text).join(' ');
  const last = ranking.at(-1);
  const unfinished = last?.kind === 'word' && last.range.end === text.length;
  return {
    text: words === '' || unfinished ? words : `${words} `,
    deciding: (node.kind === 'and' ? node.nodes : [node]).filter((child) => !isWords(child)),
    beyondWords: words !== '' && isWordless(node),
  };
}

interface RankingText {
  readonly kind: 'word' | 'phrase';
  readonly text: string;
  readonly range: TextRange;
}

/** Words and phrases that are asked for, in order; those of `title:` among them. */
function rankingNodes(node: QueryNode): RankingText[] {
  switch (node.kind) {
    case 'word':
      return termsOf(node.text).length > 0 ? [node] : [];
    case 'phrase':
      return isTelling(node.text) ? [node] : [];
    case 'criterion': {
      const { criterion, range } = node;
      const ranks = criterion.kind === 'title' && isTelling(criterion.text);
      return ranks ? [{ kind: 'phrase', text: criterion.text, range }] : [];
    }
    case 'not':
      return [];
    case 'and':
    case 'or':
      return node.nodes.flatMap(rankingNodes);
  }
}

/** The index does not know stop words of running text. */
function isTelling(text: string): boolean {
  return termsOf(text).some((term) => !stopWords.has(term));
}

/** Whether a node is nothing but words that are asked for. */
function isWords(node: QueryNode): boolean {
  if (node.kind === 'and' || node.kind === 'or') return node.nodes.every(isWords);
  return node.kind === 'word';
}

/** Whether a paper that has none of the words can be what the node asks for. */
function isWordless(node: QueryNode): boolean {
  switch (node.kind) {
    case 'word':
      return termsOf(node.text).length === 0;
    case 'phrase':
      return !isTelling(node.text);
    case 'criterion':
      return node.criterion.kind !== 'title' || !isTelling(node.criterion.text);
    case 'not':
      return true;
    case 'and':
      return node.nodes.every(isWordless);
    case 'or':
      return node.nodes.some(isWordless);
  }
}
