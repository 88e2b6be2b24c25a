import type { TextRange } from '../../text/sentences';

export interface FormulaSpan extends TextRange {
  readonly tex: string;
  /** Whether it is one symbol with its scripts. */
  readonly isSymbol: boolean;
}

/** "C_Phi, C_Psi": symbols with nothing but a comma between them were one formula. */
export function joinLists(text: string, spans: readonly FormulaSpan[]): FormulaSpan[] {
  const joined: FormulaSpan[] = [];
  spans.forEach((next, at) => {
    const last = joined.at(-1);
    if (last && isPair(text, last, next) && !isEnumeration(text, next, spans.slice(at + 1, at + 3))) {
      joined[joined.length - 1] = { ...last, end: next.end, tex: `${last.tex}, ${next.tex}` };
    } else joined.push(next);
  });
  return joined;
}

function isPair(text: string, left: FormulaSpan, right: FormulaSpan): boolean {
  const areSymbols = left.isSymbol && right.isSymbol && !/mathrm|^\d/.test(left.tex + right.tex);
  return areSymbols && text.slice(left.end, right.start) === ', ';
}

/** "x, y, and z" is a sentence with three formulas; "x, y, and m, n" one with two. */
function isEnumeration(text: string, last: FormulaSpan, [next, afterNext]: readonly FormulaSpan[]): boolean {
  if (!next || !/^,? (?:and|or) $/.test(text.slice(last.end, next.start))) return false;
  return !afterNext || !isPair(text, next, afterNext);
}
