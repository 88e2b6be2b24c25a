import { nameOfSymbol } from './texNames';

/** Part of a normalized character. A `name` such as `alpha` is a symbol and is never joined with its neighbours. */
export interface Folded {
  readonly kind: 'letter' | 'digit' | 'name' | 'sign';
  readonly text: string;
}

/** Scripts without spaces between words: every character is a token. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** Folds one code point: case, accents, ligatures, compatibility forms (`ﬁ`, `²`, `ℝ`), and symbols to TeX's names. */
export function foldCharacter(character: string): readonly Folded[] {
  const symbol = nameOfSymbol.get(character);
  if (symbol) return [{ kind: 'name', text: symbol }];
  return Array.from(character.normalize('NFKD').toLowerCase()).flatMap(foldPart);
}

function foldPart(part: string): readonly Folded[] {
  if (/\p{M}/u.test(part)) return [];
  const symbol = nameOfSymbol.get(part);
  if (symbol) return [{ kind: 'name', text: symbol }];
  if (unspaced.test(part)) return [{ kind: 'sign', text: part }];
  if (/\p{L}/u.test(part)) return [{ kind: 'letter', text: part }];
  if (/\p{N}/u.test(part)) return [{ kind: 'digit', text: part }];
  return /\S/u.test(part) ? [{ kind: 'sign', text: part }] : [];
}
