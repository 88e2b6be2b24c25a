import type { TextRange } from '../../text/sentences';
import { stopWords } from '../stopWords';
import { termsOf } from '../tokenize';
import type { ParsedQuery, QueryNode } from './queryNode';

/** The plan of a query: the text by which the index ranks, and the conditions that each paper is then tested for. */
export interface QueryPlan {
  /**
   * The words to rank by, for `SearchIndex.search`; if empty, all papers that pass are the answer.
   * The last one is unfinished where it ends the query.
   */
  readonly text: string;
  /** Conditions that a paper must all fulfil, as tested by `matchesQuery`. */
  readonly deciding: readonly QueryNode[];
  /**
   * Whether papers that have none of the words may be an answer too (`diffusion OR tag:later`): they follow the ranked
   * ones.
   */
  readonly beyondWords: boolean;
}

/**
 * Words, alone or in parentheses and with OR between them, only rank: the more of them the better, with typos allowed.
 * Phrases, operators and groups that contain them are conditions; their words rank too, unless they are excluded.
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

/** Words and phrases that are not excluded, in order; those of `title:` among them. */
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

/** Whether a node consists of words that are not excluded. */
function isWords(node: QueryNode): boolean {
  if (node.kind === 'and' || node.kind === 'or') return node.nodes.every(isWords);
  return node.kind === 'word';
}

/** Whether a paper without any of the words can match the node. */
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
