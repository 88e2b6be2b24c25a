import type { Paper } from '../library/paper';
import { plain } from '../tex/plain';
import { undecomposedLetters } from '../text/undecomposedLetters';
import { familyName } from './names';

/** Words of a title that say too little to stand in a key. */
const skipped: ReadonlySet<string> = new Set(
  (
    'a about above across after against along among around as at before behind below beneath beside between beyond but ' +
    'by can do does down during except for from how in inside into is it its like near nor of off on onto or over past ' +
    'per plus round since so some than that the this through to towards under underneath until up upon using via was ' +
    'were what when where which while who why with within without yet and are be'
  ).split(' '),
);

/**
 * A citation key by the formula `auth.lower + shorttitle(3,3) + year`, in ASCII letters and digits:
 * `lecunDeepLearning2015`. Parts that are not known are left out; `paper` if none is.
 */
export function citationKey(paper: Pick<Paper, 'title' | 'authors' | 'year' | 'published'>): string {
  const [first] = paper.authors ?? [];
  const author = first === undefined ? '' : asciiWord(familyName(first)).toLowerCase();
  const words = plain(paper.title)
    .split(/[^\p{L}\p{N}\p{M}'’]+/u)
    .filter((word) => word !== '' && !skipped.has(word.toLowerCase()));
  const title = words.map(asciiWord).filter((word) => word !== '');
  const short = title.slice(0, 3).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${author}${short.join('')}${yearOf(paper) ?? ''}` || 'paper';
}

/** The year of publication, else that of the first version on arXiv. */
export function yearOf({ year, published }: Pick<Paper, 'year' | 'published'>): string | undefined {
  return year === undefined ? /^\d{4}/.exec(published ?? '')?.[0] : String(year);
}

/** The letters and digits of a word, without accents; letters of other scripts fall away. */
function asciiWord(word: string): string {
  return word
    .replace(/[^\0-\x7f]/gu, plainLetter)
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]/gu, '');
}

function plainLetter(letter: string): string {
  const lower = letter.toLowerCase();
  const plain = undecomposedLetters.get(lower) ?? lower;
  if (plain === lower) return letter;
  return letter === lower ? plain : plain.toUpperCase();
}
