/** The selected text for the clipboard: formulas as `plainOf` returns them, blocks separated, controls omitted. */
export function readableText(range: Range, plainOf: (node: Node) => string | undefined): string {
  return readable(document.body, range, plainOf)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const blocks = new Set(
  'ARTICLE ASIDE BLOCKQUOTE DIV FIGCAPTION FIGURE H1 H2 H3 H4 H5 H6 HEADER LI MAIN P PRE SECTION TABLE TR UL'.split(
    ' ',
  ),
);
const leftOut = 'button, svg, nav, [role="status"]';

function readable(node: Node, range: Range, plainOf: (node: Node) => string | undefined): string {
  if (!range.intersectsNode(node)) return '';
  if (node instanceof Text) return selectedPart(node, range);
  const plain = plainOf(node);
  if (plain !== undefined) return plain;
  if (node instanceof Element && node.matches(leftOut)) return '';
  const inner = [...node.childNodes].map((child) => readable(child, range, plainOf)).join('');
  return blocks.has(node.nodeName) && inner.trim() !== '' ? `\n\n${inner.trim()}\n\n` : inner;
}

function selectedPart(node: Text, range: Range): string {
  const from = node === range.startContainer ? range.startOffset : 0;
  const to = node === range.endContainer ? range.endOffset : node.data.length;
  return node.data.slice(from, to);
}
