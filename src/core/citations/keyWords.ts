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

/** Tags of markup that titles contain in some bibliographies. */
const TAGS = /<\/?(?:i|b|em|strong|sc|sub|sup|nc|code|span|scp|jats:[a-z]{1,10})(?:\s[^<>]{0,200})?>/giu;
/** Brackets and commas within a word or a number: `(re)visited`, `1,000`. */
const WITHIN = /(?<=[\p{L}\p{N}])[()[\]{}](?=[\p{L}\p{N}])|(?<=\d),(?=\d)/gu;

/** The words of a title in ASCII letters and digits; what a hyphen or an apostrophe joins is one word. */
export function titleWords(title: string): readonly string[] {
  return plain(title.replace(TAGS, ''))
    .replace(WITHIN, '')
    .split(/[\s/–—:;,!?()[\]{}“”"]+/u)
    .map((word) => ascii(word).replace(/[^A-Za-z0-9_]/gu, ''))
    .filter((word) => word !== '');
}

/**
 * The family names of authors in ASCII, with their particles and with hyphens and full stops between letters:
 * `vandermaaten`, `castillo-lopez`. A collaboration is one name.
 */
export function authorKeys({ authors = [] }: Pick<Paper, 'authors'>): readonly string[] {
  return authors.map((name) => asciiName(isGroup(name) ? name : keyName(name))).filter((name) => name !== '');
}

function asciiName(name: string): string {
  return ascii(name)
    .replace(/[^A-Za-z0-9.-]/gu, '')
    .replace(/^[.-]{1,9}|[.-]{1,9}$/gu, '');
}

/** The year of publication, else that of the first version on arXiv. */
export function yearOf({ year, published }: Pick<Paper, 'year' | 'published'>): string | undefined {
  return year === undefined ? /^\d{4}/.exec(published ?? '')?.[0] : String(year);
}

/** The letters and digits of a word in ASCII; letters of scripts other than Latin, Greek and Cyrillic are left out. */
export function asciiWord(word: string): string {
  return ascii(word).replace(/[^A-Za-z0-9]/gu, '');
}

/** Without accents, and in Latin letters as Better BibTeX writes those of other alphabets. */
function ascii(text: string): string {
  // Some letters are others than what they decompose into: й is y, и is i.
  return latin(latin(text).normalize('NFKD'));
}

function latin(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, latinLetter);
}

function latinLetter(letter: string): string {
  const lower = letter.toLowerCase();
  const written = latinLetters.get(lower) ?? undecomposedLetters.get(lower);
  if (written === undefined) return letter;
  if (letter === lower) return written;
  return lower === 'æ' || lower === 'œ' ? written.toUpperCase() : capital(written);
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Letters that do not decompose into a Latin letter and an accent, as a sequence of pairs. */
const latinLetters: ReadonlyMap<string, string> = new Map(
  (
    'ħ h ŋ ng ŧ t ƒ f ĸ k ə e × x µ u ‐ - ‑ - ' +
    'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ h ψ ps ω o ϵ e ϑ th ϕ ph ϖ p ϱ r ' +
    'а a б b в v г g д d е e ё yo ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х h ц c ч ch ш sh щ shch ы y ' +
    'э e ю yu я ya ђ dj ѓ gj є ie ѕ dz і i ї yi ј j љ lj њ nj ћ tsh ќ kj ў u џ dzh'
  )
    .split(' ')
    .flatMap((letter, at, all): [string, string][] => (at % 2 === 0 ? [[letter, all[at + 1] ?? '']] : [])),
);
