import { formula, joined, type Formula, type Scope } from './formula';
import { readBrackets } from './groups';
import type { Lexeme } from './lexemes';
import type { ParserContext } from './parserContext';

/**
 * A run of letters that is no command. Within O(…) it is a product, O(dm); as the argument of a function and in a
 * script it is a word, S(True); elsewhere it needs scripts or arguments to be part of a formula at all.
 */
export function readWord(
  parser: ParserContext,
  lexeme: Lexeme,
  at: number,
  scope: Scope,
): Formula | undefined {
  const { text, certain } = lexeme;
  if (!/^[A-Za-z]+$/.test(text)) return undefined;
  if (certain) return formula(at + 1, `\\text{${text}}`, 0, 'product'); // The rest of a run that holds a command.
  const call = readCall(parser, text, at);
  if (call) return call;
  const isProduct = scope === 'order' ? text.length <= 4 : scope === 'group' && isConsonants(text);
  return isProduct ? formula(at + 1, text, 0) : formula(at + 1, `\\mathrm{${text}}`, 0, 'word');
}

const isConsonants = (text: string): boolean => /^[b-df-hj-np-tv-z]{2,3}$/.test(text);

/** Names of functions that TeX has no command for. */
const functionNames = new Set(
  (
    'poly polylog polyloglog softmax sigmoid sign sgn diag rank tr Tr Var Cov KL TV MI Beta Gamma Dir Ber Bernoulli ' +
    'Bin Unif Uniform Lip nnz vec vol Vol span conv dist cost loss err size supp dom prox proj ReLU erf rad VC opt OPT'
  ).split(' '),
);

/** `poly(d, 1/epsilon)`: a function by its name, or a few capitals whose arguments leave no doubt. */
function readCall(parser: ParserContext, name: string, at: number): Formula | undefined {
  if (parser.lexemes[at + 1]?.text !== '(' || parser.gapAt(at + 1)) return undefined;
  const isFunction = functionNames.has(name);
  const group = isFunction || /^[A-Z]{1,4}$/.test(name) ? readBrackets(parser, at + 1, 0) : undefined;
  if (!group || (!isFunction && group.weight < 2)) return undefined;
  return joined(formula(at + 1, `\\mathrm{${name}}`, 0), group, false, 'product');
}

/** `BA` in "Delta W = BA": two or three letters behind a sign that are unlikely to be a word. */
export function readProduct(parser: ParserContext, at: number): Formula | undefined {
  const lexeme = parser.lexemes[at];
  const isProduct =
    lexeme?.kind === 'word' && (isConsonants(lexeme.text) || /^[A-Z]{2,3}$/.test(lexeme.text));
  return isProduct ? formula(at + 1, lexeme.text, 0) : undefined;
}
