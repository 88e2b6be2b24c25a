/**
 * Unicode's mathematical alphabets (Unicode Standard, chapter 22.2). Bold and italic letters are left out on purpose:
 * as plain text they are harder to read, to search and to hear than the letters they stand for.
 */
interface Alphabet {
  /** Code points of the letters for A, a and 0. */
  readonly upper: number;
  readonly lower: number;
  readonly digit?: number;
  /** Letters with code points outside of the alphabet's block. */
  readonly elsewhere: Readonly<Record<string, string>>;
}

const script: Alphabet = {
  upper: 0x1d49c,
  lower: 0x1d4b6,
  elsewhere: { B: 'ℬ', E: 'ℰ', F: 'ℱ', H: 'ℋ', I: 'ℐ', L: 'ℒ', M: 'ℳ', R: 'ℛ', e: 'ℯ', g: 'ℊ', o: 'ℴ' },
};
const fraktur: Alphabet = {
  upper: 0x1d504,
  lower: 0x1d51e,
  elsewhere: { C: 'ℭ', H: 'ℌ', I: 'ℑ', R: 'ℜ', Z: 'ℨ' },
};
const doubleStruck: Alphabet = {
  upper: 0x1d538,
  lower: 0x1d552,
  digit: 0x1d7d8,
  elsewhere: { C: 'ℂ', H: 'ℍ', N: 'ℕ', P: 'ℙ', Q: 'ℚ', R: 'ℝ', Z: 'ℤ' },
};

const byCommand: ReadonlyMap<string, Alphabet> = new Map([
  ['mathcal', script],
  ['mathscr', script],
  ['cal', script],
  ['mathfrak', fraktur],
  ['mathbb', doubleStruck],
  ['mathds', doubleStruck],
  ['mathbbm', doubleStruck],
  ['Bbb', doubleStruck],
]);

/** Converts `text` to the alphabet of a command; characters without such a letter are kept. */
export function inAlphabet(command: string, text: string): string {
  const alphabet = byCommand.get(command);
  return alphabet ? Array.from(text, (character) => letterOf(alphabet, character)).join('') : text;
}

function letterOf(alphabet: Alphabet, character: string): string {
  const known = Object.hasOwn(alphabet.elsewhere, character) ? alphabet.elsewhere[character] : undefined;
  if (known !== undefined) return known;
  const code = character.charCodeAt(0);
  if (/^[A-Z]$/.test(character)) return String.fromCodePoint(alphabet.upper + code - 65);
  if (/^[a-z]$/.test(character)) return String.fromCodePoint(alphabet.lower + code - 97);
  if (/^[0-9]$/.test(character) && alphabet.digit !== undefined)
    return String.fromCodePoint(alphabet.digit + code - 48);
  return character;
}

const superscripts = new Map(zip('0123456789+-=−', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁻'));
const subscripts = new Map(zip('0123456789+-=−', '₀₁₂₃₄₅₆₇₈₉₊₋₌₋'));

/** A number or sign as Unicode super- or subscript; undefined for anything else, including letters. */
export function asScript(text: string, position: '^' | '_'): string | undefined {
  const table = position === '^' ? superscripts : subscripts;
  let out = '';
  for (const character of text) {
    const raised = table.get(character);
    if (raised === undefined) return undefined;
    out += raised;
  }
  return out === '' ? undefined : out;
}

function zip(from: string, to: string): [string, string][] {
  const target = Array.from(to);
  return Array.from(from, (character, at) => [character, target[at] ?? character]);
}
