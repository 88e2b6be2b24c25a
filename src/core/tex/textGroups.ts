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
      const { brace, opening } = open.pop() ?? {};
      if (opening) groups.push({ ...opening, to: match.index, end: match.index + 1 });
      else if (brace !== undefined && wholes.get(brace + 1) === match.index) {
        // {$\pi$}: braces that protect a formula from a change of case
        groups.push({ ...openingOf(upright, brace, brace + 1), to: match.index, end: match.index + 1 });
        wholes.set(brace, match.index + 1);
      }
    }
  }
  return groups.filter(({ from, to }) => from < to).sort((a, b) => a.start - b.start);
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
  const command = /\\([A-Za-z]+)\s?$/.exec(left);
  const style = commands.get(command?.[1] ?? '');
  return command && style ? openingOf(style, brace - command[0].length, brace + 1) : undefined;
}

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
