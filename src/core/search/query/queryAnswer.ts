import type { SearchHit } from '../searchDocument';
import { readIdentifier } from './identifierQuery';
import { parseQuery } from './parseQuery';
import { type ParsedQuery, type QueryNode, type QueryProblem, queryError } from './queryNode';

export interface QueryAnswer {
  /** Best first. */
  readonly hits: readonly SearchHit[];
  /** In the order of the text. While one is an error, nothing but a title is looked for. */
  readonly problems: readonly QueryProblem[];
  /** Whether no paper has a phrase as it is written, so that its words were looked for instead. */
  readonly loosened: boolean;
}

/** What the text of a query asks for. */
interface ReadQuery {
  readonly problems: readonly QueryProblem[];
  /** The identifier that the text names. The paper that has it stands first, then one whose title the text is. */
  readonly identifier: string | undefined;
  /** Undefined if the query has an error: nothing but the identifier and the title is looked for then. */
  readonly wanted: ParsedQuery | undefined;
}

/** Reads a query of the language of `parseQuery`. */
export function readQuery(text: string): ReadQuery {
  const parsed = parseQuery(text);
  const { problems } = parsed;
  const asked = readIdentifier(text);
  const identifier = asked?.identifier;
  if (queryError(problems)) return { problems, identifier, wanted: undefined };
  return { problems, identifier, wanted: asked ? parseQuery(asked.text) : parsed };
}

/** The query with its phrases taken for words; undefined where it has none. */
export function loosened(parsed: ParsedQuery): ParsedQuery | undefined {
  return parsed.node && hasPhrase(parsed.node) ? { ...parsed, node: loosen(parsed.node) } : undefined;
}

function hasPhrase(node: QueryNode): boolean {
  if (node.kind === 'and' || node.kind === 'or') return node.nodes.some(hasPhrase);
  return node.kind === 'phrase';
}

function loosen(node: QueryNode): QueryNode {
  if (node.kind === 'and' || node.kind === 'or') return { ...node, nodes: node.nodes.map(loosen) };
  return node.kind === 'phrase' ? { ...node, kind: 'word' } : node;
}

/** The papers whose title the query is, then the others; each with what is known of how it matched. */
export function hitsOfTitleAndWords(
  titled: readonly SearchHit[],
  hits: readonly SearchHit[],
  limit: number,
): SearchHit[] {
  if (titled.length === 0) return hits.slice(0, limit);
  const byId = new Map(hits.map((hit) => [hit.id, hit]));
  const first = new Map(titled.map((hit) => [hit.id, byId.get(hit.id) ?? hit]));
  return [...first.values(), ...hits.filter(({ id }) => !first.has(id))].slice(0, limit);
}
