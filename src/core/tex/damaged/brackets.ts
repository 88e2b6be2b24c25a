import { mathSymbols } from '../symbols';
import type { Lexeme } from './lexemes';

/**
 * For every bracket the index of its partner, in both directions. Round and square brackets may close each other, as
 * in [0, 1); braces and angles only themselves. Linear: each bracket is put on the stack and taken off it once.
 */
export function matchBrackets(lexemes: readonly Lexeme[]): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  const stack: { family: string; at: number }[] = [];
  lexemes.forEach((lexeme, at) => {
    const bracket = bracketOf(lexeme);
    if (lexeme.kind === 'wall') stack.length = 0;
    else if (bracket?.side === 'open') stack.push({ family: bracket.family, at });
    else if (bracket) close(bracket.family, at);
  });
  return partners;

  function close(family: string, at: number): void {
    // A brace closes over brackets left open inside; a bracket does not close over a brace.
    if (family === '{') while (stack.length > 0 && stack.at(-1)?.family !== '{') stack.pop();
    const top = stack.at(-1);
    if (top?.family !== family) return;
    stack.pop();
    partners.set(top.at, at);
    partners.set(at, top.at);
  }
}

const opening: Readonly<Record<string, string>> = { '(': '(', '[': '(', '{': '{' };
const closing: Readonly<Record<string, string>> = { ')': '(', ']': '(', '}': '{' };

function bracketOf({ kind, text }: Lexeme): { family: string; side: 'open' | 'close' } | undefined {
  if (kind === 'mark') {
    const [open, close] = [opening[text], closing[text]];
    if (open !== undefined) return { family: open, side: 'open' };
    return close === undefined ? undefined : { family: close, side: 'close' };
  }
  const role = kind === 'command' ? mathSymbols.get(text)?.role : undefined;
  if (role !== 'open' && role !== 'close') return undefined;
  return { family: text.replace(/^[lr]/, ''), side: role };
}
