import type { TermMarks } from './explain';
import { comesBefore, type RankedDocument, type WeightedMatches, weighed } from './rank';
import {
  leastRemembered,
  leastShareOfNamed,
  lengthFactor,
  prefixMatch,
  wholeTitleFactor,
  wordShare,
} from './ranking';
import { namingFields, textFields, titleField } from './searchDocument';
import { readWords, type Segment, storedWords } from './segment';
import type { SegmentMatches } from './wordMatches';

/** How a document has the words of a query. */
interface MetWords {
  /** For each word, the match of the document's best term; 0 without any. */
  readonly matches: readonly number[];
  /** For each word, the fields that have a term that meets it. */
  readonly fields: readonly number[];
  /** How many different terms the title and the abstract have. */
  readonly length: number;
}

/** Documents of a higher group rank before all of a lower group. */
const groups = {
  /** A word is missing or met in another form than the best one, or there are too few words to tell. */
  others: 0,
  /** All of at least {@link leastRemembered} words, in their best forms, occur in the document. */
  complete: 1,
  /** All words, most of them in their best forms, occur in the title, tags, authors or keywords. */
  named: 2,
} as const;

interface Candidate {
  readonly hit: RankedDocument;
  readonly group: (typeof groups)[keyof typeof groups];
  /** Comparable within a group. */
  readonly value: number;
}

/**
 * Reorders the best documents for a short query. Three words typed from memory are usually all meant as typed, and most often
 * come from a title. First come documents that are named by the words, then those that have all of them
 * anywhere, then the others. The order for a longer query is not changed.
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
  const documents = ranked.map((hit) => metDocument(hit, tables[hit.segment], found.length));
  // Compared with the best candidate, because a mistyped or unfinished word never matches exactly.
  const best = found.map((_, word) =>
    documents.reduce((most, { met }) => Math.max(most, met.matches[word] ?? 0), 1),
  );
  const candidates = documents.map(({ hit, met }): Candidate => {
    const shares = best.map((most, word) => wordShare(met.matches[word] ?? 0, most));
    const isComplete = shares.every((share) => share === 1);
    const share = shares.reduce((sum, of, word) => sum + (rarities[word] ?? 0) * of, 0) / whole;
    const isNamed = share >= leastShareOfNamed && met.fields.every((fields) => (fields & namingFields) !== 0);
    if (isComplete && !isNamed && found.length >= leastRemembered) {
      const value = hit.score * lengthFactor(found.length, met.length);
      return { hit, group: groups.complete, value };
    }
    const titleLength = segments[hit.segment]?.parts.titleLengths[hit.document] ?? 1;
    const isTitle = met.fields.every((fields) => (fields & titleField) !== 0);
    const raise = isTitle ? wholeTitleFactor(found.length, titleLength) : 1;
    return { hit, group: isNamed ? groups.named : groups.others, value: hit.score * raise };
  });
  return scored(candidates).sort((a, b) => (comesBefore(segments, a, b) ? -1 : 1));
}

/** Candidates with scores by which each group comes before the next. */
function scored(candidates: readonly Candidate[]): RankedDocument[] {
  const most = greatest(candidates.filter(({ group }) => group !== groups.complete));
  const scale = most / greatest(candidates.filter(({ group }) => group === groups.complete));
  return candidates.map(({ hit, group, value }) => ({
    ...hit,
    score: group * most + (group === groups.complete ? scale : 1) * value,
  }));
}

/** The greatest value; 1 without a positive one. */
function greatest(candidates: readonly Candidate[]): number {
  return candidates.reduce((most, { value }) => Math.max(most, value), 0) || 1;
}

/** A hit with its words, and how these meet the words of the query, of which there are `count`. */
function metDocument(
  hit: RankedDocument,
  table: MatchTable | undefined,
  count: number,
): { readonly hit: RankedDocument; readonly met: MetWords } {
  if (!table) throw new RangeError('No such segment');
  const words = storedWords(table.segment.parts, hit.document);
  const matches = new Array<number>(count).fill(0);
  const fields = new Array<number>(count).fill(0);
  const length = table.visit(words, (word, match, fieldsOfTerm) => {
    matches[word] = Math.max(matches[word] ?? 0, match);
    fields[word] = (fields[word] ?? 0) | fieldsOfTerm;
  });
  return { hit: { ...hit, words }, met: { matches, fields, length } };
}

/** Which words of a query the terms of a segment meet, and how well. */
class MatchTable {
  readonly #byTerm = new Map<number, [word: number, match: number][]>();
  readonly #begun: [word: number, matches: SegmentMatches][] = [];

  constructor(
    readonly segment: Segment,
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

  /**
   * Calls `visit` for each term of a document that matches a word of the query, with the fields that contain the term.
   * @param words as {@link storedWords} returns them
   * @returns how many different terms its title and abstract have
   */
  visit(words: Uint8Array, visit: (word: number, match: number, fields: number) => void): number {
    const { parts } = this.segment;
    const marks = this.marks(this.number);
    let length = 0;
    readWords(words, (term, fields) => {
      if ((fields & textFields) !== 0) length += 1;
      // Most terms of a document match no word.
      if (marks[term] === 0) return;
      const met = this.#byTerm.get(term);
      if (met) for (const [word, match] of met) visit(word, match, fields);
      for (const [word, { low, high, typed, terms }] of this.#begun) {
        if (term >= low && term < high && !terms.has(term))
          visit(word, prefixMatch(typed, parts.terms.lengthAt(term)), fields);
      }
    });
    return length;
  }
}
