import type { Formula } from './formula';
import type { Lexeme } from './lexemes';

const opens = new Set('([{"\'“‘`|~:,;=—–<>-/');
const runsOn = new Set('_^@\\');

/** Whether a formula may begin here: not within a word, a number, a path or a name. */
export function startsAtBoundary(lexemes: readonly Lexeme[], at: number): boolean {
  const [lexeme, previous, next] = [lexemes[at], lexemes[at - 1], lexemes[at + 1]];
  if (!lexeme || lexeme.kind === 'wall') return false;
  // Most lexemes are words, and words begin a formula only with what is directly behind them.
  if (lexeme.kind === 'word' && !lexeme.certain && (next?.kind !== 'mark' || next.gap)) return false;
  if (lexeme.gap || !previous || previous.kind === 'wall' || lexeme.certain) return true;
  return previous.kind === 'mark' && opens.has(previous.text);
}

/** Whether a formula may end here. */
export function endsAtBoundary(lexemes: readonly Lexeme[], formula: Formula): boolean {
  const [next, afterNext] = [lexemes[formula.end], lexemes[formula.end + 1]];
  if (!next || next.gap || next.kind === 'wall') return true;
  if (next.kind === 'mark') return !runsOn.has(next.text) && !(next.text === '.' && isLetters(afterNext)); // i.e.
  return isPartOfName(lexemes, formula, next);
}

const isLetters = (lexeme: Lexeme | undefined): boolean =>
  lexeme?.gap === false && (lexeme.kind === 'letter' || lexeme.kind === 'word');

/** A unit behind a number, and names with a script inside. */
function isPartOfName(lexemes: readonly Lexeme[], { end, tex }: Formula, next: Lexeme): boolean {
  const last = lexemes[end - 1];
  if (next.kind === 'letter' && last?.kind === 'number' && /[\\=<>]/.test(tex)) return true; // N = 85M
  if (!isLetters(next)) return false;
  return /\^\d$/.test(tex) || (last?.text === '}' && /[_^]\{?\d+\}?$/.test(tex)); // S²LIC, P³A, H₂OT
}
