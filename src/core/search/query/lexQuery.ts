import type { TextRange } from '../../text/sentences';

/** A piece of a query's text. */
export type QueryToken = { readonly range: TextRange } & (
  | { readonly kind: 'open' | 'close' | 'minus' | 'or' }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'phrase'; readonly text: string; readonly closed: boolean }
  | {
      readonly kind: 'operator';
      readonly name: string;
      readonly value: string;
      readonly valueRange: TextRange;
      readonly closed: boolean;
    }
);

// A name before a colon with a value right after it. `e.g.:`, `http://`, `Title: words` and `doi:10.1` are text.
const operatorPattern = /^([A-Za-z]+):(?=[^\s/:()])/;
const quotePattern = /^["“”]/;

/** Never fails: what has no other meaning is a word. */
export function lexQuery(text: string): QueryToken[] {
  const tokens: QueryToken[] = [];
  let at = 0;
  while (at < text.length) {
    const blank = /^\s+/.exec(text.slice(at, at + 64));
    if (blank) at += blank[0].length;
    else {
      const token = tokenAt(text, at, tokens.at(-1));
      tokens.push(token);
      at = token.range.end;
    }
  }
  return tokens;
}

function tokenAt(text: string, start: number, before: QueryToken | undefined): QueryToken {
  const first = text.charAt(start);
  const apart = before?.range.end !== start || before.kind === 'open' || before.kind === 'minus';
  if (first === '(' || first === ')') {
    return { kind: first === '(' ? 'open' : 'close', range: { start, end: start + 1 } };
  }
  if (quotePattern.test(first)) return phraseAt(text, start);
  if (
    first === '-' &&
    apart &&
    before?.kind !== 'minus' &&
    /^[^\s-]/.test(text.slice(start + 1, start + 2))
  ) {
    return { kind: 'minus', range: { start, end: start + 1 } };
  }
  return operatorAt(text, start) ?? wordAt(text, start);
}

function phraseAt(text: string, start: number): QueryToken & { kind: 'phrase' } {
  const length = text.slice(start + 1).search(/["“”]/);
  const closed = length >= 0;
  const end = closed ? start + 1 + length : text.length;
  return {
    kind: 'phrase',
    text: text.slice(start + 1, end),
    closed,
    range: { start, end: closed ? end + 1 : end },
  };
}

function operatorAt(text: string, start: number): QueryToken | undefined {
  const name = operatorPattern.exec(text.slice(start, start + 64))?.[1];
  if (name === undefined) return undefined;
  const valueStart = start + name.length + 1;
  if (quotePattern.test(text.charAt(valueStart))) {
    const { text: value, closed, range } = phraseAt(text, valueStart);
    return { kind: 'operator', name, value, closed, valueRange: range, range: { start, end: range.end } };
  }
  const end = valueStart + (/^[^\s()"]*/.exec(text.slice(valueStart))?.[0].length ?? 0);
  const valueRange = { start: valueStart, end };
  return {
    kind: 'operator',
    name,
    value: text.slice(valueStart, end),
    closed: true,
    valueRange,
    range: { start, end },
  };
}

function wordAt(text: string, start: number): QueryToken {
  const length = /^[^\s()"“”]+/.exec(text.slice(start))?.[0].length ?? 1;
  const range = { start, end: start + length };
  const word = text.slice(range.start, range.end);
  return word === 'OR' ? { kind: 'or', range } : { kind: 'word', text: word, range };
}
