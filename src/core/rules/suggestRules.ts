import type { QueryablePaper } from '../search/query/queryablePaper';
import { stopWords } from '../search/stopWords';
import { termsOf } from '../search/tokenize';

/** A property of a paper that a rule can match, and the query for it. */
export interface RuleSuggestion {
  readonly kind: 'author' | 'category' | 'title word';
  readonly label: string;
  readonly match: string;
}

const shortestWord = 3;

/** Suggests queries that match papers like this one: by category, by title word, by author. */
export function suggestRules({ title, authors, categories }: QueryablePaper): readonly RuleSuggestion[] {
  const words = new Set(termsOf(title).filter((term) => term.length >= shortestWord && !stopWords.has(term)));
  return [
    ...[...new Set(categories)].map((label) => likeness('category', 'cat', label)),
    ...[...words].map((label) => likeness('title word', 'title', label)),
    ...[...new Set(authors)].map((label) => likeness('author', 'author', label)),
  ];
}

function likeness(kind: RuleSuggestion['kind'], operator: string, label: string): RuleSuggestion {
  const value = /^[a-z0-9.-]+$/i.test(label) ? label : `"${label.replace(/["“”]/g, ' ')}"`;
  return { kind, label, match: `${operator}:${value}` };
}
