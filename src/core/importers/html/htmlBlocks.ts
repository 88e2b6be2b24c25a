import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { scriptCharacters } from '../../text/scripts';
import { type Result, ok } from '../../base/result';
import type { Block, Line } from '../outline/block';
import type { InlineLink } from '../outline/inline';
import { BLOCK_ELEMENTS } from './markupText';
import { parseMarkup, parsePage } from './parseHtml';
import { attribute, elementBelow, elementsBelow, isElement, walkHtml } from './walkHtml';
import type { Message } from '../../base/localization';

/**
 * Converts HTML to blocks of visible text. `firstLine` is the line of the source on which `html` starts. The error is
 * one sentence that says why it could not be parsed.
 */
export function htmlBlocks(html: string, firstLine = 1): Result<readonly Block[], Message> {
  const isPage = /<(?:html|body)[\s>]/iu.test(html);
  const parsed = isPage ? parsePage(html) : parseMarkup(html);
  return parsed.ok ? ok(nodeBlocks(parsed.value, firstLine)) : parsed;
}

function nodeBlocks(root: Tree.Node, firstLine = 1): readonly Block[] {
  const builder = new Builder(firstLine);
  walkHtml(root, builder);
  return builder.finish();
}

type Opened =
  | { kind: 'paragraph' | 'label' }
  | { kind: 'heading'; level: number }
  | { kind: 'item'; depth: number; mark: string; joined: boolean };

class Builder {
  readonly #blocks: Block[] = [];
  #lines: Line[] = [];
  #opened: Opened = { kind: 'paragraph' };
  /** The text of the current line, in pieces, because reading a growing string would copy it each time. */
  #pieces: string[] = [];
  #length = 0;
  #links: InlineLink[] = [];
  #line = 0;
  #depth = 0;
  #linkStarts: number[] = [];
  readonly #headers = new Map<Tree.ParentNode, readonly string[]>();

  constructor(private readonly firstLine: number) {}

  text(text: string, node: Tree.Node): void {
    const folded = scriptText(text, node).replace(/\s+/gu, ' ');
    const piece = this.#pieces.at(-1)?.endsWith(' ') === false ? folded : folded.trimStart();
    if (piece === '') return;
    if (this.#pieces.length === 0) this.#line = this.#lineOf(node);
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  enter(element: Tree.Element): boolean {
    const name = element.tagName;
    if (name === 'tr' && !hasTable(element)) {
      this.#row(element);
      return false;
    }
    if (name === 'br') this.#endLine();
    else if (name === 'a') this.#linkStarts.push(this.#length);
    else if (BLOCK_ELEMENTS.has(name)) this.#open(name);
    if (name === 'ul' || name === 'ol') this.#depth++;
    return true;
  }

  leave(element: Tree.Element): void {
    const name = element.tagName;
    if (name === 'a') this.#endLink(element);
    else if (BLOCK_ELEMENTS.has(name)) this.#flush();
    if (name === 'ul' || name === 'ol') this.#depth--;
    if (name === 'details' || name === 'hr') this.#blocks.push({ kind: 'end', lines: [] });
  }

  finish(): readonly Block[] {
    this.#flush();
    return this.#blocks;
  }

  /** A paragraph at the start of a heading or an item belongs to it. */
  #open(name: string): void {
    const inside = this.#pieces.length === 0 && this.#lines.length === 0 && this.#opened.kind !== 'paragraph';
    if (!inside) this.#flush();
    const level = /^h([1-6])$/u.exec(name)?.[1];
    if (level !== undefined) this.#opened = { kind: 'heading', level: Number(level) };
    else if (name === 'li') this.#opened = { kind: 'item', depth: this.#depth, mark: '-', joined: false };
    else if (name === 'summary') this.#opened = { kind: 'label' };
  }

  #endLink(element: Tree.Element): void {
    const start = Math.min(this.#linkStarts.pop() ?? 0, this.#length);
    const href = attribute(element, 'href');
    if (href !== undefined && href !== '') this.#links.push({ start, end: this.#length, href });
    if (this.#line === 0) this.#line = this.#lineOf(element);
  }

  #endLine(): void {
    if (this.#pieces.length > 0 || this.#links.length > 0) {
      this.#lines.push({ text: this.#pieces.join(''), links: this.#links, line: this.#line });
    }
    this.#pieces = [];
    this.#length = 0;
    this.#links = [];
    this.#linkStarts = this.#linkStarts.map(() => 0);
  }

  #flush(): void {
    this.#endLine();
    if (this.#lines.length > 0) this.#blocks.push({ ...this.#opened, lines: this.#lines });
    this.#lines = [];
    this.#opened = { kind: 'paragraph' };
  }

  /** Emits a row as one block, with the header of its table. */
  #row(row: Tree.Element): void {
    this.#flush();
    const cells = elementsBelow(row, ({ tagName }) => tagName === 'td' || tagName === 'th');
    if (cells.length === 0 || cells.every(({ tagName }) => tagName === 'th')) return;
    const lines = cells.map((cell) => cellLine(cell, this.#lineOf(cell)));
    this.#blocks.push({ kind: 'row', header: this.#headerOf(row), lines });
  }

  /** The texts of the header row (`th`) of a row's table. */
  #headerOf(row: Tree.Element): readonly string[] {
    let table: Tree.ParentNode | null = row.parentNode;
    while (table && 'tagName' in table && table.tagName !== 'table') table = table.parentNode;
    if (!table) return [];
    const known = this.#headers.get(table);
    if (known) return known;
    const first = elementBelow(table, ({ tagName }) => tagName === 'tr');
    const heads = first ? elementsBelow(first, ({ tagName }) => tagName === 'th') : [];
    const header = heads.map((head) => cellLine(head, 1).text);
    this.#headers.set(table, header);
    return header;
  }

  #lineOf(node: Tree.Node): number {
    return (node.sourceCodeLocation?.startLine ?? 1) + this.firstLine - 1;
  }
}

/** A short superscript or subscript in characters: `m²`, not `m2`. */
function scriptText(
  text: string,
  { parentNode: parent }: Tree.Node & { parentNode?: Tree.ParentNode | null },
): string {
  const name = parent && isElement(parent) ? parent.tagName : '';
  if (name !== 'sup' && name !== 'sub') return text;
  return scriptCharacters(text, name === 'sup' ? 'super' : 'sub') ?? text;
}

/** The visible text of a cell, which may contain line breaks. */
function cellLine(cell: Tree.Element, line: number): Line {
  let text = '';
  const links: InlineLink[] = [];
  for (const block of nodeBlocks(cell)) {
    for (const part of block.lines) {
      if (text !== '') text += '\n';
      const offset = text.length;
      for (const { start, end, href } of part.links)
        links.push({ start: start + offset, end: end + offset, href });
      text += part.text;
    }
  }
  return { text, links, line };
}

function hasTable(row: Tree.Element): boolean {
  return elementBelow(row, ({ tagName }) => tagName === 'table') !== undefined;
}
