import { isMathAttribute, isMathElement, type MathNode } from '../protocol/mathml';

const mathNamespace = 'http://www.w3.org/1998/Math/MathML';

/** Builds a formula from the allow-list. The guard has passed it already; what is not allowed is left out all the same. */
export function formula(node: MathNode): Element {
  const built = document.createElementNS(mathNamespace, isMathElement(node.element) ? node.element : 'mrow');
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    if (isMathAttribute(name, value)) built.setAttribute(name, value);
  }
  for (const child of node.children) built.append(typeof child === 'string' ? child : formula(child));
  return built;
}
