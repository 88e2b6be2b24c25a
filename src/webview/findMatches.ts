import { type FindOptions, findText, textBoundary } from '../core/text/findText';
import { highlightOf } from './highlightLayer';

const allName = 'find-matches';
const currentName = 'find-current';

/** What is not text of the paper or about it. */
const leftOut = 'svg, textarea, .card-tools, .add, .tag.edit, .action, .toggle';
const blocks = 'p, h1, h2, li, div, section, summary, button';

/** A match on the page: its DOM ranges, in order. Formulas are taken whole. */
export type PageMatch = readonly Range[];

/** The places in the shown text of `root` that match a query. A formula counts as its text in Unicode. */
export function findMatches(root: Element, query: string, options: FindOptions): readonly PageMatch[] {
  const { text, parts } = readParts(root);
  let first = 0;
  return findText(text, query, options).map(({ start, end }) => {
    while (endOf(parts[first]) <= start) first++;
    const ranges: Range[] = [];
    for (let at = first; (parts[at]?.start ?? end) < end; at++) {
      const part = parts[at];
      if (part) ranges.push(rangeIn(part, start - part.start, end - part.start));
    }
    return ranges;
  });
}

/** Draws matches by the CSS Custom Highlight API; formulas get an attribute, which fills the space between letters. */
export function drawMatches(root: Element, matches: readonly PageMatch[], current: PageMatch): void {
  for (const formula of root.querySelectorAll('[data-found]')) formula.removeAttribute('data-found');
  const others = matches.filter((match) => match !== current);
  draw(allName, others.flat(), 'match');
  draw(currentName, current, 'current');
}

function draw(name: string, ranges: readonly Range[], mark: string): void {
  for (const { startContainer } of ranges)
    if (startContainer instanceof Element) startContainer.setAttribute('data-found', mark);
  if (ranges.length === 0) {
    CSS.highlights.delete(name);
    return;
  }
  const drawn = highlightOf(ranges);
  // Above highlights and searched words.
  drawn.priority = name === currentName ? 2 : 1;
  CSS.highlights.set(name, drawn);
}

interface Part {
  readonly node: Text | Element;
  /** UTF-16 offset in the text of all parts. */
  readonly start: number;
  readonly length: number;
}

function endOf(part: Part | undefined): number {
  return part ? part.start + part.length : Infinity;
}

function readParts(root: Element): { readonly text: string; readonly parts: readonly Part[] } {
  const texts: string[] = [];
  const parts: Part[] = [];
  let length = 0;
  let block: Element | null | undefined;
  const add = (node: Text | Element, text: string): void => {
    const around = (node instanceof Element ? node : node.parentElement)?.closest(blocks);
    if (block !== undefined && around !== block) {
      texts.push(textBoundary);
      length += textBoundary.length;
    }
    block = around;
    texts.push(text);
    parts.push({ node, start: length, length: text.length });
    length += text.length;
  };
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, accept);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) {
      if (node.parentElement?.closest('math') === null) add(node, node.data);
    } else if (node instanceof MathMLElement && node.localName === 'math') {
      add(node, node.getAttribute('alttext') ?? node.textContent);
    }
  }
  return { text: texts.join(''), parts };
}

function accept(node: Node): number {
  if (!(node instanceof Element)) return NodeFilter.FILTER_ACCEPT;
  const isShown = !node.matches(leftOut) && node.checkVisibility();
  return isShown ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT;
}

function rangeIn({ node, length }: Part, start: number, end: number): Range {
  const range = document.createRange();
  if (node instanceof Text) {
    range.setStart(node, Math.max(0, start));
    range.setEnd(node, Math.min(length, end));
  } else {
    range.selectNodeContents(node);
  }
  return range;
}
