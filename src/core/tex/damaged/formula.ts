/** A formula, or a part of one, that has been read from lexemes. */
export interface Formula {
  /** Index of the first lexeme behind it. */
  readonly end: number;
  readonly tex: string;
  /** How much there is to show that this is mathematics; see `commandNames`. */
  readonly weight: number;
  /** Whether a letter behind the TeX would run into the name of a command. */
  readonly endsInName: boolean;
  /** What stands at the top: a lone symbol with its scripts, or operands with such a sign between them. */
  readonly shape: Shape;
}

/** From what holds nothing together to what holds everything together. */
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

/** The shape of what is put together from two. */
export function loosest(a: Shape, b: Shape): Shape {
  return shapes.indexOf(a) > shapes.indexOf(b) ? a : b;
}

/**
 * Where a formula stands: by itself in the text, within brackets, in the brackets of a function, in those of an order
 * of growth, O(…), between bars, or in a script.
 */
export type Scope = 'text' | 'group' | 'norm' | 'call' | 'order' | 'script';

export function formula(end: number, tex: string, weight: number, shape: Shape = 'symbol'): Formula {
  return { end, tex, weight, shape, endsInName: endsInName(tex) };
}

/** Whether a letter behind the TeX would run into the name of a command. */
export const endsInName = (tex: string): boolean => /\\[A-Za-z]+$/.test(tex);

/** Two parts beside each other. */
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
