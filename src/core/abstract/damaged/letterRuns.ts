import { anchors, glued, isCommandName } from './commandNames';

export interface RunPiece {
  readonly kind: 'letter' | 'word' | 'command';
  readonly text: string;
}

/** What stands around a run of letters. */
export interface RunContext {
  readonly inScript: boolean;
  /** The characters directly behind it. */
  readonly behind: string;
}

/**
 * Reads a run of letters as TeX wrote it before its backslashes went: `kgeq` is k ≥, `Phicirc` is Φ∘, `muParam` is
 * μParam. One piece where nothing proves more.
 */
export function readRun(run: string, context: RunContext): readonly RunPiece[] {
  if (run.length === 1) return [{ kind: 'letter', text: run }];
  if (isCommandName(run) && !/^[lr]times$/.test(run)) return [{ kind: 'command', text: run }];
  if (run.length > longestRun) return [word(run)];
  return (
    sizeOfBracket(run, context) ??
    arrowBetweenWords(run) ??
    gluedToWord(run) ??
    gluedCommands(run, context) ?? [word(run)]
  );
}

const longestRun = 60;
const word = (text: string): RunPiece => ({ kind: text.length === 1 ? 'letter' : 'word', text });
const command = (text: string): RunPiece => ({ kind: 'command', text });

/** The names of arrows are so long that they stand out between any words: `imageleftrightarrowtext`. */
function arrowBetweenWords(run: string): RunPiece[] | undefined {
  if (!run.includes('arrow')) return undefined;
  const match =
    /^(.*?)((?:long)?(?:leftright|left|right)arrow|(?:Left|Right|Leftright)arrow|(?:up|down)arrow)(.*)$/.exec(
      run,
    );
  const [, left = '', arrow, right = ''] = match ?? [];
  if (arrow === undefined || (left.length < 3 && right.length < 3)) return undefined;
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
    /^(mu|alpha|beta|gamma|delta|lambda|sigma|theta|omega|kappa)([A-Z](?:[a-z]{2,}.*|[A-Z]*))$/.exec(run);
  const [, letter, rest] = match ?? [];
  return letter !== undefined && rest !== undefined && !/^(?:ic|tic)?s?$/.test(rest)
    ? [command(letter), word(rest)]
    : undefined;
}

/** `Oleft(Tright)`: the name of a size directly in front of its bracket. */
function sizeOfBracket(run: string, context: RunContext): readonly RunPiece[] | undefined {
  const size = /^[([{|]/.test(context.behind)
    ? /(?:left|[bB]igg?l?)$/.exec(run)?.[0]
    : /^[)\]}|]/.test(context.behind)
      ? /(?:right|[bB]igg?r?)$/.exec(run)?.[0]
      : undefined;
  if (size === undefined || run === size) return undefined;
  const rest = readRun(run.slice(0, -size.length), { ...context, behind: '' });
  return rest.length > 1 || rest[0]?.kind !== 'word' ? [...rest, command(size)] : undefined;
}

/** Nothing but commands and single letters, and at least one name that proves it. */
function gluedCommands(run: string, { inScript, behind }: RunContext): RunPiece[] | undefined {
  const isProved =
    holdsAnchor.test(run) ||
    proofByShape.test(run) ||
    (inScript && condition.test(run)) ||
    (startsScript.test(behind) && scriptedGreek.test(run));
  const pieces = isProved ? segment(run) : undefined;
  return pieces && isProof(pieces, run) && !looksLikeEnglish(pieces) ? pieces : undefined;
}

const holdsAnchor = new RegExp([...anchors].join('|'));

/** An anchor must have come out as a piece of its own. */
function isProof(pieces: readonly RunPiece[], run: string): boolean {
  return pieces.some(({ kind, text }) => kind === 'command' && anchors.has(text)) || !holdsAnchor.test(run);
}

/** `xinR` for `x\in\mathbb{R}`; `nlog` for `n\log`, with the letters that authors use so: not clog and blog. */
const proofByShape = /^[a-z](?:in|sim)[A-Z]$|^[ndmkpNTKHSLMD]log$/;
/** Within a script, where words are rare: `x\in S`, `i\le n`, `n\to`. */
const condition = /^[ijkmnstuvxyz](?:in|to|le|ge|sim|mid)(?:[A-Z]|$)/;
/** In front of a script: `N\eta_l`. */
const scriptedGreek = /^[A-Za-z](?:eta|mu|nu|xi|rho|tau|phi|chi|psi)$/;
const startsScript = /^[_^](?:\{|[A-Za-z\d](?![A-Za-z]))/;

function looksLikeEnglish(pieces: readonly RunPiece[]): boolean {
  const [first, last] = [pieces[0], pieces.at(-1)];
  const whole = pieces.map(({ text }) => text).join('');
  if (/^(?:st|w)rangle$|^circ(?:a|us|le|um)?$|^Phil|^(?:im)?partial|^[cdfhsw]ell$|^ell/.test(whole))
    return true;
  return (
    pieces.length === 2 &&
    first?.kind === 'command' &&
    last?.kind !== 'command' &&
    /^[a-z]/.test(last?.text ?? '')
  );
}

/**
 * The reading with the fewest loose letters; at most two of them in a row. Dynamic programming over the run, which is
 * short.
 */
function segment(run: string): RunPiece[] | undefined {
  const best: ({ loose: number; pieces: readonly RunPiece[] } | undefined)[] = [{ loose: 0, pieces: [] }];
  for (let end = 1; end <= run.length; end++) {
    for (let start = Math.max(0, end - longestName); start < end; start++) {
      const [before, text] = [best[start], run.slice(start, end)];
      const piece = before && pieceOf(text, before.pieces.at(-1));
      if (!before || !piece) continue;
      const loose = before.loose + (piece.kind === 'command' ? 0 : text.length);
      if (loose < (best[end]?.loose ?? Infinity)) best[end] = { loose, pieces: [...before.pieces, piece] };
    }
  }
  const pieces = best[run.length]?.pieces;
  return pieces?.some(({ kind }) => kind === 'command') ? [...pieces] : undefined;
}

const longestName = 12;

function pieceOf(text: string, before: RunPiece | undefined): RunPiece | undefined {
  if (glued.has(text)) return command(text);
  return text.length <= 2 && before?.kind !== 'letter' && before?.kind !== 'word' ? word(text) : undefined;
}
