import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { SILENT_ELEMENTS } from './markupText';

export interface HtmlVisitor {
  text(text: string, node: Tree.Node): void;
  /** Returns false to skip the children; {@link leave} is not called then. */
  enter(element: Tree.Element): boolean;
  leave(element: Tree.Element): void;
}

/**
 * Visits the visible content below `root` in order. Mathematics is visited as text: its TeX source between dollars, if
 * the page contains it. Not recursive, because untrusted markup can be nested ten thousand levels deep.
 */
export function walkHtml(root: Tree.Node, visitor: HtmlVisitor): void {
  const stack: (Tree.Node | (() => void))[] = [root];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === 'function') next();
    else if (!isElement(next)) {
      if ('value' in next) visitor.text(next.value, next);
      pushChildren(next, stack);
    } else if (next.tagName === 'math') visitor.text(texOf(next), next);
    else if (!isSilent(next) && visitor.enter(next)) {
      const element = next;
      stack.push(() => visitor.leave(element));
      pushChildren(element, stack);
    }
  }
}

/** Pushes children in reverse order. One by one, because a call cannot take an unlimited number of arguments. */
function pushChildren(node: Tree.Node, stack: { push(child: Tree.Node): unknown }): void {
  if (!('childNodes' in node)) return;
  for (let at = node.childNodes.length - 1; at >= 0; at--) {
    const child = node.childNodes[at];
    if (child) stack.push(child);
  }
}

/** Scripts and form controls, and the rendering of KaTeX and MathJax next to the formula's source. */
function isSilent(element: Tree.Element): boolean {
  if (SILENT_ELEMENTS.has(element.tagName)) return true;
  return /\b(?:katex-html|MathJax_Preview|MathJax_SVG)\b/u.test(attribute(element, 'class') ?? '');
}

function texOf(math: Tree.Element): string {
  const tex = attribute(math, 'alttext') ?? annotation(math);
  return tex === undefined ? elementText(math) : `$${tex.trim()}$`;
}

function annotation(math: Tree.Element): string | undefined {
  const found = elementBelow(math, (element) => element.tagName === 'annotation');
  return found && elementText(found);
}

/** All text below an element, of scripts and annotations too. */
export function elementText(root: Tree.Element): string {
  const texts: string[] = [];
  const stack: Tree.Node[] = [root];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if ('value' in next) texts.push(next.value);
    pushChildren(next, stack);
  }
  return texts.join('');
}

/** All elements below `root` that satisfy `accept`, in order. Does not search inside accepted elements. */
export function elementsBelow(root: Tree.Node, accept: (element: Tree.Element) => boolean): Tree.Element[] {
  return [...eachBelow(root, accept)];
}

/** The first of {@link elementsBelow}. */
export function elementBelow(
  root: Tree.Node,
  accept: (element: Tree.Element) => boolean,
): Tree.Element | undefined {
  const [first] = eachBelow(root, accept);
  return first;
}

function* eachBelow(root: Tree.Node, accept: (element: Tree.Element) => boolean): Generator<Tree.Element> {
  const stack: Tree.Node[] = [root];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next !== root && isElement(next) && accept(next)) yield next;
    else pushChildren(next, stack);
  }
}

export function isElement(node: Tree.Node): node is Tree.Element {
  return 'tagName' in node;
}

export function attribute(element: Tree.Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value;
}

export function hasClass(element: Tree.Element, name: string): boolean {
  return (attribute(element, 'class') ?? '').split(/\s+/u).includes(name);
}
