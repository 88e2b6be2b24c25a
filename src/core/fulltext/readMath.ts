import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { attribute, elementBelow, elementText, isElement } from '../importers/html/walkHtml';
import { collapseWhitespace } from '../text/collapseWhitespace';
import { isMathAttribute, isMathElement, type MathElement, mathLimits, type MathNode } from '../tex/mathml';

/** A formula of a page. */
interface PageFormula {
  /** Its TeX without delimiters, or its signs if the page does not contain the TeX. */
  readonly tex: string;
  readonly isDisplay: boolean;
  /** Undefined if the formula exceeds {@link mathLimits} or shows nothing. */
  readonly math?: MathNode;
}

/** Elements whose text is shown as it is. */
const tokens: ReadonlySet<string> = new Set(['mi', 'mn', 'mo', 'mtext', 'ms']);
/** Elements that are drawn as others of the allow-list. */
const replacements: ReadonlyMap<string, MathElement> = new Map([
  ['ms', 'mtext'],
  ['mlabeledtr', 'mtr'],
]);
/** Only the first child of these is presentation. */
const alternatives: ReadonlySet<string> = new Set(['semantics', 'maction']);
const ignored: ReadonlySet<string> = new Set([
  'annotation',
  'annotation-xml',
  'maligngroup',
  'malignmark',
  'mglyph',
  'script',
  'style',
]);
const droppedOn: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  // Relative sizes as `+5.0pt` or `-1pt` would become absolute ones and squeeze the formula.
  ['mpadded', new Set(['width', 'height', 'depth'])],
]);

/** Reads a `math` element. */
export function readMath(math: Tree.Element): PageFormula {
  const isDisplay = attribute(math, 'display') === 'block';
  const tex = texOf(math);
  const converted = convert(math, isDisplay);
  return { tex, isDisplay, ...(converted && { math: converted }) };
}

/** LaTeXML breaks long lines of TeX after a comment sign. */
function texOf(math: Tree.Element): string {
  const source =
    attribute(math, 'alttext') ??
    elementText(
      elementBelow(
        math,
        (element) =>
          element.tagName === 'annotation' && attribute(element, 'encoding') === 'application/x-tex',
      ) ?? math,
    );
  return collapseWhitespace(source.replace(/%\r?\n/g, ''));
}

interface Open {
  readonly children: (MathNode | string)[];
  readonly depth: number;
}

/** Converts without recursion, since the page decides how deep its formulas are nested. */
function convert(math: Tree.Element, isDisplay: boolean): MathNode | undefined {
  let nodes = 0;
  let length = 0;
  const root: Open = { children: [], depth: 1 };
  const pending: { readonly node: Tree.Node; readonly parent: Open }[] = [];
  const push = (children: readonly Tree.Node[], parent: Open): void => {
    for (let at = children.length - 1; at >= 0; at--) {
      const node = children[at];
      if (node) pending.push({ node, parent });
    }
  };
  push(math.childNodes, root);
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, parent } = next;
    if (!isElement(node) || ignored.has(node.tagName)) continue;
    if (alternatives.has(node.tagName)) {
      push(node.childNodes.filter(isElement).slice(0, 1), parent);
      continue;
    }
    const isToken = tokens.has(node.tagName);
    const open: Open = { children: [], depth: parent.depth + 1 };
    nodes++;
    if (isToken) {
      const text = elementText(node);
      length += text.length;
      if (text !== '') open.children.push(text);
    }
    if (nodes >= mathLimits.nodes || length > mathLimits.text || open.depth > mathLimits.depth)
      return undefined;
    const element = elementOf(node.tagName);
    const attributes = attributesOf(node, element);
    parent.children.push({ element, ...(attributes && { attributes }), children: open.children });
    if (!isToken) push(node.childNodes, open);
  }
  if (length === 0) return undefined;
  return { element: 'math', ...(isDisplay && { attributes: { display: 'block' } }), children: root.children };
}

function elementOf(name: string): MathElement {
  const element = replacements.get(name) ?? name;
  return isMathElement(element) && element !== 'math' ? element : 'mrow';
}

function attributesOf(
  { tagName, attrs }: Tree.Element,
  element: MathElement,
): Record<string, string> | undefined {
  if (element === 'mrow') return undefined;
  const dropped = droppedOn.get(tagName);
  const allowed = attrs.filter(
    ({ name, value }) =>
      isMathAttribute(name, value) && !(dropped?.has(name) === true && /^\s*[+-]/.test(value)),
  );
  if (allowed.length === 0) return undefined;
  return Object.fromEntries(allowed.map(({ name, value }) => [name, value]));
}
