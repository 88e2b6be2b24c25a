import { isMadeOf } from './joinedWords';
import { exactMatch, rarity } from './ranking';
import type { Ranker } from './rank';
import { keywordsField, type RelatedHit } from './searchDocument';
import { readWords, type Segment, storedWords } from './segment';
import { stem } from './stem';
import { stopWords } from './stopWords';
import type { WordMatcher, WordMatches } from './wordMatches';

/** A document is compared by its most significant words; more would hardly change the order. */
const comparedWords = 30;
/** How many of the words that tie two documents are named. */
const namedWords = 8;

/** A word of a document, and whether only its keywords contain it, such as a part of a category. */
interface DocumentWord {
  readonly term: string;
  readonly weight: number;
  readonly isCode: boolean;
}

interface TellingWord {
  readonly term: string;
  readonly weight: number;
  readonly matches: WordMatches;
}

/**
 * The documents nearest to `id` by tf-idf: the telling words of the one, each by its weight there, its rarity twice,
 * and its weight in the other. Best first, equal ones in the order of their ids.
 */
export function related(
  segments: readonly Segment[],
  matcher: WordMatcher,
  ranker: Ranker,
  id: string,
  limit: number,
): RelatedHit[] {
  const place = segments.findIndex((segment) => segment.find(id) >= 0);
  const source = segments[place];
  if (!source) return [];
  const document = source.find(id);
  const terms = termsOf(source, document);
  const words = tellingWords(segments, source, document).map((word) => ({
    ...word,
    matches: matcher.matchForms(segments, word.term),
  }));
  const named = words.filter(({ term, isCode }) => !isCode && isNamed(term, (word) => terms.has(word)));
  return ranker
    .rank(segments, words, { limit: limit + 1 })
    .best.filter((hit) => hit.segment !== place || hit.document !== document)
    .slice(0, limit)
    .map((hit) => ({
      id: segments[hit.segment]?.parts.ids.at(hit.document) ?? '',
      score: hit.score,
      terms: sharedTerms(named, hit.segment, hit.document),
    }));
}

function termsOf(source: Segment, document: number): ReadonlySet<string> {
  const terms = new Set<string>();
  readWords(storedWords(source.parts, document), (number) => terms.add(source.parts.terms.at(number)));
  return terms;
}

function tellingWords(segments: readonly Segment[], source: Segment, document: number): DocumentWord[] {
  const total = segments.reduce((sum, segment) => sum + segment.liveCount, 0);
  const words: DocumentWord[] = [];
  readWords(storedWords(source.parts, document), (number, fields) => {
    const term = source.parts.terms.at(number);
    if (term.length < 2 || stopWords.has(term)) return;
    const count = segments.reduce((sum, segment) => sum + segment.countOf(segment.parts.terms.find(term)), 0);
    if (count < 2) return;
    const weight = impactOf(source, number, document) * rarity(count, total);
    words.push({ term, weight, isCode: fields === keywordsField });
  });
  const byStem = new Map<string, DocumentWord>();
  for (const word of words.sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))) {
    if (!byStem.has(stem(word.term))) byStem.set(stem(word.term), word);
  }
  return [...byStem.values()].slice(0, comparedWords);
}

function impactOf({ parts }: Segment, term: number, document: number): number {
  const from = parts.postingStarts[term] ?? 0;
  const to = parts.postingStarts[term + 1] ?? 0;
  const at = parts.postingDocuments.range(from, to).indexOf(document);
  return at < 0 ? 0 : (parts.postingImpacts.range(from + at, from + at + 1)[0] ?? 0);
}

/** A letter by itself, as formulas have them. In Chinese and Japanese a single character is a word. */
const letter = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]$/u;

/**
 * Whether a term is named to a person among those that speak for a document. Numbers, single letters, and compounds that
 * are there for queries only, tell nothing beside the words.
 */
export function isNamed(term: string, has: (word: string) => boolean): boolean {
  return /\p{L}/u.test(term) && !letter.test(term) && !isMadeOf(term, has);
}

/** The words that both documents have, those that count most for the pair first. */
function sharedTerms(words: readonly TellingWord[], segment: number, document: number): string[] {
  const shared = words.flatMap(({ term, weight, matches }) => {
    const found = matches.segments[segment];
    const at = found ? found.documents.indexOf(document) : -1;
    return at < 0 ? [] : [{ term, weight: (weight * (found?.values[at] ?? 0)) / exactMatch }];
  });
  return shared
    .sort((a, b) => b.weight - a.weight)
    .slice(0, namedWords)
    .map(({ term }) => term);
}
