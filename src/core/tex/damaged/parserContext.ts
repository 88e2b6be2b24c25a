import type { Formula, Scope } from './formula';
import type { Lexeme } from './lexemes';

/** What the parts of the formula reader ask of each other; `FormulaReader` puts them together. */
export interface ParserContext {
  readonly lexemes: readonly Lexeme[];
  /** Of every bracket that has one, the index of its partner. */
  readonly partners: ReadonlyMap<number, number>;
  /** The longest formula that begins at a lexeme. */
  read(at: number, scope: Scope): Formula | undefined;
  /** `left` with all that is joined to it. */
  continued(left: Formula, scope: Scope): Formula;
  /** One symbol, number, word, function or group, with its scripts. */
  operand(at: number, scope: Scope): Formula | undefined;
  /** Whether there is space in front of a lexeme. */
  gapAt(at: number): boolean;
}
