import { Lexer } from 'yaml';

/**
 * Where collections in a YAML text are nested more than `limit` deep, as a UTF-16 offset; undefined where they nowhere
 * are. The library's parser recurses on every level, and some thousands of them end the whole process; its lexer does
 * not, so what stands in quotes and in block scalars is told from indicators as the parser tells it. Takes time linear
 * in the length of the text.
 */
export function nestedDeeperThan(limit: number, yaml: string): number | undefined {
  const open = new OpenCollections();
  let offset = 0;
  for (const token of new Lexer().lex(yaml)) {
    const [first = ''] = token;
    if (isMarker(first)) continue;
    open.see(token);
    if (open.depth > limit) return offset;
    offset += token.length;
  }
  return undefined;
}

/** What the lexer puts between tokens: byte order mark, document, flow end, scalar. They stand for no text but the first. */
function isMarker(first: string): boolean {
  return first === '\u0002' || first === '\u0018' || first === '\u001f';
}

type FlowStart = '[' | '{';

/**
 * The collections that are open at a place: a flow collection, or a column at which something in a block began. Counts
 * rather one too many, for of a damaged text the parser makes what it can.
 */
class OpenCollections {
  readonly #open: (FlowStart | number)[] = [];
  #column = 0;
  /** Whether nothing but indicators stood on the line so far. */
  #isStart = true;

  get depth(): number {
    return this.#open.length;
  }

  see(token: string): void {
    const [first = ''] = token;
    if (first === '{' || first === '[') this.#open.push(first);
    else if (first === '}' || first === ']') this.#closeItem(true);
    else if (first === ',') this.#closeItem(false);
    else if (first === '\n' || first === '\r') this.#isStart = true;
    else if (first !== ' ' && first !== '\t' && first !== '#') this.#begin(token);
    const newline = token.lastIndexOf('\n');
    this.#column = newline < 0 ? this.#column + token.length : token.length - newline - 1;
  }

  /** What begins here is inside of all that began at a smaller column. */
  #begin(token: string): void {
    const isIndicator = token === '-' || token === '?' || token === ':';
    const flow = this.#open.findLast((one) => typeof one === 'string');
    // In a flow collection lines do not count, nor do the keys and values of a map; one in a list is a map of its own.
    const begins =
      flow === undefined ? this.#isStart || isIndicator : token === '-' || (isIndicator && flow === '[');
    if (!begins) return;
    for (let top = this.#open.at(-1); typeof top === 'number' && top >= this.#column; top = this.#open.at(-1))
      this.#open.pop();
    this.#open.push(this.#column);
    this.#isStart = isIndicator;
  }

  /** Closes what is open in the innermost flow collection, and with `whole` the collection too. */
  #closeItem(whole: boolean): void {
    const flow = this.#open.findLastIndex((one) => typeof one === 'string');
    if (flow >= 0) this.#open.length = whole ? flow : flow + 1;
  }
}
