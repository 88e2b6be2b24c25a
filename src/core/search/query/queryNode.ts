import type { SourceId } from '../../library/day';
import type { TriageState } from '../../triage/triageState';
import type { TextRange } from '../../text/sentences';
import type { DatePattern } from './datePattern';
import type { Message } from '../../base/localization';

export const heldThings = ['note', 'tag', 'highlight', 'code'] as const;
export type HeldThing = (typeof heldThings)[number];

/** A condition for papers, written as an operator. */
export type Criterion =
  | { readonly kind: 'tag'; readonly tag: string }
  /** The day's date, or its label where it is no date. */
  | { readonly kind: 'day'; readonly date: DatePattern | undefined; readonly label: string }
  | { readonly kind: 'after' | 'before'; readonly date: DatePattern }
  | { readonly kind: 'is'; readonly state: TriageState }
  | { readonly kind: 'has'; readonly thing: HeldThing }
  /** Whether a file of the workspace names the paper: any, or the one at this path or below it. */
  | { readonly kind: 'file'; readonly path: string | undefined }
  /** Whether the whole paper is stored; the words of the query are then searched for in it. */
  | { readonly kind: 'in'; readonly place: 'fulltext' }
  | { readonly kind: 'source'; readonly source: SourceId }
  | { readonly kind: 'author'; readonly name: string }
  | { readonly kind: 'category'; readonly category: string }
  | { readonly kind: 'title'; readonly text: string };

/** A query as it was understood. Ranges are of its text. */
export type QueryNode =
  /** Text without an operator: may hold several words, or none (`***`). */
  | { readonly kind: 'word'; readonly text: string; readonly range: TextRange }
  | { readonly kind: 'phrase'; readonly text: string; readonly range: TextRange }
  | { readonly kind: 'criterion'; readonly criterion: Criterion; readonly range: TextRange }
  | { readonly kind: 'not'; readonly node: QueryNode; readonly range: TextRange }
  | { readonly kind: 'and' | 'or'; readonly nodes: readonly QueryNode[]; readonly range: TextRange };

/** A part of a query that could not be understood, with a message for the person. */
export interface QueryProblem {
  readonly range: TextRange;
  /** One plain sentence. */
  readonly message: Message;
  /** The suggested replacement for the range. */
  readonly suggestion?: string;
  /** An error is not searched around; after a warning, the rest of the query is. */
  readonly severity: 'error' | 'warning';
}

export interface ParsedQuery {
  readonly text: string;
  /** Absent for an empty query. */
  readonly node?: QueryNode;
  /** In the order of the text. */
  readonly problems: readonly QueryProblem[];
}

/** The first problem for which a query is not searched; undefined if it can be. */
export function queryError(problems: readonly QueryProblem[]): QueryProblem | undefined {
  return problems.find(({ severity }) => severity === 'error');
}
