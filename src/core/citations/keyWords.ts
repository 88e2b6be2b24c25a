import type { Paper } from '../library/paper';
import { plain } from '../tex/plain';
import { undecomposedLetters } from '../text/undecomposedLetters';
import { isGroup, keyName } from './names';

/** The words of titles that keys leave out, in the languages of which Better BibTeX knows them. */
const functionWords: ReadonlySet<string> = new Set(
  (
    'a ab aboard about above across after against al along amid among an and anti around as at before behind below ' +
    'beneath beside besides between beyond but by d da das de del dell dello dei degli della delle dem den der des ' +
    'despite die do down du during ein eine einem einen einer eines el en et except for from gli i il in inside into ' +
    'is l la las le les like lo los near nor of off on onto or over past per plus round save since so some sur than the ' +
    'through to toward towards un una unas under underneath une unlike uno unos until up upon versus via von while with ' +
    'within without yet zu zum'
  ).split(' '),
);

/** The words of a title that Better BibTeX treats as significant: without function words and single letters. */
export function significantWords(title: string): readonly string[] {
  return titleWords(title).filter(isSignificant);
}

export function isSignificant(word: string): boolean {
  return !functionWords.has(word.toLowerCase()) && !/^[A-Za-z]$/u.test(word);
}

/** The words of a title in ASCII letters and digits; what a hyphen or an apostrophe joins is one word. */
export function titleWords(title: string): readonly string[] {
  return plain(title)
    .split(/[\s/–—:;,!?()[\]{}“”"]+/u)
    .map(asciiWord)
    .filter((word) => word !== '');
}

/** The family names of authors in ASCII, with their particles: `vandermaaten`. A collaboration is one name. */
export function authorKeys({ authors = [] }: Pick<Paper, 'authors'>): readonly string[] {
  return authors.map((name) => asciiWord(isGroup(name) ? name : keyName(name))).filter((name) => name !== '');
}

/** The year of publication, else that of the first version on arXiv. */
export function yearOf({ year, published }: Pick<Paper, 'year' | 'published'>): string | undefined {
  return year === undefined ? /^\d{4}/.exec(published ?? '')?.[0] : String(year);
}

/** The letters and digits of a word, without accents; letters of other scripts are left out. */
export function asciiWord(word: string): string {
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
