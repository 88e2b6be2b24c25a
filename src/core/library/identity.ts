import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { latexToText } from '../text/latexText';
import { undecomposedLetters } from '../text/undecomposedLetters';
import { arxivKey } from './arxivId';
import type { PaperId, PaperRecord } from './paper';
import { normaliseTitle, paperId, slug } from './paperId';

/** The data that distinguish papers: identifiers or, without them, the title. */
export interface PaperIdentity {
  readonly arxivId: string | undefined;
  readonly doi: string | undefined;
  /** See {@link titleKey}. */
  readonly titleKey: string;
}

/** Soft hyphens, zero-width and direction characters, variation selectors. */
// oxlint-disable-next-line no-misleading-character-class
const INVISIBLE = /[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/gu;
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ';
const SUPERSCRIPT_RUN = new RegExp(`[${SUPERSCRIPTS}]+`, 'gu');
const GREEK =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega'.split(
    ' ',
  );
/** Commands that only choose a font or a size. */
const STYLES =
  /\\(?:math(?:bb|cal|rm|bf|it|sf|tt|frak|scr|bm)|operatorname|boldsymbol|text|left|right|displaystyle|var(?=[a-z]))(?![a-z])\*?/gu;

/** Commands for signs that are no letters, which do not count where they are written in Unicode either. */
const SIGNS =
  /\\(?:times|pm|mp|cdot|div|to|(?:left|right|leftright)arrow|infty|sim|approx|leq?|geq?|neq?|[lcd]?dots|circ|in|subset|cup|cap|forall|exists|partial|nabla)(?![a-z])/giu;

/**
 * A key that is equal for all spellings of one title: case, accents, dashes, quotes, invisible characters and TeX do not
 * count. Signs that are part of names (`+`, `#`, `*`), superscripts and vowel signs do. It is the {@link paperId} of the
 * title where that tells as much; `id` is that, if it is known.
 */
export function titleKey(title: string, id?: PaperId): string {
  const text = comparable(title);
  const normalised = normaliseTitle(title);
  if (text === normalised || text === '') return id ?? paperId(title);
  return normaliseTitle(text) === text ? paperId(text) : `signs-${hash(text)}`;
}

function comparable(title: string): string {
  const isPlain = /^[\w\s.,:;!?'"()/-]*$/u.test(title) && !title.includes('_');
  const text = isPlain ? title : withoutTex(title.replace(INVISIBLE, ''));
  return text
    .toLowerCase()
    .replace(/[+#*^]/gu, ' $& ')
    .replace(/[^\p{L}\p{N}\p{M}+#*^]+/gu, ' ')
    .trim();
}

/** Formulas and accents as plain letters: `$D^{2}$`, `D²` and `\alpha` as `D^2` and `alpha`. */
function withoutTex(title: string): string {
  const plain = latexToText(title)
    .replace(STYLES, ' ')
    .replace(SIGNS, ' ')
    .replace(/\\ell(?![a-z])/giu, 'ℓ')
    .replace(/\\([a-z]+)/giu, ' $1 ')
    .replace(SUPERSCRIPT_RUN, (run) => `^${run.normalize('NFKC')}`)
    .replace(/[{}$_\\]/gu, '');
  const unaccented = plain
    .normalize('NFKD')
    .replace(/([\p{Script=Latin}\p{Script=Greek}])[\u0300-\u036f]+/gu, '$1')
    .normalize('NFC')
    .toLowerCase();
  return unaccented
    .replace(/[øłđßæœı]/gu, (letter) => undecomposedLetters.get(letter) ?? letter)
    .replace(
      /(?<!\p{Script=Greek})[α-ω](?!\p{Script=Greek})/gu,
      (letter) => ` ${GREEK[letter.charCodeAt(0) - 0x3b1] ?? letter} `,
    );
}

/** The first identifier that a paper has: `arxiv:2401.01234` or `doi:10.1000/x`. */
function identifierOf({ arxivId, doi }: Pick<PaperIdentity, 'arxivId' | 'doi'>): string | undefined {
  if (arxivId !== undefined) return `arxiv:${arxivKey(arxivId)}`;
  return doi === undefined ? undefined : `doi:${doi}`;
}

/**
 * The id of a paper whose title gives an id that another paper has: the identifier, or the exact title, is in its hash,
 * so that it is the same on every machine.
 */
export function distinctId(title: string, identity: PaperIdentity): PaperId {
  const normalised = normaliseTitle(title);
  const discriminator = identifierOf(identity) ?? `title:${identity.titleKey}`;
  return `${slug(normalised)}-${hash(`${normalised}\n${discriminator}`).slice(0, 8)}`;
}

/** Whether two lists of authors have a family name in common; undefined if one of them is empty. */
export function haveCommonAuthor(a: PaperRecord['authors'], b: PaperRecord['authors']): boolean | undefined {
  if (!a || !b || a.length === 0 || b.length === 0) return undefined;
  const families = new Set(a.map(familyName));
  return b.some((name) => families.has(familyName(name)));
}

/** The last word of a name that is no initial or suffix: `Lee` of `Anna Lee` and of `Lee A`. */
export function familyName(name: string): string {
  const words = comparable(withoutTex(name))
    .split(' ')
    .filter((word) => !/^(?:jr|sr|i{2,3}|iv)$/u.test(word));
  return words.findLast((word) => word.length > 1) ?? words.at(-1) ?? '';
}

function hash(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, 16);
}
