import type { Block } from './block';
import { namesAnotherPaper, papersLinked, mentionsPaper } from './paperHeading';

/**
 * Precomputed answers to where an entry ends and whether it is about one paper. Each block is processed
 * once, so that the time is linear for any digest.
 */
export class EntryBounds {
  /** By block: the next row or end after it, and the next row, day or item of the same or a smaller depth. */
  readonly #foldEnds: Int32Array;
  readonly #itemEnds: Int32Array;
  /** Prefix counts of the blocks that describe a paper, name another one, or do so and are items. */
  readonly #saying: Int32Array;
  readonly #naming: Int32Array;
  readonly #namingItems: Int32Array;
  /** By block: the next block that links to a paper, and the first one by which two papers are linked. */
  readonly #linked: Int32Array;
  readonly #second: Int32Array;

  /** `days` are the blocks that date what follows; these end items. */
  constructor(body: readonly Block[], days: ReadonlySet<Block>) {
    const size = body.length;
    this.#foldEnds = nextEnds(body);
    this.#itemEnds = nextItems(body, days);
    this.#saying = countsBefore(body, (block) => mentionsPaper([block]));
    this.#naming = countsBefore(body, namesAnotherPaper);
    this.#namingItems = countsBefore(body, (block) => block.kind === 'item' && namesAnotherPaper(block));
    this.#linked = new Int32Array(size + 1).fill(size);
    this.#second = new Int32Array(size + 1).fill(size);
    this.#findLinks(body.map((block) => papersLinked([block])));
  }

  /** The end of the content of a `<details>`. */
  foldEnd(at: number): number {
    return this.#foldEnds[at] ?? at + 1;
  }

  /** The end of an item, including nested content. */
  itemEnd(at: number): number {
    return this.#itemEnds[at] ?? at + 1;
  }

  mentionsPaper(from: number, to: number): boolean {
    return (this.#saying[to] ?? 0) > (this.#saying[from] ?? 0);
  }

  namesAnother(from: number, to: number): boolean {
    return (this.#naming[to] ?? 0) > (this.#naming[from] ?? 0);
  }

  itemNamesAnother(from: number, to: number): boolean {
    return (this.#namingItems[to] ?? 0) > (this.#namingItems[from] ?? 0);
  }

  linksOnePaper(from: number, to: number): boolean {
    return (this.#linked[from] ?? to) < to && (this.#second[from] ?? to) >= to;
  }

  #findLinks(ids: readonly ReadonlySet<string>[]): void {
    for (let at = ids.length - 1; at >= 0; at--) {
      const here = ids[at] ?? new Set();
      const next = this.#linked[at + 1] ?? ids.length;
      const [id] = here;
      const isSame = id === undefined || ids[next]?.has(id) !== false;
      this.#linked[at] = here.size > 0 ? at : next;
      // If all following blocks link to the same paper, their second paper is the second one here.
      this.#second[at] = here.size > 1 ? at : isSame ? (this.#second[at + 1] ?? ids.length) : next;
    }
  }
}

function countsBefore(body: readonly Block[], holds: (block: Block) => boolean): Int32Array {
  const counts = new Int32Array(body.length + 1);
  body.forEach((block, at) => (counts[at + 1] = (counts[at] ?? 0) + (holds(block) ? 1 : 0)));
  return counts;
}

function nextEnds(body: readonly Block[]): Int32Array {
  const ends = new Int32Array(body.length);
  let end = body.length;
  for (let at = body.length - 1; at >= 0; at--) {
    ends[at] = end;
    if (body[at]?.kind === 'end' || body[at]?.kind === 'row') end = at;
  }
  return ends;
}

function nextItems(body: readonly Block[], days: ReadonlySet<Block>): Int32Array {
  const ends = new Int32Array(body.length).fill(body.length);
  /** Items that are still open, in order of increasing depth. */
  const open: { readonly at: number; readonly depth: number }[] = [];
  body.forEach((block, at) => {
    if (block.kind !== 'item' && block.kind !== 'row' && !days.has(block)) return;
    const depth = block.kind === 'item' ? block.depth : -1;
    for (let last = open.at(-1); last && last.depth >= depth; last = open.at(-1)) {
      ends[last.at] = at;
      open.pop();
    }
    if (block.kind === 'item') open.push({ at, depth });
  });
  return ends;
}
