import { Lexer } from 'yaml';

/**
 * Where collections in a YAML text are nested more than `limit` deep, as a UTF-16 offset; undefined where they nowhere
 * are. The library's parser recurses on every level, and some thousands of them end the whole process; its lexer does
 * not, so what stands in quotes and in block scalars is told from indicators as the parser tells it. Takes time linear
 * in the length of the text.
 */
export function nestedDeeperThan(limit: number, yaml: string): number | undefined {
  const depth = new BlockDepth();
  let flow = 0;
  let offset = 0;
  for (const token of new Lexer().lex(yaml)) {
    const [first = ''] = token;
    if (isMarker(first)) continue;
    if (first === '{' || first === '[') flow += 1;
    else if (first === '}' || first === ']') flow = Math.max(0, flow - 1);
    depth.see(token);
    if (depth.levels + flow > limit) return offset;
    offset += token.length;
  }
  return undefined;
}

/** What the lexer puts between tokens: byte order mark, document, flow end, scalar. They stand for no text but the first. */
function isMarker(first: string): boolean {
  return first === '\u0002' || first === '\u0018' || first === '\u001f';
}

/** How deep block collections are nested: a level for each column at which one that is still open began. */
class BlockDepth {
  readonly #columns: number[] = [];
  #column = 0;
  /** Whether nothing but indicators stood on the line so far. */
  #isStart = true;

  get levels(): number {
    return this.#columns.length;
  }

  see(token: string): void {
    const [first = ''] = token;
    if (first === '\n' || first === '\r') {
      this.#column = 0;
      this.#isStart = true;
      return;
    }
    if (first !== ' ' && first !== '\t' && first !== '#' && this.#isStart) this.#begin(token);
    const newline = token.lastIndexOf('\n');
    this.#column = newline < 0 ? this.#column + token.length : token.length - newline - 1;
    if (newline >= 0) this.#isStart = this.#column === 0;
  }

  /** What begins here is inside of all that began at a smaller column. */
  #begin(token: string): void {
    while ((this.#columns.at(-1) ?? -1) >= this.#column) this.#columns.pop();
    this.#columns.push(this.#column);
    this.#isStart = token === '-' || token === '?' || token === ':';
  }
}
