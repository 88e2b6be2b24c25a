// The guard of formulas in messages; the allow-list itself is in core, where whole papers are read.
import { isMathAttribute, isMathElement, mathLimits, type MathNode } from '../core/tex/mathml';
import type { Guard } from '../core/base/guards';
import { isRecord } from '../core/base/guards';

/** A formula with a `math` root that satisfies the allow-list and {@link mathLimits}. */
export const isFormula: Guard<MathNode> = (value): value is MathNode => {
  const budget = { nodes: mathLimits.nodes, text: mathLimits.text };
  return isRecord(value) && value['element'] === 'math' && isWithin(value, budget, mathLimits.depth);
};

function isWithin(value: unknown, budget: { nodes: number; text: number }, depth: number): boolean {
  if (typeof value === 'string') return (budget.text -= value.length) >= 0;
  if (depth === 0 || --budget.nodes < 0 || !isRecord(value) || !isMathElement(value['element'])) return false;
  const attributes = value['attributes'] ?? {};
  const children = value['children'];
  return (
    isRecord(attributes) &&
    Object.entries(attributes).every(([name, setting]) => isMathAttribute(name, setting)) &&
    Array.isArray(children) &&
    children.every((child) => isWithin(child, budget, depth - 1))
  );
}
