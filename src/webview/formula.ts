import { isMathAttribute, isMathElement, type MathNode } from '../core/tex/mathml';

const mathNamespace = 'http://www.w3.org/1998/Math/MathML';

/** Builds a formula. Although the guard has checked it, elements and attributes are checked again here. */
export function formula(node: MathNode): Element {
  const built = document.createElementNS(mathNamespace, isMathElement(node.element) ? node.element : 'mrow');
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    if (isMathAttribute(name, value)) built.setAttribute(name, value);
  }
  for (const child of node.children) built.append(typeof child === 'string' ? child : formula(child));
  return built;
}
