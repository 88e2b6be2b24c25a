import type { TextRange } from '../../text/sentences';
import { lexQuery, type QueryToken } from './lexQuery';
import { didYouMean } from './didYouMean';
import { listOf, operatorNamed, operators } from './operators';
import type { ParsedQuery, QueryNode, QueryProblem } from './queryNode';
import { localizable, type Message } from '../../base/localization';

/** Parentheses and minus signs within each other; more is no query. */
const deepest = 32;
/** In UTF-16 units; what follows is not looked at. */
const longestQuery = 10_000;

/**
 * Reads a query: words, `"phrases"`, `name:value` operators, `-` before any of them or before parentheses, and `OR`,
 * which joins the terms on its two sides (`a b OR c` is `a` and either of `b`, `c`). Other terms beside each other must
 * all match. Never throws; a sign that makes no sense in its place is reported as a problem and skipped.
 */
export function parseQuery(text: string): ParsedQuery {
  const asked = text.slice(0, longestQuery);
  if (isProse(asked))
    return {
      text,
      problems: [],
      node: { kind: 'word', text: asked, range: { start: 0, end: asked.length } },
    };
  const parser = new Parser(lexQuery(asked));
  const node = parser.parse();
  const problems = parser.problems.sort((a, b) => a.range.start - b.range.start);
  return { text, problems, ...(node ? { node } : {}) };
}

/** A text with this many words was pasted: nobody types as many between filters. */
const fewestWordsOfProse = 8;

/**
 * Whether a text is no query but prose, in which quotation marks, brackets and hyphens are what they are in any text.
 * Operators and OR show that it is a query after all, as does a phrase that is all there is.
 */
function isProse(text: string): boolean {
  const unquoted = text.replace(/["“”][^"“”]*["“”]/g, ' ');
  if (
    (unquoted.match(/\p{L}[^\s]*/gu) ?? []).length < fewestWordsOfProse ||
    /(?:^|\s)OR(?:\s|$)/.test(unquoted)
  )
    return false;
  return !lexQuery(text).some(
    (token) => token.kind === 'operator' && operatorNamed(token.name) !== undefined,
  );
}

class Parser {
  readonly problems: QueryProblem[] = [];
  #at = 0;
  #depth = 0;

  constructor(readonly tokens: readonly QueryToken[]) {}

  parse(): QueryNode | undefined {
    const nodes: QueryNode[] = [];
    while (this.#at < this.tokens.length) {
      const node = this.#together();
      if (node) nodes.push(node);
      const stray = this.tokens[this.#at];
      if (!stray) break;
      this.#warn(stray.range, localizable('This parenthesis closes none.'));
      this.#at += 1;
    }
    return joined('and', nodes);
  }

  /** Everything up to a closing parenthesis. */
  #together(): QueryNode | undefined {
    const nodes: QueryNode[] = [];
    for (let token = this.#peek(); token && token.kind !== 'close'; token = this.#peek()) {
      const node = this.#alternatives();
      if (node) nodes.push(node);
    }
    return joined('and', nodes);
  }

  #alternatives(): QueryNode | undefined {
    const nodes: QueryNode[] = [];
    const push = (): number => nodes.push(...[this.#single()].filter((node) => node !== undefined));
    push();
    for (let or = this.#peek(); or?.kind === 'or'; or = this.#peek()) {
      this.#at += 1;
      const next = this.#peek();
      if (nodes.length === 0 || !next || next.kind === 'close')
        this.#warn(or.range, localizable('“OR” stands between two things.'));
      else push();
    }
    return joined('or', nodes);
  }

  #single(): QueryNode | undefined {
    const token = this.#peek();
    if (!token || token.kind === 'close' || token.kind === 'or') return undefined;
    this.#at += 1;
    switch (token.kind) {
      case 'word':
        return { kind: 'word', text: token.text, range: token.range };
      case 'phrase':
        if (!token.closed) this.#warn(token.range, localizable('The closing quotation mark is missing.'));
        return { kind: 'phrase', text: token.text, range: token.range };
      case 'operator':
        return this.#operator(token);
      case 'minus':
        return this.#negated(token.range);
      case 'open':
        return this.#group(token.range);
    }
  }

  #negated(minus: TextRange): QueryNode | undefined {
    const node = this.#deeper(minus, () => this.#single());
    return node && { kind: 'not', node, range: { start: minus.start, end: node.range.end } };
  }

  #group(open: TextRange): QueryNode | undefined {
    return this.#deeper(open, () => {
      const node = this.#together();
      if (this.#peek()) this.#at += 1;
      else this.#warn(open, localizable('This parenthesis is never closed.'));
      return node;
    });
  }

  #deeper(range: TextRange, read: () => QueryNode | undefined): QueryNode | undefined {
    if (this.#depth >= deepest) {
      this.#warn(range, localizable('Too many parentheses within each other.'));
      return undefined;
    }
    this.#depth += 1;
    try {
      return read();
    } finally {
      this.#depth -= 1;
    }
  }

  #operator(token: QueryToken & { kind: 'operator' }): QueryNode | undefined {
    const operator = operatorNamed(token.name);
    if (!operator) return this.#unknown(token);
    if (!token.closed) this.#warn(token.valueRange, localizable('The closing quotation mark is missing.'));
    const read = operator.read(token.value.trim());
    if ('kind' in read) return { kind: 'criterion', criterion: read, range: token.range };
    this.problems.push({ range: token.valueRange, severity: 'error', ...read });
    return undefined;
  }

  #unknown(token: QueryToken & { kind: 'operator' }): QueryNode | undefined {
    // Operators are written small: a name with a capital, or before a digit, is text ("ReAct:Synergizing", "doi:10.1").
    if (/[A-Z]/.test(token.name) || /^\d/.test(token.value)) {
      return { kind: 'word', text: `${token.name}:${token.value}`, range: token.range };
    }
    const names = operators.map(({ name }) => name);
    const suggestion = didYouMean(token.name, names);
    this.problems.push({
      range: { start: token.range.start, end: token.valueRange.start },
      severity: 'error',
      message:
        suggestion === undefined
          ? localizable('There is no “{0}:”. There are {1}.', token.name, listOf(names))
          : localizable('There is no “{0}:”. Did you mean “{1}:”?', token.name, suggestion),
      ...(suggestion === undefined ? {} : { suggestion: `${suggestion}:` }),
    });
    return undefined;
  }

  #peek(): QueryToken | undefined {
    return this.tokens[this.#at];
  }

  #warn(range: TextRange, message: Message): void {
    this.problems.push({ range, message, severity: 'warning' });
  }
}

function joined(kind: 'and' | 'or', nodes: readonly QueryNode[]): QueryNode | undefined {
  const [first] = nodes;
  const last = nodes.at(-1);
  if (!first || !last || nodes.length === 1) return first;
  return { kind, nodes, range: { start: first.range.start, end: last.range.end } };
}
