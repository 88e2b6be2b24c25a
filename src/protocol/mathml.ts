// The MathML that is allowed on the page: presentation elements and attributes without scripts, addresses or styles.
import type { Guard } from './guards';
import { isRecord } from './guards';

export const mathElements = [
  'math',
  'mrow',
  'mi',
  'mn',
  'mo',
  'mtext',
  'mspace',
  'mfrac',
  'msqrt',
  'mroot',
  'msub',
  'msup',
  'msubsup',
  'munder',
  'mover',
  'munderover',
  'mmultiscripts',
  'mprescripts',
  'mtable',
  'mtr',
  'mtd',
  'mpadded',
  'mphantom',
  'mstyle',
] as const;

export type MathElement = (typeof mathElements)[number];

/** An element of a formula, as JSON. */
export interface MathNode {
  readonly element: MathElement;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children: readonly (MathNode | string)[];
}

const flag = /^(?:true|false)$/;
/** MathML lengths, limited to less than 100 em so that a formula cannot break the layout. */
const length = /^-?(?:\d{1,2}(?:\.\d{0,6})?|\.\d{1,6})(?:em|ex|mu)?$|^-?\d{1,3}(?:\.\d{0,6})?(?:px|pt|%)$/;

const attributeValues = new Map<string, RegExp>([
  ['accent', flag],
  ['accentunder', flag],
  ['columnalign', /^(?:left|center|right)$/],
  ['columnspan', /^\d{1,2}$/],
  ['depth', length],
  ['display', /^(?:block|inline)$/],
  ['displaystyle', flag],
  ['fence', flag],
  ['form', /^(?:prefix|infix|postfix)$/],
  ['height', length],
  ['largeop', flag],
  ['linethickness', length],
  ['lspace', length],
  ['mathvariant', /^normal$/],
  ['maxsize', length],
  ['minsize', length],
  ['movablelimits', flag],
  ['rowspan', /^\d{1,2}$/],
  ['rspace', length],
  ['scriptlevel', /^[+-]?\d$/],
  ['separator', flag],
  ['stretchy', flag],
  ['symmetric', flag],
  ['voffset', length],
  ['width', length],
]);

const elements: ReadonlySet<unknown> = new Set(mathElements);

export function isMathElement(name: unknown): name is MathElement {
  return elements.has(name);
}

export function isMathAttribute(name: string, value: unknown): value is string {
  return typeof value === 'string' && (attributeValues.get(name)?.test(value) ?? false);
}

/** Limits for one formula. Formulas that exceed them are shown as text. */
export const mathLimits = { depth: 60, nodes: 3000, text: 4000 } as const;

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
