import type { QueryNode } from '../search/query/queryNode';
import { termsOf } from '../search/tokenize';

/** Whether a query matches every paper because it contains no searchable word: `***`, `-"…"` alone, `title:"!"`. */
export function matchesEverything(node: QueryNode): boolean {
  switch (node.kind) {
    case 'word':
    case 'phrase':
      return termsOf(node.text).length === 0;
    case 'criterion':
      return node.criterion.kind === 'title' && termsOf(node.criterion.text).length === 0;
    case 'not':
      return matchesEverything(node.node);
    case 'and':
      return node.nodes.every(matchesEverything);
    case 'or':
      return node.nodes.some(matchesEverything);
  }
}
