import type { TermMarks } from './explain';
import { comesBefore, type RankedDocument, type WeightedMatches, weighed } from './rank';
import { completeness, prefixMatch, wholeTitleFactor, wordShare } from './ranking';
import { titleField } from './searchDocument';
import { readWords, type Segment } from './segment';
import type { SegmentMatches } from './wordMatches';

/** How well a document has each word of a query: the match of its best term, 0 without any. */
interface MetWords {
  readonly anywhere: readonly number[];
  /** Whether each stands in the title. */
  readonly isWholeInTitle: boolean;
}

/**
 * Reorders the best documents for a short query by how completely they have its words: a person who types three words from
 * memory wants all of them, as typed, and most often they are from a title. The order for a longer query is not changed.
 */
export function orderCandidates(
  segments: readonly Segment[],
  words: readonly WeightedMatches[],
  ranked: readonly RankedDocument[],
  marks: TermMarks,
): readonly RankedDocument[] {
  const { found, rarities, whole } = weighed(segments, words);
  if (found.length < 2 || !found.every(({ asTyped }) => asTyped === true)) return ranked;
  const tables = segments.map((segment, number) => new MatchTable(segment, number, found, marks));
  const candidates = ranked.map((hit) => ({
    hit,
    met: metWords(tables[hit.segment], hit.document, found.length),
  }));
  // Compared with the best candidate, because a mistyped or unfinished word never matches exactly.
  const best = found.map((_, word) =>
    candidates.reduce((most, { met }) => Math.max(most, met.anywhere[word] ?? 0), 1),
  );
  const ordered = candidates.map(({ hit, met }) => {
    const covered = best.reduce(
      (sum, most, word) => sum + (rarities[word] ?? 0) * wordShare(met.anywhere[word] ?? 0, most),
      0,
    );
    const titleLength = segments[hit.segment]?.parts.titleLengths[hit.document] ?? 1;
    const raise = met.isWholeInTitle ? wholeTitleFactor(found.length, titleLength) : 1;
    return { ...hit, score: hit.score * raise * completeness(covered / whole) };
  });
  return ordered.sort((a, b) => (comesBefore(segments, a, b) ? -1 : 1));
}

function metWords(table: MatchTable | undefined, document: number, words: number): MetWords {
  const anywhere = new Array<number>(words).fill(0);
  const inTitle = new Array<boolean>(words).fill(false);
  table?.visit(document, (word, match, fields) => {
    anywhere[word] = Math.max(anywhere[word] ?? 0, match);
    if ((fields & titleField) !== 0) inTitle[word] = true;
  });
  return { anywhere, isWholeInTitle: inTitle.every(Boolean) };
}

/** Which words of a query the terms of a segment meet, and how well. */
class MatchTable {
  readonly #byTerm = new Map<number, [word: number, match: number][]>();
  readonly #begun: [word: number, matches: SegmentMatches][] = [];

  constructor(
    private readonly segment: Segment,
    private readonly number: number,
    words: readonly WeightedMatches[],
    private readonly marks: TermMarks,
  ) {
    for (const [word, { matches }] of words.entries()) {
      const found = matches.segments[number];
      if (!found) continue;
      if (found.low < found.high) this.#begun.push([word, found]);
      for (const [term, match] of found.terms) {
        const entry = this.#byTerm.get(term);
        if (entry) entry.push([word, match]);
        else this.#byTerm.set(term, [[word, match]]);
      }
    }
  }

  /** Calls `visit` with what the terms of a document meet, and the fields that they stand in. */
  visit(document: number, visit: (word: number, match: number, fields: number) => void): void {
    const { parts } = this.segment;
    const marks = this.marks(this.number);
    readWords(parts, document, (term, fields) => {
      // Most terms of a document match no word.
      if (marks[term] === 0) return;
      const met = this.#byTerm.get(term);
      if (met) for (const [word, match] of met) visit(word, match, fields);
      for (const [word, { low, high, typed, terms }] of this.#begun) {
        if (term >= low && term < high && !terms.has(term))
          visit(word, prefixMatch(typed, parts.terms.lengthAt(term)), fields);
      }
    });
  }
}
