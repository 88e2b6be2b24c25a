/** Returns the value of a context key for a `when` clause; undefined if it was never set. */
export type ContextOf = (key: string) => unknown;

const token =
  /\s*(?:(\|\||&&|==|!=|=~|[!()])|'([^']*)'|\/((?:\\.|\[[^\]]*\]|[^/\\])+)\/(\w*)|([^\s()!=|&]+))/uy;

type Token = { readonly sign: string } | { readonly value: string } | { readonly pattern: RegExp };

/** Whether a `when` clause of the manifest holds. It knows what the manifest uses: `!`, `==`, `!=`, `=~`, `&&`, `||`, parentheses. */
export function holds(when: string, context: ContextOf): boolean {
  const clause = new Clause(tokensOf(when), context);
  const result = clause.either();
  if (!clause.isAtEnd) throw new Error(`“${when}” cannot be read.`);
  return result;
}

/** The context keys that a clause reads. */
export function keysOf(when: string): readonly string[] {
  const keys = new Set<string>();
  holds(when, (key) => {
    keys.add(key);
    return undefined;
  });
  return [...keys];
}

function tokensOf(when: string): Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  for (let found = token.exec(when); found; found = token.exec(when)) {
    const [, sign, quoted, pattern, flags, word] = found;
    if (sign !== undefined) tokens.push({ sign });
    else if (pattern !== undefined) tokens.push({ pattern: new RegExp(pattern, flags) });
    else tokens.push({ value: quoted ?? word ?? '' });
  }
  return tokens;
}

class Clause {
  constructor(
    private readonly tokens: Token[],
    private readonly context: ContextOf,
  ) {}

  get isAtEnd(): boolean {
    return this.tokens.length === 0;
  }

  /** Both sides are read, whatever the first one is. */
  either(): boolean {
    let result = this.#both();
    while (this.#takes('||')) result = this.#both() || result;
    return result;
  }

  #both(): boolean {
    let result = this.#one();
    while (this.#takes('&&')) result = this.#one() && result;
    return result;
  }

  #one(): boolean {
    if (this.#takes('!')) return !this.#one();
    if (!this.#takes('(')) return this.#comparison();
    const inner = this.either();
    if (!this.#takes(')')) throw new Error('A parenthesis is not closed.');
    return inner;
  }

  #comparison(): boolean {
    const key = this.#value();
    if (key === 'true' || key === 'false') return key === 'true';
    const value = this.context(key);
    if (this.#takes('==')) return String(value) === this.#value();
    if (this.#takes('!=')) return String(value) !== this.#value();
    if (!this.#takes('=~')) return Boolean(value);
    const next = this.tokens.shift();
    if (!next || !('pattern' in next)) throw new Error(`No pattern follows ${key}.`);
    return next.pattern.test(typeof value === 'string' ? value : '');
  }

  #value(): string {
    const next = this.tokens.shift();
    if (!next || !('value' in next)) throw new Error('A key or a value is missing.');
    return next.value;
  }

  #takes(sign: string): boolean {
    const [next] = this.tokens;
    if (!next || !('sign' in next) || next.sign !== sign) return false;
    this.tokens.shift();
    return true;
  }
}
