import { mathSymbols } from '../symbols';
import { isGreek, weightOf } from './commandNames';
import { formula, joined, type Formula, type Scope } from './formula';
import type { Lexeme } from './lexemes';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** "a" and "I" are words, and so is "A" where a sentence begins, unless a formula goes on behind them. */
export function isArticle(lexemes: readonly Lexeme[], at: number, scope: Scope): boolean {
  const [previous, lexeme, next] = [lexemes[at - 1], lexemes[at], lexemes[at + 1]];
  if (scope !== 'text' || lexeme?.kind !== 'letter' || !/^[aAI]$/.test(lexeme.text)) return false;
  if (lexeme.text === 'A' && isWithinSentence(previous)) return false;
  if (isFactor(lexemes, at)) return false;
  return next !== undefined && next.kind !== 'wall' && !continuesFormula(lexeme, next);
}

/** "E + A N^{-alpha}" */
function isFactor(lexemes: readonly Lexeme[], at: number): boolean {
  const [sign, , next, mark] = lexemes.slice(at - 1, at + 3);
  return /^[=+]$/.test(sign?.text ?? '') && next?.kind === 'letter' && /^[_^]$/.test(mark?.text ?? '');
}

/** Whether `next` makes a formula of an "a" or "A" in front of it. */
function continuesFormula({ text }: Lexeme, next: Lexeme): boolean {
  if (next.kind === 'command' && !next.gap) return true; // aneq b
  const role = next.kind === 'command' ? mathSymbols.get(next.text)?.role : undefined;
  if (role === 'relation' && text === 'A') return true;
  return next.gap ? /^[=<>+/]$/.test(next.text) : /^[_^(=<>).,;/|+*]$/.test(next.text);
}

const isWithinSentence = (previous: Lexeme | undefined): boolean =>
  previous?.text === ',' ||
  previous?.kind === 'command' ||
  (previous?.kind === 'word' && /^[a-z]/.test(previous.text));

/** Nouns after the name of a letter in statistics, biology and physics: beta distribution, gamma-ray. */
const calledSo = words(
  'distribution distributions prior priors process processes function functions variable variables ray rays helix ' +
    'helices sheet sheets catenin amyloid blocker blockers wave waves band bands rhythm oscillation oscillations test ' +
    'testing tester testers release version calculus particles decay globulin synuclein',
);

/** Quantities that a letter is the symbol of: "temperature tau". */
const quantities = words(
  'parameter parameters hyperparameter hyperparameters coefficient coefficients factor factors exponent exponents ' +
    'temperature threshold thresholds constant constants scalar angle angles eigenvalue eigenvalues',
);

/**
 * How much of a Greek letter, by its name alone, its neighbours leave: more beside what has it for a symbol or a name,
 * "temperature tau" and "gamma-MoD"; nothing in the names of other things, Phi-3, AWS Lambda, beta distribution.
 */
export function weightAmongWords(lexemes: readonly Lexeme[], at: number, { end, weight }: Formula): number {
  const lexeme = lexemes[at];
  if (isUnit(lexemes, at, end)) return 0;
  const isLone = lexeme?.kind === 'command' && end === at + 1 && isGreek(lexeme.text) && !lexeme.certain;
  if (!isLone || weightOf(lexeme.text) > 1) return weight;
  // PixArt-alpha, TNF-alpha: the authors wrote the letter. "pre-alpha" is a word.
  const isJoined =
    lexemes[at - 1]?.text === '-' && !(isCapitalised(lexemes[at - 2]) && /^[a-z]/.test(lexeme.text));
  if (isJoined || isPartOfName(lexemes[at - 1], lexemes[end], lexemes[end + 1])) return 0;
  return /^[a-z]/.test(lexeme.text) && isSymbolOf(lexemes[at - 1], lexemes[end], lexemes[end + 1])
    ? weight + 1
    : weight;
}

/** "7 T", "300 K" */
const isUnit = (lexemes: readonly Lexeme[], at: number, end: number): boolean =>
  end === at + 1 && lexemes[at - 1]?.kind === 'number' && /^[TKVAWJNGHC]$/.test(lexemes[at]?.text ?? '');

type Neighbour = Lexeme | undefined;

const isCapitalised = (word: Neighbour): boolean =>
  word?.kind === 'word' && /^[A-Z]/.test(word.text) && !beginsSentence.has(word.text);

const beginsSentence = words(
  'An The Our Its Their If For Each Any All Every Let With When Where Here Then This That As',
);

function isPartOfName(previous: Neighbour, next: Neighbour, afterNext: Neighbour): boolean {
  if (isCapitalised(previous) || isCapitalised(next)) return true;
  if (next?.kind === 'number' || (next?.text === '-' && afterNext?.kind === 'number')) return true;
  const noun = next?.text === '-' ? afterNext : next;
  return noun?.kind === 'word' && calledSo.has(noun.text);
}

function isSymbolOf(previous: Neighbour, next: Neighbour, afterNext: Neighbour): boolean {
  const namesMethod = next?.text === '-' && /^[A-Z].*[A-Z]/.test(afterNext?.text ?? '');
  return namesMethod || (previous?.kind === 'word' && quantities.has(previous.text));
}

/** Things that are named or counted with letters: a letter behind them is not a variable. */
const labelled = words(
  'type types class classes group case phase part plan option appendix table figure section vitamin hepatitis grade ' +
    'series model version',
);
const programming = words('language programming code library package');

/**
 * A letter by itself, in a text that has lost its dollars: "with K arms in dimension d". Not a label, an initial, or a
 * programming language.
 */
export function isLoneVariable(lexemes: readonly Lexeme[], at: number): boolean {
  const lexeme = lexemes[at];
  if (lexeme?.kind !== 'letter' || !lexeme.gap || !/^[b-hj-zA-HJ-Z]$/.test(lexeme.text)) return false;
  return mayPrecede(lexemes[at - 1]) && mayFollow(lexeme.text, lexemes[at + 1], lexemes[at + 2]);
}

function mayPrecede(previous: Lexeme | undefined): boolean {
  if (previous?.kind === 'word') return !/^[A-Z]/.test(previous.text) && !labelled.has(previous.text);
  return previous?.kind === 'command' || previous?.text === ',';
}

function mayFollow(letter: string, next: Lexeme | undefined, afterNext: Lexeme | undefined): boolean {
  if (!next || next.kind === 'wall') return true;
  if (next.gap) return !programming.has(next.text);
  if (next.text === '-')
    return /^[dfhklmnqrz]$/.test(letter) && afterNext?.kind === 'word' && /^[a-z]{4}/.test(afterNext.text);
  return /^[,.;:]$/.test(next.text) && afterNext?.gap !== false;
}

/** "as epsilon to 0": with these words in front, "to" is an arrow. */
export function withLimit(lexemes: readonly Lexeme[], at: number, variable: Formula): Formula {
  const [before, to, zero] = [lexemes[at - 1], lexemes[variable.end], lexemes[variable.end + 1]];
  if (before?.kind !== 'word' || !/^(?:as|when|for|limit)$/.test(before.text)) return variable;
  if (to?.text !== 'to' || zero?.text !== '0' || variable.shape !== 'symbol') return variable;
  return joined(
    joined(variable, formula(variable.end + 1, '\\to', 1), true, 'relation'),
    formula(variable.end + 2, '0', 0),
    true,
    'relation',
  );
}
