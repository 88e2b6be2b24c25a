import { bracketSizes, mathSymbols } from '../symbols';
import { readArgumentCommand } from './argumentCommands';
import { isGreek, weightOf } from './commandNames';
import { formula, heavier, joined, type Formula, type Scope } from './formula';
import { readBraces, readBrackets, readNorm, readSizedNorm } from './groups';
import { readJuxtaposition, readInfix, readDottedList, readMap } from './infix';
import type { Lexeme } from './lexemes';
import { readLostFraction, readNumber, readSigned } from './numbers';
import { isArticle } from './prose';
import type { ParserContext } from './parserContext';
import { readScripts } from './scripts';
import { readWord } from './wordOperands';
import { bracedOperator, operatorAt } from './operators';

/** Maximum nesting, to bound recursion; abstracts do not nest deeper. */
const deepest = 24;
/** Maximum number of parts of one formula; longer sequences are not formulas. */
const longest = 40;

/**
 * Parses the longest formula at a lexeme: operands with their scripts, and the operators between them. The result has
 * the TeX and the weight of the evidence; the caller decides whether that is enough.
 */
export class FormulaParser implements ParserContext {
  private depth = 0;
  private readonly operands = new Map<string, Formula | undefined>();

  constructor(
    readonly lexemes: readonly Lexeme[],
    readonly partners: ReadonlyMap<number, number>,
    /** Symbols that occur in other formulas of this text. */
    private readonly known: ReadonlySet<string>,
  ) {}

  read(at: number, scope: Scope): Formula | undefined {
    const first = readLeadingRelation(this, at, scope) ?? this.operand(at, scope);
    return first ? this.continued(first, scope) : readRelationBetweenWords(this, at);
  }

  continued(left: Formula, scope: Scope): Formula {
    let whole = left;
    for (let count = 0; count < longest; count++) {
      const longer =
        readInfix(this, whole, scope) ??
        readJuxtaposition(this, whole, scope) ??
        readDottedList(this, whole, scope) ??
        readMap(this, whole, scope);
      if (!longer) break;
      whole = longer;
    }
    return whole;
  }

  /** Memoized: every operand is parsed once, which keeps parsing linear. */
  operand(at: number, scope: Scope): Formula | undefined {
    const key = `${at} ${scope}`;
    if (this.operands.has(key)) return this.operands.get(key);
    if (this.depth >= deepest) return undefined;
    this.depth++;
    const base = this.atom(at, scope);
    const whole = base && readScripts(this, base);
    this.depth--;
    // A word is mathematics by its scripts, or as the argument of a function.
    const takesWords = scope === 'call' || scope === 'order' || scope === 'script';
    const operand = whole?.shape === 'word' && !takesWords ? undefined : whole;
    this.operands.set(key, operand);
    return operand;
  }

  gapAt(at: number): boolean {
    return this.lexemes[at]?.gap === true;
  }

  private atom(at: number, scope: Scope): Formula | undefined {
    const lexeme = this.lexemes[at];
    switch (lexeme?.kind) {
      case 'number':
        return readLostFraction(this, readNumber(this, lexeme, at), at);
      case 'letter':
        return formula(at + 1, lexeme.text, this.known.has(lexeme.text) && scope === 'text' ? 2 : 0);
      case 'word':
        return readWord(this, lexeme, at, scope);
      case 'command':
        return this.command(lexeme, at, scope);
      case 'mark':
        return this.mark(lexeme, at, scope);
      case 'wall':
      case undefined:
        return undefined;
    }
  }

  private command(lexeme: Lexeme, at: number, scope: Scope): Formula | undefined {
    const { text: name, certain } = lexeme;
    const weight = certain || (this.known.has(name) && isGreek(name)) ? 2 : weightOf(name);
    const role = mathSymbols.get(name)?.role;
    if (role === 'ordinary' || role === 'dots') {
      // "top", "square": such signs are English by themselves.
      return weight === 0 && scope === 'text' ? undefined : formula(at + 1, `\\${name}`, weight);
    }
    if (role === 'function') return this.applied(name, at, scope, certain ? 1 : 0);
    if (role === 'prefix') return this.applied(name, at, scope, weight);
    if (role === 'open') return readBrackets(this, at, weight);
    if (bracketSizes.has(name)) return this.sized(at);
    return readArgumentCommand(this, name, at, scope, weight);
  }

  private sized(at: number): Formula | undefined {
    return this.gapAt(at + 1) ? undefined : (readBrackets(this, at + 1, 0) ?? readSizedNorm(this, at));
  }

  /** A name and what it applies to: `log n`, `min_{x} f`, `forall k`, `sum_{i=1}^n x_i`. */
  private applied(name: string, at: number, scope: Scope, weight: number): Formula | undefined {
    const head = readScripts(this, formula(at + 1, `\\${name}`, weight));
    const argument = isArticle(this.lexemes, head.end, scope) ? undefined : this.operand(head.end, scope);
    if (!argument) return scope === 'text' && head.end === at + 1 ? undefined : head;
    if (mathSymbols.get(name)?.role === 'function') {
      const evidence = name === 'log' && /^[dkmnNT]$/.test(argument.tex) ? 2 : 1;
      const whole = joined(head, argument, this.gapAt(head.end), 'product');
      return heavier(whole, argument.shape === 'number' ? 0 : evidence);
    }
    const isBare = scope === 'text' && weight === 0 && head.end === at + 1;
    if (isBare && this.isProse(at, argument)) return undefined;
    return joined(head, argument, this.gapAt(head.end), 'quantified');
  }

  /** "the sum S", "there exists x_0": a word, unless more than a letter is behind it. */
  private isProse(at: number, argument: Formula): boolean {
    if (!this.gapAt(at + 1)) return false;
    return this.lexemes[at - 1]?.kind === 'word' || !/[_^(\\]/.test(argument.tex);
  }

  private mark({ text }: Lexeme, at: number, scope: Scope): Formula | undefined {
    if (text === '(' || text === '[') return readBrackets(this, at, 0);
    if (text === '{') return readBraces(this, at);
    if (text === '|' || text === '||') return readNorm(this, at);
    if (text === '...' && scope !== 'text') return formula(at + 1, '\\ldots', 0);
    return (text === '-' || text === '+') && scope !== 'text' ? readSigned(this, at, scope) : undefined;
  }
}

/** A relation that begins the formula: "approx 16", "sim 5%", "times4", "geq(1-alpha)", "{sim}5". */
function readLeadingRelation(parser: ParserContext, at: number, scope: Scope): Formula | undefined {
  const lexeme = parser.lexemes[at];
  if (lexeme?.text === '{') return readBraced(parser, at);
  if (lexeme?.kind !== 'command') return undefined;
  const { text: name } = lexeme;
  const right = readRight(parser, name, at + 1, scope);
  if (!right) return undefined;
  const gap = parser.gapAt(at + 1);
  const weight = leadWeight(name, !gap, right.tex.endsWith('%'));
  return weight === 0 ? undefined : joined(formula(at + 1, `\\${name}`, weight), right, gap, 'relation');
}

/** Before a symbol, a relation without a left operand must be a name that is not an English word. */
function readRight(parser: ParserContext, name: string, at: number, scope: Scope): Formula | undefined {
  const lexeme = parser.lexemes[at];
  if (lexeme?.kind === 'number') return readNumber(parser, lexeme, at);
  return isCertainRelation(name) && name !== 'approx' ? parser.operand(at, scope) : undefined;
}

function readBraced(parser: ParserContext, at: number): Formula | undefined {
  const sign = bracedOperator(parser, at);
  const number = sign && parser.lexemes[sign.end];
  if (!sign || number?.kind !== 'number' || number.gap) return undefined;
  return joined(sign, readNumber(parser, number, sign.end), false, 'relation');
}

function leadWeight(name: string, isTight: boolean, isPercentage: boolean): number {
  if (isCertainRelation(name)) return 2;
  if (name === 'sim') return isTight || isPercentage ? 2 : 1;
  if (name === 'times') return isTight ? 2 : 0;
  return ['pm', 'le', 'ge', 'll', 'gg'].includes(name) ? 1 : 0;
}

const isCertainRelation = (name: string): boolean =>
  mathSymbols.get(name)?.role === 'relation' && weightOf(name) === 2;

/** "image rightarrow text": a sign between words whose name does not occur in prose. */
function readRelationBetweenWords(parser: ParserContext, at: number): Formula | undefined {
  const lexeme = parser.lexemes[at];
  if (lexeme?.kind !== 'command' || weightOf(lexeme.text) < 2 || lexeme.text === 'approx') return undefined;
  const sign = operatorAt(parser, at, 'text');
  return sign && formula(sign.end, sign.tex, sign.weight, 'relation');
}
