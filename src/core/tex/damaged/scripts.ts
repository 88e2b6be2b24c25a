import { mathSymbols } from '../symbols';
import { formula, type Formula } from './formula';
import { readItems } from './groups';
import type { Lexeme } from './lexemes';
import type { ParserContext } from './parserContext';

/** The sub- and superscripts behind a base, at most one of each. They are the best evidence that damage leaves. */
export function readScripts(parser: ParserContext, base: Formula): Formula {
  const primed = readPrime(parser, base) ?? base;
  const first = readScript(parser, primed);
  return first ? (readScript(parser, first) ?? first) : primed;
}

/** theta' = …, f'(x), K(x, x'): an apostrophe with mathematics behind it. */
function readPrime(parser: ParserContext, base: Formula): Formula | undefined {
  const [prime, next] = parser.lexemes.slice(base.end, base.end + 2);
  if (prime?.text !== "'" || prime.gap || base.shape !== 'symbol' || next?.kind !== 'mark') return undefined;
  const before = parser.lexemes[base.end - 2]?.text ?? '';
  const isInside = /^[),]$/.test(next.text) && /^[(,|]$/.test(before);
  const isPrime = next.gap
    ? isRelationBetweenSpaces(parser, base.end + 1)
    : /^[_^(|]$/.test(next.text) || isInside;
  return isPrime ? formula(base.end + 1, `${base.tex}'`, base.weight) : undefined;
}

const isRelationBetweenSpaces = (parser: ParserContext, at: number): boolean =>
  /^[=<>+]$/.test(parser.lexemes[at]?.text ?? '') && parser.gapAt(at + 1);

function readScript(parser: ParserContext, symbol: Formula): Formula | undefined {
  const base = withEmptyGroup(parser, symbol);
  const mark = parser.lexemes[base.end];
  if (mark?.kind !== 'mark' || (mark.text !== '_' && mark.text !== '^')) return undefined;
  const script = isReached(parser, base, mark) ? readArgument(parser, base.end + 1) : undefined;
  if (!script) return undefined;
  const weight = base.shape === 'word' ? onWord(parser, base, mark.text, script) : onSymbol(parser, script);
  if (weight === undefined) return undefined;
  const shape = ['word', 'number', 'group'].includes(base.shape) ? 'symbol' : base.shape;
  const size = mark.text === '^' ? readSize(parser, base, script) : undefined;
  if (size) return formula(size.end, `${base.tex}^{${size.tex}}`, base.weight + weight, shape);
  return formula(script.end, base.tex + mark.text + script.tex, base.weight + weight, shape);
}

/**
 * `mathbbR^m times n`: the size of a matrix that lost its braces. A factor with a script of its own is not part of it.
 */
function readSize(parser: ParserContext, base: Formula, script: Formula): Formula | undefined {
  if (!/(?:^|\{)[RCZF]\}?$/.test(base.tex) || !/^(?:[a-z]|\{?\d+\}?)$/.test(script.tex)) return undefined;
  let { end, tex } = script;
  for (;;) {
    const [sign, factor, next] = parser.lexemes.slice(end, end + 3);
    const isSize = sign?.text === 'times' && /^(?:[a-zA-Z]|\d{1,4})$/.test(factor?.text ?? '');
    if (!factor || !isSize || (next && /^[_^]$/.test(next.text))) break;
    [end, tex] = [end + 2, `${tex.replace(/[{}]/g, '')} \\times ${factor.text}`];
  }
  return end === script.end ? undefined : formula(end, tex, 0);
}

/** Whether a mark of scripts belongs to the base and to what is behind it. */
function isReached(parser: ParserContext, { end, tex, endsInName, weight }: Formula, mark: Lexeme): boolean {
  const next = parser.lexemes[end + 1];
  if (!next?.gap && (!mark.gap || (mark.text === '_' && endsInName && weight > 1))) return true; // `\ell _1`, as TeX reads it
  // `x _ i`, `10 ^ {-3}`: a letter that is no word, or a number that is raised.
  return next?.kind !== 'word' && (/^[b-zB-HJ-Z]$/.test(tex) || (mark.text === '^' && /^\d+$/.test(tex)));
}

/** `RLS{}_{opt}`: an empty group in front of a script. */
function withEmptyGroup(parser: ParserContext, base: Formula): Formula {
  const [open, close, mark] = parser.lexemes.slice(base.end, base.end + 3);
  const isEmpty = open?.text === '{' && close?.text === '}' && (mark?.text === '_' || mark?.text === '^');
  return isEmpty && !open.gap && !mark.gap ? { ...base, end: base.end + 2 } : base;
}

/** t_i, z_{i-1}; `L_cls` a little less, and `x_train_y` not at all. */
function onSymbol(parser: ParserContext, script: Formula): number | undefined {
  if (script.shape !== 'word') return 2;
  return runsOn(parser, script.end) ? undefined : 1;
}

/** Fid_+, BT^2, theta_{GRPO}; not AUC_ROC, model_zoo, layer_2. */
function onWord(parser: ParserContext, base: Formula, position: string, script: Formula): number | undefined {
  if (script.shape === 'group') return 2;
  if (script.shape === 'word') return undefined;
  if (position === '^') return 2;
  if (runsOn(parser, script.end)) return undefined;
  if (/^\\mathrm\{[A-Z]{2,4}\}$/.test(base.tex) && /^[A-Za-z\d]$/.test(script.tex))
    return /^[A-Z]/.test(script.tex) ? 1 : 2; // LTL_f, CO_2
  return /^[+\-*]$/.test(script.tex) || (script.endsInName && script.weight > 0) ? 2 : undefined;
}

/** Whether letters, digits or an underscore follow directly: then it is the name of something. */
function runsOn(parser: ParserContext, at: number): boolean {
  const next = parser.lexemes[at];
  return next?.gap === false && (next.text === '_' || /^(?:word|letter|number)$/.test(next.kind));
}

/** Reads what TeX takes as a script: a group, or one symbol. A group has the shape `group`. */
function readArgument(parser: ParserContext, at: number): Formula | undefined {
  const lexeme = parser.lexemes[at];
  if (!lexeme) return undefined;
  const { kind, text } = lexeme;
  if (kind === 'letter') return formula(at + 1, text, 0);
  if (kind === 'number') return formula(at + 1, text.length > 1 ? `{${text}}` : text, 0, 'number');
  if (kind === 'command') return readCommand(parser, text, at);
  if (kind === 'mark') return text === '{' ? readGroup(parser, at) : readSign(parser, text, at);
  const isWord = kind === 'word' && /^[A-Za-z]+$/.test(text);
  return isWord ? formula(at + 1, `{\\mathrm{${text}}}`, 0, 'word') : undefined;
}

function readCommand(parser: ParserContext, name: string, at: number): Formula | undefined {
  const role = mathSymbols.get(name)?.role;
  if (role === 'ordinary' || role === 'binary' || role === 'relation') return formula(at + 1, `\\${name}`, 1);
  if (role === 'function') return formula(at + 1, `{\\${name}}`, 1);
  const inner = parser.operand(at, 'script');
  return inner && formula(inner.end, `{${inner.tex}}`, inner.weight);
}

function readSign(parser: ParserContext, sign: string, at: number): Formula | undefined {
  const [mark, , number] = parser.lexemes.slice(at - 1, at + 2);
  const isSigned =
    sign === '-'
      ? mark?.text === '^' || number?.text.includes('.')
      : sign === '+' && number?.text.includes('.');
  if (isSigned && number?.kind === 'number' && !number.gap)
    return formula(at + 2, `{${sign}${number.text}}`, 0, 'number'); // 10^-4, 1.2_-0.3^+0.2
  return /^[+\-*†∗'⋆]$/.test(sign) && !runsOn(parser, at + 1) ? formula(at + 1, sign, 0) : undefined;
}

function readGroup(parser: ParserContext, open: number): Formula | undefined {
  const close = parser.partners.get(open);
  if (close === undefined) return undefined;
  const items = readItems(parser, open + 1, close, 'script');
  const tex = items?.tex ?? signsBetween(parser, open + 1, close) ?? wordsBetween(parser, open + 1, close);
  return tex === undefined ? undefined : formula(close + 1, `{${tex}}`, items?.weight ?? 0, 'group');
}

/** `^{++}` */
function signsBetween(parser: ParserContext, from: number, to: number): string | undefined {
  const signs = parser.lexemes.slice(from, Math.min(to, from + 4)).map(({ text }) => text);
  return signs.length === to - from && signs.every((sign) => /^[+*†'-]$/.test(sign))
    ? signs.join('')
    : undefined;
}

const longestPhrase = 10;

/** Words in a script keep their spaces and hyphens: `x_{no context}`. */
export function wordsBetween(
  parser: ParserContext,
  from: number,
  to: number,
  command = 'text',
): string | undefined {
  if (from >= to || to - from > longestPhrase) return undefined;
  const phrase = parser.lexemes
    .slice(from, to)
    .map(({ text, gap }, at) => (gap && at > 0 ? ` ${text}` : text))
    .join('');
  return /^[A-Za-z0-9][A-Za-z0-9 .,/+-]*$/.test(phrase) ? `\\${command}{${phrase}}` : undefined;
}
