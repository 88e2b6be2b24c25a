import { Lexer } from 'yaml';

/**
 * Returns the UTF-16 offset at which collections in a YAML text are nested more than `limit` deep; undefined if none
 * are. The library's parser recurses for every level, and some thousands of levels crash the process. Its lexer does
 * not recurse, and is used here so that quotes and block scalars are recognised exactly as the parser does. Linear in
 * the length of the text.
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

/** What the lexer puts between tokens: byte order mark, document, flow end, scalar. Only the first has text. */
function isMarker(first: string): boolean {
  return first === '\u0002' || first === '\u0018' || first === '\u001f';
}

type FlowStart = '[' | '{';

/**
 * The collections that are open at an offset: flow collections, and columns at which a block collection began. May
 * count one too many in an invalid text, where the parser's recovery is not predictable.
 */
class OpenCollections {
  readonly #open: (FlowStart | number)[] = [];
  #column = 0;
  /** Whether the line has only indicators so far. */
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

  /** A collection that begins here is inside of all that began at a smaller column. */
  #begin(token: string): void {
    const isIndicator = token === '-' || token === '?' || token === ':';
    const flow = this.#open.findLast((one) => typeof one === 'string');
    // In a flow collection line breaks and the keys of a map do not nest; a pair in a list is a map of its own.
    const begins =
      flow === undefined ? this.#isStart || isIndicator : token === '-' || (isIndicator && flow === '[');
    if (!begins) return;
    for (let top = this.#open.at(-1); typeof top === 'number' && top >= this.#column; top = this.#open.at(-1))
      this.#open.pop();
    this.#open.push(this.#column);
    this.#isStart = isIndicator;
  }

  /** Closes the items of the innermost flow collection, and the collection itself if `whole`. */
  #closeItem(whole: boolean): void {
    const flow = this.#open.findLastIndex((one) => typeof one === 'string');
    if (flow >= 0) this.#open.length = whole ? flow : flow + 1;
  }
}
