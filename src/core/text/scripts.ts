const PLAIN = '0123456789+-=()';
const SUPER = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾';
const SUB = '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎';
const SUPER_LETTERS: Readonly<Record<string, string>> = { n: 'ⁿ', i: 'ⁱ' };
const SUB_LETTERS: Readonly<Record<string, string>> = {
  a: 'ₐ',
  e: 'ₑ',
  o: 'ₒ',
  x: 'ₓ',
  n: 'ₙ',
  m: 'ₘ',
  k: 'ₖ',
  i: 'ᵢ',
  j: 'ⱼ',
  t: 'ₜ',
  p: 'ₚ',
  s: 'ₛ',
};

/** A short text in superscript or subscript characters; undefined if one of its characters has none. */
export function scriptCharacters(text: string, kind: 'super' | 'sub'): string | undefined {
  const plain = text.trim().replaceAll('−', '-');
  if (plain === '' || plain.length > 12) return undefined;
  const letters = kind === 'super' ? SUPER_LETTERS : SUB_LETTERS;
  const characters = Array.from(plain, (char) => {
    const at = PLAIN.indexOf(char);
    return at < 0 ? letters[char] : (kind === 'super' ? SUPER : SUB)[at];
  });
  return characters.every((char) => char !== undefined) ? characters.join('') : undefined;
}
