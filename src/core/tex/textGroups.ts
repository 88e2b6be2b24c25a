import type { TextRange } from '../text/sentences';
import type { TextToken } from './token';

/**
 * A group of running text with its markup, `\textbf{…}` or `{\em …}`: `[start, from)` and `[to, end)` are the markup.
 */
export interface TextGroup extends TextRange {
  readonly from: number;
  readonly to: number;
  readonly kind: TextToken['kind'];
  /** Whether the group is undamaged. */
  readonly isIntact: boolean;
  /** Text that replaces the markup; usually empty. */
  readonly before: string;
  readonly after: string;
}

/**
 * Finds groups that change the font, intact or damaged: `\emph{so}`, `{\em so}`, `{it so}`, `{textbf so}`,
 * `\textcolor[rgb]{1, 0, 0}{so}`. In order of their start; groups may contain each other. `claimed` ranges are not
 * running text.
 */
export function findTextGroups(text: string, claimed: readonly TextRange[]): TextGroup[] {
  const groups: TextGroup[] = [];
  const open: { readonly brace: number; readonly opening: Opening | undefined }[] = [];
  const wholes = new Map(claimed.map(({ start, end }) => [start, end]));
  let next = 0;
  for (const match of text.matchAll(/\\[^]|[{}]/g)) {
    while ((claimed[next]?.end ?? Infinity) <= match.index) next++;
    if ((claimed[next]?.start ?? Infinity) <= match.index) continue;
    if (match[0] === '{') open.push({ brace: match.index, opening: readOpening(text, match.index) });
    else if (match[0] === '}') {
      const { brace = -1, opening } = open.pop() ?? {};
      const opened = opening ?? protectedAt(brace, match.index);
      if (opened && !isScripted(opened, match.index))
        groups.push({ ...opened, to: match.index, end: match.index + 1 });
    }
  }
  return groups.filter(({ from, to }) => from < to).sort((a, b) => a.start - b.start);

  /** `{$\pi$}`: braces that protect a formula from a change of case. */
  function protectedAt(brace: number, close: number): Opening | undefined {
    if (brace < 0 || wholes.get(brace + 1) !== close) return undefined;
    wholes.set(brace, close + 1);
    return openingOf(upright, brace, brace + 1);
  }

  /** `textbf{x}_i` is mathematics. */
  function isScripted({ isIntact }: Opening, close: number): boolean {
    return !isIntact && /[_^]/.test(text.charAt(close + 1));
  }
}

/** Tokens for the markup of groups, with an empty plain text. */
export function markupTokens(groups: readonly TextGroup[]): TextToken[] {
  return groups
    .flatMap(({ start, from, to, end, before, after }): TextToken[] => [
      { kind: 'text', start, end: from, plain: before, reconstructed: true },
      { kind: 'text', start: to, end, plain: after, reconstructed: true },
    ])
    .sort((a, b) => a.start - b.start);
}

type Opening = Omit<TextGroup, 'to' | 'end'>;
interface Style {
  readonly kind: TextToken['kind'];
  readonly before?: string;
  readonly after?: string;
}

const bold: Style = { kind: 'bold' };
const italic: Style = { kind: 'italic' };
const upright: Style = { kind: 'text' };

const commands: ReadonlyMap<string, Style> = new Map([
  ['textbf', bold],
  ['emph', italic],
  ['textit', italic],
  ['textsl', italic],
  ...[
    'text',
    'textrm',
    'textsc',
    'textsf',
    'texttt',
    'textup',
    'textnormal',
    'mbox',
    'underline',
    'uline',
    'ul',
    'hbox',
  ].map((name): [string, Style] => [name, upright]),
  ['textsuperscript', { kind: 'text', before: '^' }],
  ['textsubscript', { kind: 'text', before: '_' }],
  ['footnote', { kind: 'text', before: ' (', after: ')' }],
]);

const switches: ReadonlyMap<string, Style> = new Map([
  ['bf', bold],
  ['bfseries', bold],
  ['textbf', bold],
  ['em', italic],
  ['it', italic],
  ['sl', italic],
  ['itshape', italic],
  ['emph', italic],
  ['textit', italic],
  ...['rm', 'sc', 'sf', 'tt', 'scshape', 'ttfamily', 'textsc', 'texttt'].map((name): [string, Style] => [
    name,
    upright,
  ]),
]);

const colour = /\\textcolor(?:\[\w{1,10}\])?\{[\w\s.,!-]{1,30}\}$/;
const longestMarkup = 60;

function readOpening(text: string, brace: number): Opening | undefined {
  return readCommand(text, brace) ?? readSwitch(text, brace);
}

function readCommand(text: string, brace: number): Opening | undefined {
  const left = text.slice(Math.max(0, brace - longestMarkup), brace);
  const coloured = colour.exec(left);
  if (coloured) return openingOf(upright, brace - coloured[0].length, brace + 1);
  const command = /\\([A-Za-z]+)\s?$/.exec(left) ?? bareCommand.exec(left);
  const style = commands.get(command?.[1] ?? '');
  const isScript = command && /[_^]\{?$/.test(left.slice(0, command.index)); // D_{\text{test}}
  if (!command || !style || isScript) return undefined;
  return openingOf(style, brace - command[0].length, brace + 1, command[0].startsWith('\\'));
}

/** `emph{so}`, without its backslash; with a script behind it, it is mathematics. */
const bareCommand = /(?<![\\\p{L}\p{N}_^{}])(text(?:bf|it|sl|rm|sc|sf|tt|up)|emph|underline)$/u;

/**
 * `textbfResults: …`, `emphso`, `textbf Results`: words behind a name that has lost its backslash and braces. The style
 * holds to the colon of a heading, and otherwise to the end of the word.
 */
export function findNamedWords(text: string): TextToken[] {
  if (!/text(?:bf|it|sl|sc|sf|tt)|emph/.test(text)) return [];
  return Array.from(text.matchAll(namedWord), ({ 0: raw, index, groups = {} }) => {
    const { command = '', heading, word = '' } = groups;
    const { kind } = commands.get(command) ?? upright;
    return { kind, start: index, end: index + raw.length, plain: heading ?? word, reconstructed: true };
  });
}

/** Not emphasis, emphysema and emphractic; textscan is a name. */
const namedWord =
  /(?<![\\\p{L}\p{N}_^{}])(?<command>text(?:bf|it|tt)|(?:textsl|textsc|textsf)(?= ?\p{Lu})|emph(?![alry\s]))(?: (?=\p{Lu}))?(?:(?<heading>\p{Lu}[\p{L}\p{N} ,&/-]{0,40}(?=:))|(?<word>[\p{L}\p{N}][\p{L}\p{N}-]*))(?![\p{L}\p{N}_^])/gu;

function readSwitch(text: string, brace: number): Opening | undefined {
  const match = /^\{\s?(\\?)([a-z]+)(?:\s|\{\}|(?=\\))/.exec(text.slice(brace, brace + longestMarkup));
  const style = switches.get(match?.[2] ?? '');
  if (!match || !style) return undefined;
  const from = brace + match[0].length;
  // A group with a script, or with a single symbol, is mathematics: `{bf x}_i`, `{rm d}`.
  if (match[1] === '' && /^[^{}\s]?\s?\}[_^]|^[{}]/.test(text.slice(from, from + 4))) return undefined;
  return openingOf(style, brace, from, match[1] === '\\');
}

function openingOf(style: Style, start: number, from: number, isIntact = true): Opening {
  return { start, from, kind: style.kind, isIntact, before: style.before ?? '', after: style.after ?? '' };
}
