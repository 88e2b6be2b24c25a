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
export function endsAtBoundary(lexemes: readonly Lexeme[], { end, tex }: Formula): boolean {
  const next = lexemes[end];
  if (!next || next.gap || next.kind === 'wall') return true;
  if (next.kind === 'mark') return !runsOn.has(next.text);
  const isUnit = next.kind === 'letter' && lexemes[end - 1]?.kind === 'number' && /[\\=<>]/.test(tex); // N = 85M
  return isUnit || (next.kind === 'word' && /\^\d$/.test(tex)); // S²LIC, un²CLIP
}
