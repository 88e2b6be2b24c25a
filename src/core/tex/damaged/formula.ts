/** A formula or a part of one, parsed from lexemes. */
export interface Formula {
  /** Index of the first lexeme after it. */
  readonly end: number;
  readonly tex: string;
  /** The evidence that this is mathematics; see `commandNames`. */
  readonly weight: number;
  /** Whether a letter behind the TeX would run into the name of a command. */
  readonly endsInName: boolean;
  /** The top-level structure: a single symbol with scripts, or operands joined by a kind of operator. */
  readonly shape: Shape;
}

/** From the tightest to the loosest binding. */
const shapes = [
  'number',
  'symbol',
  'word',
  'group',
  'product',
  'sum',
  'relation',
  'equation',
  'quantified',
] as const;
export type Shape = (typeof shapes)[number];

/** The looser of two shapes, which is that of their combination. */
export function loosest(a: Shape, b: Shape): Shape {
  return shapes.indexOf(a) > shapes.indexOf(b) ? a : b;
}

/**
 * The context of a formula: running text, brackets, the brackets of a function, those of an order
 * of growth, O(…), between bars, or in a script.
 */
export type Scope = 'text' | 'group' | 'norm' | 'call' | 'order' | 'script';

export function formula(end: number, tex: string, weight: number, shape: Shape = 'symbol'): Formula {
  return { end, tex, weight, shape, endsInName: endsInName(tex) };
}

/** Whether a letter behind the TeX would run into the name of a command. */
export const endsInName = (tex: string): boolean => /\\[A-Za-z]+$/.test(tex);

/** Concatenates two parts. */
export function joined(left: Formula, right: Formula, gap: boolean, shape: Shape): Formula {
  return {
    end: right.end,
    tex: left.tex + separator(left, right.tex, gap) + right.tex,
    weight: left.weight + right.weight,
    shape,
    endsInName: right.endsInName,
  };
}

export function separator(left: Formula, right: string, gap: boolean): string {
  return gap || (left.endsInName && /^[A-Za-z]/.test(right)) ? ' ' : '';
}

export function heavier(part: Formula, weight: number): Formula {
  return weight === 0 ? part : { ...part, weight: part.weight + weight };
}
