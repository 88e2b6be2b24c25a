import { loadedApart } from '../../platform/common/turnOfItsOwn';
import { isMathAttribute, isMathElement, type MathNode } from '../../core/tex/mathml';
import { isRecord } from '../../core/base/guards';
import { isFormula } from '../../protocol/mathml';

/** TeX without delimiters, set in the line or on its own. */
export interface Formula {
  readonly tex: string;
  readonly display?: boolean;
}

/** Undefined where the formula cannot be set. Never rejects for what the TeX holds. */
export type SetFormula = (formula: Formula) => Promise<MathNode | undefined>;

/** The call that sets formulas in a worker. */
export interface FormulaCalls {
  setFormula: { args: readonly [formula: Formula]; result: MathNode | undefined };
}

/** Commands of LaTeX and its packages that Temml does not know, by what they look like. */
const macros: Readonly<Record<string, string>> = {
  '\\mbox': '\\text{#1}',
  '\\textsl': '\\textit{#1}',
  '\\mathds': '\\mathbb{#1}',
  '\\mathbbm': '\\mathbb{#1}',
  '\\nicefrac': '{#1}/{#2}',
  '\\widebar': '\\overline{#1}',
  '\\ensuremath': '{#1}',
  '\\textsubscript': '{}_{\\text{#1}}',
  '\\xspace': '{}',
  '\\protect': '{}',
};

type TreeOf = (formula: Formula) => unknown;

/** Sets TeX as MathML within the allow-list. Temml is loaded at the first formula. */
export const setFormula: SetFormula = async (formula) => nodeOf(await temmlTree(), formula);

const temmlTree = loadedApart(async (): Promise<TreeOf> => {
  const { default: temml } = await import('temml');
  const options = { throwOnError: true, annotate: false, maxSize: [20, 20] as [number, number] };
  // A fresh table of macros each time: what one formula defines must not reach the next.
  return ({ tex, display = false }): unknown =>
    temml.__renderToMathMLTree(tex, { ...options, displayMode: display, macros: { ...macros } });
});

/** Temml throws on TeX that it does not know and overflows the stack on deep nesting: either way, no formula. */
function nodeOf(treeOf: TreeOf, formula: Formula): MathNode | undefined {
  try {
    const [root] = nodesOf(treeOf(formula));
    return isFormula(root) && showsSomething(root) ? root : undefined;
  } catch {
    return undefined;
  }
}

/** Input that TeX would drop has to stay visible. */
function showsSomething({ children }: MathNode): boolean {
  return children.some((child) => (typeof child === 'string' ? child.trim() !== '' : showsSomething(child)));
}

/** Reads Temml's tree: elements with a `type`, fragments without one, and texts. */
function nodesOf(value: unknown): readonly (MathNode | string)[] {
  if (!isRecord(value)) throw new TypeError('Not a MathML tree');
  if (typeof value['text'] === 'string') return [value['text']];
  const children = Array.isArray(value['children']) ? value['children'].flatMap(nodesOf) : [];
  if (value['type'] === undefined) return children;
  const classes: readonly unknown[] = Array.isArray(value['classes']) ? value['classes'] : [];
  const { type, style } = value;
  if (type === 'menclose') return [lineOver(children, value['attributes'])];
  // A struck-out or framed formula without its line would say something else.
  const lined = classes.includes('tml-cancel') || (isRecord(style) && 'border' in style);
  if (!isMathElement(type) || lined) throw new TypeError('Not in the allow-list');
  const attributes = attributesOf(value['attributes'], classes);
  return [{ element: type, ...(Object.keys(attributes).length > 0 && { attributes }), children }];
}

/** `\overline`, `\underline`: browsers do not draw `menclose`, so the line is a sign that stretches. */
function lineOver(children: readonly (MathNode | string)[], attributes: unknown): MathNode {
  const notation = isRecord(attributes) ? attributes['notation'] : undefined;
  if (notation !== 'top' && notation !== 'bottom') throw new TypeError('Not in the allow-list');
  const line: MathNode = {
    element: 'mo',
    attributes: { stretchy: 'true' },
    children: [notation === 'top' ? '\u203e' : '_'],
  };
  return notation === 'top'
    ? { element: 'mover', attributes: { accent: 'true' }, children: [{ element: 'mrow', children }, line] }
    : {
        element: 'munder',
        attributes: { accentunder: 'true' },
        children: [{ element: 'mrow', children }, line],
      };
}

function attributesOf(value: unknown, classes: readonly unknown[]): Record<string, string> {
  const attributes = isRecord(value) ? value : {};
  const allowed = Object.entries(attributes).filter((entry): entry is [string, string] =>
    isMathAttribute(...entry),
  );
  const align = classes.includes('tml-left') ? 'left' : classes.includes('tml-right') ? 'right' : undefined;
  return Object.fromEntries(align === undefined ? allowed : [...allowed, ['columnalign', align]]);
}
