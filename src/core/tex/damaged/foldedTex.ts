import {
  alphabets,
  alphabetSwitches,
  bracketSizes,
  fractions,
  mathAccents,
  mathSymbols,
  roots,
  textWrappers,
} from '../symbols';

/** A token of TeX, and what of it a page shows. */
export interface Piece {
  readonly tex: string;
  readonly letters: string;
  /** The change in the depth of braces. */
  readonly depth: number;
}

export function readPiece(text: string, at: number): Piece | undefined {
  const unit = text.charAt(at);
  if (unit === '') return undefined;
  if (unit === '\\') return readCommand(text, at);
  if (unit === '^') return readScriptPair(text, at) ?? { tex: unit, letters: '', depth: 0 };
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (unit === '{' || unit === '}') return { tex: unit, letters: '', depth: unit === '{' ? 1 : -1 };
  return { tex: character, letters: foldedCharacter(character), depth: 0 };
}

const argument = String.raw`(\{(?:[^{}]|\{[^{}]*\})*\}|\\[A-Za-z]+|[^\\{}\s])`;
const scriptPair = new RegExp(String.raw`\^${argument}_${argument}`, 'y');

/** `^{\prime}_{1}`: pages write the subscript first. */
function readScriptPair(text: string, at: number): Piece | undefined {
  scriptPair.lastIndex = at;
  const [tex, above = '', below = ''] = scriptPair.exec(text) ?? [];
  const letters = tex === undefined ? undefined : [lettersOf(below), lettersOf(above)];
  return tex === undefined || !letters || letters.includes(undefined)
    ? undefined
    : { tex, letters: letters.join(''), depth: 0 };
}

function lettersOf(tex: string): string | undefined {
  let letters = '';
  for (let at = 0; at < tex.length;) {
    const piece = readPiece(tex, at);
    if (!piece) return undefined;
    letters += piece.letters;
    at += piece.tex.length;
  }
  return letters;
}

function readCommand(text: string, at: number): Piece | undefined {
  const [tex, name = ''] = /^\\([A-Za-z]+|[^A-Za-z\s]|\s)/.exec(text.slice(at, at + 30)) ?? [];
  if (tex === undefined) return undefined;
  if (name === '|') return { tex, letters: '||', depth: 0 };
  if (/^[^A-Za-z]/.test(name)) {
    const letters = /[,;:!>\s-]/.test(name) ? '' : foldedCharacter(name);
    return { tex, letters, depth: 0 };
  }
  const letters = symbolLetters(name) ?? (isSilent(name) ? '' : undefined);
  return letters === undefined ? undefined : { tex, letters, depth: 0 };
}

const layout = new Set(
  'displaystyle textstyle scriptstyle limits nolimits quad qquad mathopen mathclose'.split(' '),
);

/** Whether a command only says how its arguments are set. */
function isSilent(name: string): boolean {
  return (
    [alphabets, alphabetSwitches, textWrappers, mathAccents, fractions, roots, bracketSizes].some((table) =>
      table.has(name),
    ) || layout.has(name)
  );
}

export const symbolLetters = (name: string): string | undefined => foldedSymbols.get(name);

/** A UTF-16 unit in the form in which both halves of a doubled formula are compared; a surrogate pair counts at its first unit. */
export function foldedUnit(text: string, at: number): string {
  const code = text.charCodeAt(at);
  if (code < 0x80) return folds[code] ?? '';
  return code >= 0xdc00 && code < 0xe000
    ? ''
    : foldedCharacter(String.fromCodePoint(text.codePointAt(at) ?? 0));
}

/** Maps variants of a sign to one of them, and signs that only one half has to nothing. */
const variants: ReadonlyMap<string, string> = new Map([
  ...Array.from(' \t\n\r^_~/√¯˙ˇ˘´¨`‾', (character): [string, string] => [character, '']),
  ...['−-', '∗*', "′'", '∣|', '⋅·', '⩽≤', '⩾≥'].map((pair): [string, string] => [
    pair.slice(0, 1),
    pair.slice(1),
  ]),
  ['‖', '||'],
  ['∥', '||'],
  ['⋯', '...'],
]);

function foldedCharacter(character: string): string {
  const variant = variants.get(character);
  if (variant !== undefined) return variant;
  if (character <= '\u007f') return character;
  return character.normalize('NFKD').replace(/[\p{M}\p{Cf}\s]/gu, '');
}

/** The folded ASCII characters by their code, as nearly all characters are ASCII. */
const folds = Array.from({ length: 0x80 }, (_, code) => foldedCharacter(String.fromCharCode(code)));
const foldedSymbols: ReadonlyMap<string, string> = new Map(
  Array.from(mathSymbols, ([name, { plain }]) => [name, Array.from(plain, foldedCharacter).join('')]),
);
