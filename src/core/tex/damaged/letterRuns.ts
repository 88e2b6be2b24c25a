import { isCommandName, isGreek, mayBeCommand, type Position } from './commandNames';
import { command, gluedCommands, letters, word, type RunPiece } from './gluedCommands';

/** The context of a run of letters. */
export interface RunContext {
  /** Within the braces of a script, or directly behind `_` or `^`. */
  readonly inScript: boolean;
  readonly position: Position;
  /** The characters directly behind it. */
  readonly behind: string;
}

/**
 * Reads a run of letters as TeX wrote it before its backslashes went: `kgeq` is k ≥, `Phicirc` is Φ∘, `muParam` is
 * μParam. One piece where nothing proves more.
 */
export function readRun(run: string, context: RunContext): readonly RunPiece[] {
  if (run.length === 1) return [{ kind: 'letter', text: run }];
  if (mayBeCommand(run, context.position) && !/^[lr]times$/.test(run)) return [command(run)];
  if (run.length > longestRun) return [word(run)];
  return (
    sizeOfNamedBracket(run, context) ??
    sizeOfBracket(run, context) ??
    arrowBetweenWords(run) ??
    byShape(run, context) ??
    nameInFront(run, context) ?? [word(run)]
  );
}

/**
 * Whether {@link readRun} reads a run as one word or letter in every context. Nearly all runs of a text are read so; they are
 * cached, because a lookup is much faster than the check.
 */
export function isPlainWord(run: string): boolean {
  if (run.length < 2 || plainWords.has(run)) return true;
  if (dependsOnContext(run)) return false;
  if (run.length <= longestPlainWord && plainWords.size < mostPlainWords) plainWords.add(run);
  return true;
}

const plainWords = new Set<string>();
/** They take some 300 KB. */
const mostPlainWords = 4096;
/** In UTF-16 units. A longer substring would keep its whole text in memory. */
const longestPlainWord = 12;

function dependsOnContext(run: string): boolean {
  if (isCommandName(run)) return true;
  if (run.length > longestRun) return false;
  const mayHoldName = [endsInBracket, anyShape, startsName].some((pattern) => pattern.test(run));
  return mayHoldName || run.includes('arrow') || gluedCommands(run) !== undefined;
}

const endsInBracket = /(?:angle|ceil|floor|left|right|[bB]igg?[lr]?)$/;
const longestRun = 60;

/** The name of an accent, a font or a letter, and what it is for. */
function nameInFront(run: string, context: RunContext): RunPiece[] | undefined {
  const isNamed = startsName.test(run);
  return (
    (isNamed ? (accentOnSymbol(run, context) ?? wordInFont(run)) : undefined) ??
    gluedCommands(run) ??
    (isNamed ? gluedToWord(run) : undefined)
  );
}

/** Few words begin like this, so one test rules out most of them. */
const startsName =
  /^(?:hat|bar|vec|(?:wide)?(?:hat|tilde)|overline|math[rs]|operator|(?:var)?epsilon|(?:mu|alpha|beta|gamma|delta|lambda|sigma|theta|omega|kappa)[A-Z])/;

/** The names of arrows are so long that they are recognisable between any words: `imageleftrightarrowtext`. */
function arrowBetweenWords(run: string): RunPiece[] | undefined {
  if (!run.includes('arrow')) return undefined;
  const match =
    /(?:long)?(?:leftright|left|right)arrow|(?:Left|Right|Leftright|Long(?:left|right)+)arrow|(?:hookright|hookleft|up|down)arrow/.exec(
      run,
    );
  if (!match) return undefined;
  const [arrow] = match;
  const [left, right] = [run.slice(0, match.index), run.slice(match.index + arrow.length)];
  if (left.length < 2 && right.length < 2) return undefined;
  return [left, arrow, right]
    .filter((part) => part !== '')
    .map((part) => (part === arrow ? command(part) : word(part)));
}

/**
 * A Greek letter in front of a word, as in μParam. Few names of Greek letters may do so: nuScenes, piGAN and tauBench
 * are called so by their authors.
 */
function gluedToWord(run: string): RunPiece[] | undefined {
  const match =
    /^((?:var)?epsilon)([a-z]{2,}|[A-Z].*)$/.exec(run) ??
    /^(mu|alpha|beta|gamma|delta|lambda|sigma|theta|omega|kappa)([A-Z](?:[a-z]{2}.*|[A-Z]*))$/.exec(run);
  const [, letter, rest] = match ?? [];
  return letter !== undefined && rest !== undefined && !/^(?:ic|tic)?s?$/.test(rest)
    ? [command(letter), word(rest)]
    : undefined;
}

/** `hattau`, and `hatx_i` in front of a script. */
function accentOnSymbol(run: string, { inScript, behind }: RunContext): RunPiece[] | undefined {
  const [, accent, rest] = startsAccent.exec(run) ?? [];
  if (accent === undefined || rest === undefined) return undefined;
  if (rest.length > 1) return isGreek(rest) && rest.length > 2 ? [command(accent), command(rest)] : undefined;
  return inScript || startsScript.test(behind) ? [command(accent), word(rest)] : undefined;
}

const startsAccent = /^(hat|tilde|bar|vec|widehat|widetilde|overline)([A-Za-z]|[a-z]{3,7})$/;

/** `mathrmsoftmax`, `operatornamepoly`: the whole word is in the font. */
function wordInFont(run: string): RunPiece[] | undefined {
  const [, font, rest] = /^(mathrm|mathsf|operatorname)([A-Za-z]{3,})$/.exec(run) ?? [];
  return font !== undefined && rest !== undefined ? [command(font), word(rest)] : undefined;
}

/** `leftlangle`, `yrightrangle`: a size and the name of its bracket. */
function sizeOfNamedBracket(run: string, context: RunContext): readonly RunPiece[] | undefined {
  if (!/(?:angle|ceil|floor)$/.test(run)) return undefined;
  const [, rest, size, bracket] =
    /^([A-Za-z]*?)(left|right|[bB]igg?[lr]?)([lr](?:angle|ceil|floor))$/.exec(run) ?? [];
  if (rest === undefined || size === undefined || bracket === undefined) return undefined;
  const before = rest === '' ? [] : readRun(rest, { ...context, behind: '' });
  return [...before, command(size), command(bracket)];
}

const startsWithOneOf = (characters: string, text: string): boolean =>
  text !== '' && characters.includes(text.charAt(0));

/** `Oleft(Tright)`: the name of a size directly in front of its bracket. */
function sizeOfBracket(run: string, context: RunContext): readonly RunPiece[] | undefined {
  const { behind } = context;
  const size =
    (startsWithOneOf('([{|', behind) ? /(?:left|[bB]igg?l?)$/.exec(run)?.[0] : undefined) ??
    (startsWithOneOf(')]}|', behind) ? /(?:right|[bB]igg?r?)$/.exec(run)?.[0] : undefined);
  if (size === undefined || run === size) return undefined;
  const rest = readRun(run.slice(0, -size.length), { ...context, behind: '' });
  const isWord = rest.length === 1 && (rest[0]?.kind === 'word' || /^[bBwWF](?:right|igg?)/.test(run));
  return !isWord ? [...rest, command(size)] : undefined;
}

/**
 * Short names beside single letters, in the places where authors have them: `xinR` for `x\in\mathbb{R}`; `nlog`, but not
 * clog and blog; within a script, where words are rare, `x\in S` and `i\le n`; in front of a script or at the end of braces `N\eta_l`.
 */
const shapes: readonly { readonly pattern: RegExp; readonly where: (context: RunContext) => boolean }[] = [
  { pattern: /^([acdehj-oqrtuvxyz])(in|sim)([A-Z])$/, where: () => true },
  { pattern: /^([ADEGHIJKLMNOQRTUWXYZdhkmnpqrt])(log)$/, where: () => true },
  {
    pattern: /^([acdeg-rtuw-zACDEG-RTUW-Z])(log)$/,
    where: ({ behind }) => /^ ?(?:[b-zB-HJ-Z\d](?![A-Za-z])|\(|log)/.test(behind),
  },
  { pattern: /^(log)(log)(log)?$/, where: ({ behind }) => /^ ?[b-zB-HJ-Z(](?![A-Za-z])/.test(behind) },
  {
    pattern: /^([c-ehjlmo-vx-zCDEHJNO-RU-Z])(in)$/,
    where: ({ behind }) => /^(?:[[{]|\((?:-?[\d.]{1,2},|[\d.-]{2}|\w,))/.test(behind),
  },
  { pattern: /^(frac)([a-zA-Z])$/, where: ({ behind }) => /^\d(?!\d)/.test(behind) },
  { pattern: /^([kbpgw])(in)$/, where: ({ behind }) => /^\{-?\d+,/.test(behind) },
  { pattern: /^([a-zA-Z])(ln|log)$/, where: ({ position }) => position === '^' },
  { pattern: /^([ijkmnstuvxyz])(in|to|le|ge|sim|mid)([A-Z])$/, where: ({ inScript }) => inScript },
  {
    pattern: /^([ijkmnstuvxyz])(in|to|le|ge|sim|mid)$/,
    where: ({ inScript, behind }) => inScript && /^ ?(?:[A-Z\d([{|\\-]|[a-z](?![A-Za-z]))/.test(behind),
  },
  // `dge 2`, `Ngg d`, `kmid n`, `xin P`: with a number or a single letter behind; not "all n", "one k", "bin B".
  { pattern: /^([b-zB-HJ-Z])(ge)$/, where: ({ behind }) => startsOperand.test(behind) },
  { pattern: /^([b-np-zB-HJ-Z])(le|ne)$/, where: ({ behind }) => startsOperand.test(behind) },
  { pattern: /^([b-df-hj-zB-DF-HJ-Z])(gg|ll)$/, where: ({ behind }) => startsOperand.test(behind) },
  {
    pattern: /^([b-oq-zB-HJ-Z])(to|sim|mid|cong|perp|equiv)$/,
    where: ({ behind }) => startsOperand.test(behind),
  },
  { pattern: /^([B-HJ-Z])(cap|cup|subset)$/, where: ({ behind }) => /^ [B-HJ-Z](?![A-Za-z])/.test(behind) },
  {
    pattern: /^([c-lno-rt-zCDEHJNOQRUXYZ])(in)$/,
    where: ({ behind }) => /^ (?:[B-HJ-Z](?![A-Za-z])|\[[\d.-]|math[bcfs])/.test(behind),
  },
  { pattern: /^([a-z])([A-Z])$/, where: ({ inScript }) => inScript },
  {
    pattern: /^([A-Zac-ln-y])(eta|mu|nu|xi|rho|tau|phi|chi|psi)$/,
    where: ({ behind }) => startsScript.test(behind),
  },
  {
    pattern: /^([CDHJKLNPQTUW])(eta|mu|nu|xi|rho|tau|phi|chi|psi)$/,
    where: ({ behind }) => behind.startsWith('}'),
  },
  { pattern: /^([A-Za-z])(sum|prod|max|min|sup|inf|lim)$/, where: ({ behind }) => startsScript.test(behind) },
];
/** A number or a lone letter that is no word, and no number of a list. */
const startsOperand = /^ ?-?\d|^ (?:[b-zB-HJ-Z](?![A-Za-z'’-])|math[bcfs])/;
const startsScript = /^[_^](?:\{|[A-Za-z\d](?![A-Za-z]))/;

function byShape(run: string, context: RunContext): RunPiece[] | undefined {
  if (run.length > longestShape || !anyShape.test(run)) return undefined;
  for (const { pattern, where } of shapes) {
    const match = pattern.exec(run);
    if (match && where(context)) return match.slice(1).flatMap((part) => pieceFor(part));
  }
  return undefined;
}

const longestShape = 9;
/** Few words have one of the shapes, so one test rules out most of them. */
const anyShape = new RegExp(shapes.map(({ pattern }) => pattern.source).join('|'));

function pieceFor(part: string | undefined): RunPiece[] {
  if (part === undefined) return [];
  return part.length === 1 ? letters(part) : [command(part)];
}
