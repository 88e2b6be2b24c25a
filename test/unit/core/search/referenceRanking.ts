import { analyse } from '../../../../src/core/search/analyse';
import { queryWords, type WeightedWord } from '../../../../src/core/search/queryWords';
import * as ranking from '../../../../src/core/search/ranking';
import {
  namingFields,
  type SearchDocument,
  textFields,
  titleField,
} from '../../../../src/core/search/searchDocument';
import { stem } from '../../../../src/core/search/stem';
import { stopWords } from '../../../../src/core/search/stopWords';
import { titleKey } from '../../../../src/core/search/tokenize';

/**
 * The ranking as it is defined, document by document and with nothing but maps: what the index has to answer, without
 * anything that makes it fast.
 */
export function referenceSearch(
  documents: readonly SearchDocument[],
  query: string,
): { id: string; score: number }[] {
  const words = queryWords(query);
  const analysed = documents.map((document) => ({
    ...analyse(document, 0),
    title: titleKey(document.title),
  }));
  const counts = new Map<string, number>();
  for (const { terms } of analysed)
    for (const term of terms.keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
  const found = words
    .map((word) => {
      const matches = matchesOf(word, counts, documents.length, analysed);
      const worth = analysed.map(({ terms }) =>
        Math.max(0, ...[...terms].map(([other, { impact }]) => (matches.get(other) ?? 0) * impact)),
      );
      const isIn = (wanted: number): readonly boolean[] =>
        analysed.map(({ terms }) =>
          [...terms].some(([other, { fields }]) => (fields & wanted) !== 0 && matches.has(other)),
        );
      const met = analysed.map(({ terms }) =>
        Math.max(0, ...[...terms.keys()].map((other) => matches.get(other) ?? 0)),
      );
      const known = word.asTyped ? (counts.get(word.term) ?? 0) : 0;
      const count = known > 0 ? known : worth.filter((value) => value > 0).length;
      return {
        worth,
        met,
        inTitle: isIn(titleField),
        inName: isIn(namingFields),
        rarity: count && word.weight * ranking.rarity(count, documents.length),
      };
    })
    .filter(({ rarity }) => rarity > 0);
  const whole = found.reduce((sum, { rarity }) => sum + rarity, 0);
  const areFew = words.every(({ asTyped }) => asTyped);
  const isOrdered = areFew && found.length > 1;
  const best = found.map(({ met }) => Math.max(1, ...met));
  const ranked = analysed
    .map(({ id, title, titleLength, terms }, at) => {
      const sum = found.reduce((total, { worth, rarity }) => total + rarity * (worth[at] ?? 0), 0);
      const covered = found.reduce((total, { worth, rarity }) => total + (worth[at] ? rarity : 0), 0);
      const score = sum && sum * ranking.coverage(covered / whole, found.length, areFew);
      if (!isOrdered) return { id, title, group: 0, score };
      const shares = found.map(({ met }, word) => ranking.wordShare(met[at] ?? 0, best[word] ?? 1));
      const met = found.reduce((total, { rarity }, word) => total + rarity * (shares[word] ?? 0), 0) / whole;
      const isNamed = met >= ranking.leastShareOfNamed && found.every(({ inName }) => inName[at]);
      const isRemembered = found.length >= ranking.leastRemembered;
      if (isRemembered && !isNamed && shares.every((share) => share === 1)) {
        const length = [...terms.values()].filter(({ fields }) => (fields & textFields) !== 0).length;
        return { id, title, group: 1, score: score * ranking.lengthFactor(found.length, length) };
      }
      const isWhole = found.every(({ inTitle }) => inTitle[at]);
      const raise = isWhole ? ranking.wholeTitleFactor(found.length, titleLength) : 1;
      return { id, title, group: isNamed ? 2 : 0, score: score * raise };
    })
    .sort((a, b) => b.group - a.group || b.score - a.score || (a.id < b.id ? -1 : 1));
  const isTitle = ({ title }: { title: string }): boolean => title !== '' && title === titleKey(query);
  const isFirst = (hit: { title: string; score: number }): boolean =>
    !isTitle(hit) && hit.score > 0 && isBegun(hit.title, query);
  return [
    ...ranked.filter(isTitle),
    ...ranked.filter(isFirst),
    ...ranked.filter((hit) => !isTitle(hit) && !isFirst(hit) && hit.score > 0),
  ];
}

/** Whether a title begins with the query, whose last word may be unfinished. */
function isBegun(title: string, query: string): boolean {
  const isOpen = /[\p{L}\p{N}]$/u.test(query);
  return query.length >= 3 && `${title} `.startsWith(isOpen ? titleKey(query) : `${titleKey(query)} `);
}

function matchesOf(
  { term: word, joined, open, asTyped }: WeightedWord,
  counts: ReadonlyMap<string, number>,
  total: number,
  analysed: readonly { terms: ReadonlyMap<string, { readonly positions: readonly number[] }> }[],
): Map<string, number> {
  const matches = new Map<string, number>();
  for (const form of [...joined, word]) {
    for (const term of counts.keys())
      if (stem(form) === stem(term)) matches.set(term, ranking.inflectionMatch(form, term, asTyped));
  }
  for (const whole of joined) if (counts.has(whole)) matches.set(whole, ranking.joinedMatch);
  if (counts.has(word)) matches.set(word, ranking.exactMatch);
  const known = analysed.filter(({ terms }) => [...matches.keys()].some((term) => terms.has(term))).length;
  if (open) addBegun(matches, { word, joined }, counts);
  const begun = analysed.filter(({ terms }) => [...matches.keys()].some((term) => terms.has(term))).length;
  const slip = ranking.slipOf({ typed: counts.get(word) ?? 0, known, begun }, total);
  if (!slip) return matches;
  const written = new Set(
    analysed.flatMap(({ terms }) =>
      [...terms].filter(([, { positions }]) => positions.length > 0).map(([term]) => term),
    ),
  );
  return new Map([
    ...slips({ word, open: open && matches.size === 0, asTyped }, slip, counts, written),
    ...matches,
  ]);
}

function addBegun(
  matches: Map<string, number>,
  { word, joined }: { readonly word: string; readonly joined: readonly string[] },
  counts: ReadonlyMap<string, number>,
): void {
  for (const term of counts.keys()) {
    if (matches.has(term)) continue;
    const whole = joined.find((each) => term.startsWith(each));
    const begun = term.startsWith(word) && !stopWords.has(term) ? word : undefined;
    const typed = whole ?? begun;
    if (typed !== undefined) matches.set(term, ranking.prefixMatch(typed.length, term.length));
  }
}

function slips(
  { word, open, asTyped }: { readonly word: string; readonly open: boolean; readonly asTyped: boolean },
  slip: ranking.Slip,
  counts: ReadonlyMap<string, number>,
  written: ReadonlySet<string>,
): Map<string, number> {
  const found = new Map<string, number>();
  const distanceTo = open && word.length >= ranking.shortestMistypedPrefix ? prefixDistance : editDistance;
  const forgiven = ranking.forgivenEdits(word.length, asTyped && /^[a-z]+$/.test(word));
  for (let edits = 1; edits <= Math.min(forgiven, slip.mostEdits) && found.size === 0; edits += 1) {
    for (const [term, count] of counts) {
      if (!written.has(term)) continue;
      if (distanceTo === editDistance && Math.abs(term.length - word.length) > edits) continue;
      const distance = distanceTo(word, term);
      if (distance > edits || count < slip.leastCount) continue;
      const missing = distanceTo === prefixDistance ? Math.max(0, term.length - word.length) : 0;
      const { isDoubtful } = slip;
      found.set(term, ranking.mistypedMatch(term.length, { edits: distance, missing, isDoubtful }));
    }
  }
  return found;
}

function prefixDistance(word: string, term: string): number {
  return Math.min(
    ...Array.from({ length: term.length + 1 }, (_, end) => editDistance(word, term.slice(0, end))),
  );
}

/** Optimal string alignment: the textbook's matrix. */
export function editDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => i || j),
  );
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      rows[i]![j] = Math.min(
        rows[i - 1]![j]! + 1,
        rows[i]![j - 1]! + 1,
        rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1),
        swap ? rows[i - 2]![j - 2]! + 1 : Infinity,
      );
    }
  }
  for (let i = 1; i <= a.length; i += 1) rows[i]![0] = i;
  return rows[a.length]![b.length]!;
}
