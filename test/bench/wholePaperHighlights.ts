import { placeQuotes } from '../../src/core/highlights/placeQuotes';
import { createSelector } from '../../src/core/highlights/selector';
import { seededRandom } from './random';

const highlightCount = 100;
/** The changes to a paragraph of a revision: the shares that are left out, moved behind the next one, and edited. */
const shares = { removed: 0.03, moved: 0.02, edited: 0.15 } as const;
/** The share of words that an edit of a paragraph changes. */
const editedWords = 0.05;

/** 100 highlights of whole papers, moved to revisions of them that are made: time, those kept, and those on other words. */
export function benchWholePaperHighlights(texts: readonly string[]): void {
  let longest = 0;
  const counts = { all: 0, kept: 0, wrong: 0, same: 0 };
  for (const [seed, text] of texts.entries()) {
    const next = seededRandom(seed + 1);
    const revised = revision(text, next);
    const selectors = Array.from({ length: highlightCount }, () => {
      const start = Math.floor(next() * (text.length - 300));
      return createSelector(text, start, start + 10 + Math.floor(next() * 240));
    });
    const started = performance.now();
    const placed = placeQuotes(selectors, text, revised);
    longest = Math.max(longest, performance.now() - started);
    const unchanged = placeQuotes(selectors, text, text);
    for (const [at, { quote, start }] of selectors.entries()) {
      const [place, same] = [placed[at], unchanged[at]];
      counts.all++;
      if (same?.kind === 'found' && same.start === start) counts.same++;
      if (place?.kind !== 'found') continue;
      if (isSame(quote, revised.slice(place.start, place.end))) counts.kept++;
      else counts.wrong++;
    }
  }
  const share = (count: number): string => `${((100 * count) / counts.all).toFixed(1)} %`;
  console.log(
    `${highlightCount} highlights on a revision: at most ${longest.toFixed(0)} ms (to reach: 200); ` +
      `kept ${share(counts.kept)} (to reach: 83), on other words ${counts.wrong} (0), on the same text ${share(counts.same)} (100)`,
  );
}

function revision(text: string, next: () => number): string {
  const lines: string[] = [];
  let held: string | undefined;
  for (const line of text.split('\n')) {
    const chance = next();
    if (chance < shares.removed) continue;
    if (chance < shares.removed + shares.moved && held === undefined) {
      held = line;
      continue;
    }
    lines.push(next() < shares.edited ? edited(line, next) : line);
    if (held !== undefined) lines.push(held);
    held = undefined;
  }
  return lines.join('\n');
}

function edited(line: string, next: () => number): string {
  return line
    .split(' ')
    .flatMap((word) => {
      const chance = next();
      if (chance < editedWords / 3) return [];
      if (chance < (2 * editedWords) / 3) return [word, 'indeed'];
      return chance < editedWords ? ['another'] : [word];
    })
    .join(' ');
}

function isSame(a: string, b: string): boolean {
  const words = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();
  return words(a) === words(b);
}
