// The MathML that is allowed on the page: presentation elements and attributes without scripts, addresses or styles.

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
