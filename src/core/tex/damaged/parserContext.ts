import type { Formula, Scope } from './formula';
import type { Lexeme } from './lexemes';

/** The part of {@link FormulaParser} that the parsing functions of this folder use. */
export interface ParserContext {
  readonly lexemes: readonly Lexeme[];
  /** Maps the index of a bracket to that of its partner, if it has one. */
  readonly partners: ReadonlyMap<number, number>;
  /** The longest formula that begins at a lexeme. */
  read(at: number, scope: Scope): Formula | undefined;
  /** Extends `left` by all operators and operands that follow. */
  continued(left: Formula, scope: Scope): Formula;
  /** One symbol, number, word, function or group, with its scripts. */
  operand(at: number, scope: Scope): Formula | undefined;
  /** Whether a lexeme is preceded by space. */
  gapAt(at: number): boolean;
}
