import type { Block } from './block';
import { namesAnotherPaper, papersLinked, mentionsPaper } from './paperHeading';

/**
 * What is asked of runs of blocks to tell where an entry ends and whether it is about one paper. Each block is looked at
 * once, so that a digest in which nothing ends costs no more than another.
 */
export class EntryBounds {
  /** By block: the next row or end behind it, the next row or item as deep or less behind it. */
  readonly #foldEnds: Int32Array;
  readonly #itemEnds: Int32Array;
  /** How many of the blocks before one say that they are about a paper, name another, or do so and are items. */
  readonly #saying: Int32Array;
  readonly #naming: Int32Array;
  readonly #namingItems: Int32Array;
  /** By block: the next that links to a paper from it on, and the first by which two papers are linked. */
  readonly #linked: Int32Array;
  readonly #second: Int32Array;

  constructor(body: readonly Block[]) {
    const size = body.length;
    this.#foldEnds = nextEnds(body);
    this.#itemEnds = nextItems(body);
    this.#saying = countsBefore(body, (block) => mentionsPaper([block]));
    this.#naming = countsBefore(body, namesAnotherPaper);
    this.#namingItems = countsBefore(body, (block) => block.kind === 'item' && namesAnotherPaper(block));
    this.#linked = new Int32Array(size + 1).fill(size);
    this.#second = new Int32Array(size + 1).fill(size);
    this.#findLinks(body.map((block) => papersLinked([block])));
  }

  /** Where the content of a fold-out ends. */
  foldEnd(at: number): number {
    return this.#foldEnds[at] ?? at + 1;
  }

  /** Where an item ends, with all that is inside of it. */
  itemEnd(at: number): number {
    return this.#itemEnds[at] ?? at + 1;
  }

  saysPaper(from: number, to: number): boolean {
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
      // Where all that follow link to the same paper, the second is the one that they have.
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

function nextItems(body: readonly Block[]): Int32Array {
  const ends = new Int32Array(body.length).fill(body.length);
  /** Items that nothing has ended yet, each deeper than those before it. */
  const open: { readonly at: number; readonly depth: number }[] = [];
  body.forEach((block, at) => {
    if (block.kind !== 'item' && block.kind !== 'row') return;
    const depth = block.kind === 'item' ? block.depth : -1;
    for (let last = open.at(-1); last && last.depth >= depth; last = open.at(-1)) {
      ends[last.at] = at;
      open.pop();
    }
    if (block.kind === 'item') open.push({ at, depth });
  });
  return ends;
}
