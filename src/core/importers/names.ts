import { isNameSuffix } from '../text/nameSuffix';
import { decodeLatexAccents } from '../text/latexAccents';

/**
 * Splits a printed list of authors: `A. One, B. Two (Somewhere) and C. Three`, `One, A. and Two, B.`, `One, A.; Two, B.`
 * or `The X Collaboration: A. One, B. Two`. Affiliations in brackets and "et al." are removed. The names are returned
 * as `Given Family`.
 */
export function splitNames(text: string): readonly string[] {
  const bare = withoutBrackets(withoutMarks(decodeLatexAccents(unlisted(text))))
    .replace(/\s+/gu, ' ')
    .trim();
  const [, group, members] = LED_BY_GROUP.exec(bare) ?? [];
  const names = group === undefined ? partsOf(bare) : [group, ...partsOf(members ?? '')];
  return realNames(names);
}

/**
 * Names without "et al." and other marks that there are more, without marks of footnotes and the numbers by which DBLP
 * tells people of one name apart, and without entries that hold no letter.
 */
export function realNames(names: readonly string[]): readonly string[] {
  return names
    .map((name) => withoutEtAl(withoutMarks(name).replace(/\s+/gu, ' ')).trim())
    .map((name) => name.replace(HOMONYM, ''))
    .filter((name) => /\p{L}/u.test(name) && !ET_AL.test(name));
}

/** `Wei Wang 0001`; between the names where a program has turned `Wang, Wei 0001` round. */
const HOMONYM = /(?<=\p{L}\.?) 0\d{3}(?= \p{L}|$)/u;
const SIGN = '[*∗⁎†‡§¶‖¹²³⁰⁴-⁹]';
/** Marks of footnotes and affiliations behind names: `*`, `¹,²`, `^{1,2}`, `$^\dagger$`. */
const MARKS = new RegExp(
  String.raw`\$?\^(?:\{[\d\s,;*∗†‡§¶‖a-z\\]{0,40}\}|\d{1,2}|\\[a-z]{1,8}|${SIGN})\$?|${SIGN}+(?:,\s?${SIGN}+)*`,
  'gu',
);

function withoutMarks(text: string): string {
  const bare = /[*∗⁎†‡§¶‖¹²³⁰⁴-⁹^]/u.test(text) ? text.replace(MARKS, '') : text;
  return /\d/u.test(bare)
    ? bare.replace(DIGITS, (digits, at: number) => (isBehindName(bare, at) ? '' : digits))
    : bare;
}

/** `1`, `1,2` and `[1]` at the end of a name. */
const DIGITS =
  /(?<=\p{L}{2}|\p{Lo}|\.)(?:\d{1,2}(?: ?, ?\d{1,2}(?!\d))*|(?: ?\[\d{1,2}(?:, ?\d{1,2})*\]))(?= ?(?:[,;|，；、]|$)| (?:and|&) )/gu;

/** Whether a full name, or a Chinese one, precedes `at`. A single word with digits may be an account, such as `eva98`. */
function isBehindName(text: string, at: number): boolean {
  const name =
    text
      .slice(Math.max(0, at - 60), at)
      .split(/[,;，；、]| (?:and|&) /u)
      .at(-1) ?? '';
  return /\S \S|\p{Script=Han}$/u.test(name.trim());
}

/** `The X Collaboration: A. One, B. Two`. */
const LED_BY_GROUP = /^([^:;,]{1,100}\b(?:Collaboration|Consortium|Team|Group|Network|Project)s?) ?: (.*)$/su;
const ET_AL = /^(?:and |& )?(?:et\.? ?al\b\.?|others|等)[.,]?$/iu;
const ET_AL_BEHIND = /(?:(?<=[^\s,]),? et\.? ?al\b\.?|(?<=[^\s,]),? and others|(?<=\p{L}) ?等)[.,]?$/iu;

/** The expression is tried at each space of a name. The last characters rule it out for most names. */
function withoutEtAl(name: string): string {
  return /al|rs|等/iu.test(name.slice(-4)) ? name.replace(ET_AL_BEHIND, '') : name;
}

/** `A. One, Jr.` keeps its suffix. */
const SEPARATOR = /,(?! ?(?:Jr|Sr|I{2,3}|IV)\b)|;| (?:and|&) |、|，/u;

function partsOf(list: string): readonly string[] {
  const text = list.replace(ET_AL_BEHIND, '').trim();
  if (/[;；|]/u.test(text)) return cleanParts(text.split(/[;；|]/u)).map(spokenName);
  const joined = cleanParts(text.split(/,? (?:and|&) /u));
  if (areFamilyFirst(joined) || isFirstInverted(joined, text)) return joined.map(spokenName);
  const parts = cleanParts(text.split(SEPARATOR));
  const commas = text.split(',').map((part) => part.replace(/^ ?(?:and|&) /u, '').trim());
  return pairsWithInitials(commas) ?? parts;
}

function cleanParts(parts: readonly string[]): readonly string[] {
  return parts.map((part) => part.replace(/^\s*(?:and|&) /u, '').trim()).filter((part) => part !== '');
}

/**
 * Whether the parts of a list that "and" separates are names of the form `Family, Given`. In a list of other names that
 * ends with "and", only the first part has commas.
 */
function areFamilyFirst(parts: readonly string[]): boolean {
  const inverted = parts.filter((part) => /^[^,]+,[^,]+(?:, ?(?:Jr|Sr|I{2,3}|IV)\b\.?)?$/u.test(part));
  if (parts.length > 2)
    return inverted.length > 1 && parts.every((part) => inverted.includes(part) || !part.includes(','));
  return parts.length === 1 ? isInverted(parts[0] ?? '') : inverted.length === 2;
}

/** `Lee, Anna, and Bo Kim`, as the style of the MLA prints two authors. */
function isFirstInverted([first = '', second = '', ...others]: readonly string[], text: string): boolean {
  const isPair = others.length === 0 && /,\s?(?:and|&) /u.test(text) && /^[^\s,]+ [^,]+$/u.test(second);
  return isPair && /^[^\s,]+,/u.test(first) && isInverted(first);
}

const PARTICLES = /^(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ter|ten|zu) )+/iu;

/** Whether a text with one comma is one person: `Lee, Anna B.` rather than `Anna Lee, Bo Kim`. */
function isInverted(text: string): boolean {
  const [, family = '', given = '', rest = ''] = /^([^,]+),([^,]+)(,[^,]*)?$/u.exec(text) ?? [];
  if (rest !== '' && !/^, ?(?:Jr|Sr|I{2,3}|IV)\b\.?$/u.test(rest)) return false;
  const [left, right] = [family.trim().replace(PARTICLES, ''), given.trim()];
  if (!isNameWord(left) || !isNameWord(right) || /^(?:Jr|Sr|Inc|Ltd|I{2,3}|IV)\b/u.test(right)) return false;
  return !left.includes(' ') || !right.includes(' ') || INITIALS.test(right);
}

/** A capital first, and no capital inside of a word, as in names of companies. Scripts without capitals do not. */
function isNameWord(text: string): boolean {
  return (
    /^\p{Lu}/u.test(text) && !/(?<!\bMc|\bMac|\bDe|\bDi|\bLa|\bLe|\bDu|\bO['’])(?<=\p{Ll})\p{Lu}/u.test(text)
  );
}

const INITIALS = /^(?:\p{Lu}\.?[ -]?){1,4}$/u;

/** `Lee, A., Kim, B.` as names of the form `Given Family`; undefined for any other list. */
function pairsWithInitials(parts: readonly string[]): readonly string[] | undefined {
  if (parts.length < 4 || parts.length % 2 === 1) return undefined;
  const areInitials = (part: string, index: number): boolean => INITIALS.test(part) === (index % 2 === 1);
  if (!parts.every(areInitials)) return undefined;
  return parts.flatMap((part, index) => (index % 2 === 0 ? [`${parts[index + 1] ?? ''} ${part}`] : []));
}

/** Parses `['A. One', 'B. Two']`, a list as printed by Python. Quoted names may hold commas. */
function unlisted(text: string): string {
  const inner = /^\s*\[(.*)\]\s*$/su.exec(text)?.[1];
  if (inner === undefined) return text;
  const bare = inner.replace(/["'](?:(?<=(?:^|,\s*)["'])|(?=\s*(?:,|$)))/gu, '');
  const quoted = Array.from(
    inner.matchAll(/(?:^|,)\s?(?:'([^'\n]{1,200})'|"([^"\n]{1,200})")(?=\s?(?:,|$))/gu),
  );
  const names = quoted.map(([, single, double]) => single ?? double ?? '');
  return names.some((name) => name.includes(',')) ? names.join('; ') : bare;
}

/** Converts `Family, Given` and `Family, Given, Suffix` to `Given Family Suffix`. */
export function spokenName(name: string): string {
  const [, family = '', given, suffix = ''] = /^([^,]+),([^,]+)(?:,([^,]+))?$/u.exec(name) ?? [];
  // A part without letters is a footnote mark: `Anna Lee1,2`.
  if (given === undefined || !/\p{L}/u.test(given)) return name.trim();
  // BibTeX puts the suffix between family and given name.
  const parts = isNameSuffix(given.trim()) ? [suffix, family, given] : [given, family, suffix];
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ');
}

function withoutBrackets(text: string): string {
  let depth = 0;
  let out = '';
  for (const char of text) {
    if (char === '(') depth++;
    if (depth === 0) out += char;
    if (char === ')' && depth > 0) depth--;
  }
  return depth === 0 ? out : text.replace(/[()]/gu, ' ');
}

/** `Lee AB`, `de la Cruz A Jr`, `Lee A.-B.` */
const FAMILY_AND_INITIALS =
  /^(?<family>\p{L}[\p{L}'’ -]{0,60}\p{Ll}) (?:(?<bare>\p{Lu}{1,2})|(?<dotted>(?:\p{Lu}\.[ -]?){1,4}))(?: (?<suffix>Jr|Sr|2nd|3rd|III?|IV)\.?)?\.?$/u;
const SUFFIXES: Readonly<Record<string, string>> = { '2nd': 'II', '3rd': 'III' };

/**
 * Names as databases of medicine print them, the family name before bare initials, in the form `A. B. Lee`; other lists
 * are returned unchanged. Two capitals can be a family name too, so one name must show that they are initials, unless
 * it is known that the names `areInverted`.
 */
export function spokenInitials(names: readonly string[], areInverted: boolean): readonly string[] {
  const parts = names.map((name) => FAMILY_AND_INITIALS.exec(name)?.groups);
  const isShown =
    areInverted || parts.some((part) => part?.['dotted'] !== undefined || part?.['bare']?.length === 1);
  if (!isShown || parts.some((part) => !part)) return names;
  return parts.map(({ family, bare, dotted, suffix } = {}) => {
    const initials = dotted ?? bare?.replace(/\p{Lu}/gu, '$&.') ?? '';
    const given = initials.replace(/\.(?=\p{Lu})/gu, '. ').trim();
    return [given, family, SUFFIXES[suffix ?? ''] ?? suffix].filter((part) => part !== undefined).join(' ');
  });
}

const WORD = String.raw`(?:\p{Lu}[\p{L}.'’-]{0,40}|d[aei]|del|van|von|der|den|la|le|bin|al)`;
const FULL_NAME = new RegExp(`^(?:${WORD}(?: ${WORD}){1,4}|\\p{Script=Han}{2,4})$`, 'u');

/** Whether a text looks like a given name and a family name. Short titles can look the same. */
export function isFullName(text: string): boolean {
  return FULL_NAME.test(text);
}
