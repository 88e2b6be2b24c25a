import { firstIndex } from '../core/base/firstIndex';
import { textBoundary } from '../core/text/findText';

/** Elements that are neither text of the paper nor about it. */
const leftOut = 'svg, textarea, .card-tools, .add, .hint, .tag.edit, .action, .toggle, .unfold';
const blocks =
  'p, h1, h2, h3, h4, h5, h6, li, div, section, summary, button, td, th, figcaption, blockquote, pre, aside';

interface Part {
  readonly node: Text | Element;
  /** UTF-16 offset in the whole text. */
  readonly start: number;
  readonly length: number;
}

/** A text as the page shows it, and the places of its parts. Blocks are separated by {@link textBoundary}. */
export class ShownText {
  constructor(
    readonly text: string,
    private readonly parts: readonly Part[],
  ) {}

  /** DOM ranges for UTF-16 offsets into `text`, in order. Formulas are taken whole. */
  ranges({ start, end }: { readonly start: number; readonly end: number }): readonly Range[] {
    const ranges: Range[] = [];
    for (let at = this.#firstAfter(start); (this.parts[at]?.start ?? end) < end; at++) {
      const part = this.parts[at];
      if (part) ranges.push(rangeIn(part, start - part.start, end - part.start));
    }
    return ranges;
  }

  /** The offset of an end of a range in the document; undefined if the text does not have it. Formulas are taken whole. */
  offsetOf(container: Node, offset: number, side: 'start' | 'end'): number | undefined {
    const part = this.parts.find(({ node }) => node === container || node.contains(container));
    if (!part) return undefined;
    if (part.node === container && container instanceof Text) return part.start + offset;
    return side === 'start' ? part.start : part.start + part.length;
  }

  /** The index of the first part that ends after an offset. */
  #firstAfter(offset: number): number {
    return firstIndex(this.parts.length, (at) => {
      const { start = 0, length = 0 } = this.parts[at] ?? {};
      return start + length > offset;
    });
  }
}

/** Reads the text that is shown in some elements, in order. A formula counts as its text in Unicode. */
export function readShownText(roots: readonly Element[]): ShownText {
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
  for (const root of roots) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, accept);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Text) {
        if (node.parentElement?.closest('math') === null) add(node, node.data);
      } else if (node instanceof MathMLElement && node.localName === 'math') {
        add(node, node.getAttribute('alttext') ?? node.textContent);
      }
    }
  }
  return new ShownText(texts.join(''), parts);
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
