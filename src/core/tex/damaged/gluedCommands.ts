import { anchors, anchorsInWords, glued, isGreek, takesCapital } from './commandNames';

/** A part of a run of letters. */
export interface RunPiece {
  readonly kind: 'letter' | 'word' | 'command';
  readonly text: string;
}

export const word = (text: string): RunPiece => ({ kind: text.length === 1 ? 'letter' : 'word', text });
export const command = (text: string): RunPiece => ({ kind: 'command', text });
export const letters = (text: string): RunPiece[] => Array.from(text, word);

/** A run of nothing but commands and single letters, and at least one name among them that proves it. */
export function gluedCommands(run: string): RunPiece[] | undefined {
  const parts = holdsAnchor.test(run) ? segment(run) : undefined;
  if (!parts || !isProved(run, parts)) return undefined;
  return parts.flatMap((part) => (glued.has(part) ? [command(part)] : letters(part)));
}

/** `cdot` stands for `cdots` too. */
const holdsAnchor = new RegExp(
  [...anchors]
    .filter((name) => ![...anchors].some((other) => other !== name && name.includes(other)))
    .join('|'),
);

function isProved(run: string, parts: readonly string[]): boolean {
  if (parts.some((part, at) => takesCapital.has(part) && !/^[A-Z]/.test(parts[at + 1] ?? ''))) return false;
  if (parts.some((part) => anchors.has(part) && !anchorsInWords.has(part))) return true;
  return parts.some((part) => anchors.has(part)) && !englishRuns.test(run) && isTeX(parts);
}

/** Words and names that read as a letter and a name: Godot, wrangle. */
const englishRuns = /^(?:Godot|(?:Sp|[BbPpTtWw])rangle.*|stimes)$/;

/**
 * Whether a reading whose names occur in words as well (Tibetan, denoting, timescale) can be TeX. A name is never
 * directly followed by a letter, unless a lost command was between them, as in `x\in\mathbb{R}`; and short names such
 * as "in" and "ll" do behind a Greek letter.
 */
function isTeX(parts: readonly string[]): boolean {
  const isOnlyNames = parts.every((part) => glued.has(part));
  return parts.every((part, at) => {
    const [previous, next] = [parts[at - 1], parts[at + 1]];
    if (anchors.has(part)) return true;
    if (shortRelations.has(part)) return isGreek(previous ?? '') && !/^[a-z]$/.test(next ?? '');
    if (glued.has(part)) return isOnlyNames && isGreek(part);
    if (part.length > 1 || previous === undefined) return part.length === 1;
    return /[A-Z]/.test(part) || (parts.length === 3 && at === 2 && !isGreek(previous)); // ntimesd
  });
}

const shortRelations: ReadonlySet<string> = new Set([
  'in',
  'to',
  'le',
  'ge',
  'll',
  'gg',
  'ne',
  'sim',
  'mid',
  'pm',
]);

interface Reading {
  readonly loose: number;
  readonly parts: readonly string[];
}

/**
 * The reading with the fewest letters that belong to no command, at most two of them in a row. Dynamic programming over
 * the run, which is short.
 */
function segment(run: string): readonly string[] | undefined {
  const best: (Reading | undefined)[] = [{ loose: 0, parts: [] }];
  for (let end = 1; end <= run.length; end++) {
    for (let start = Math.max(0, end - longestName); start < end; start++) {
      const longer = lengthened(best[start], run.slice(start, end));
      if (longer && longer.loose < (best[end]?.loose ?? Infinity)) best[end] = longer;
    }
  }
  return best[run.length]?.parts;
}

const longestName = 12;

function lengthened(reading: Reading | undefined, part: string): Reading | undefined {
  if (!reading) return undefined;
  const isCommand = glued.has(part);
  const isBehindLetters = reading.parts.length > 0 && !glued.has(reading.parts.at(-1) ?? '');
  if (!isCommand && (part.length > 2 || isBehindLetters)) return undefined;
  return { loose: reading.loose + (isCommand ? 0 : part.length), parts: [...reading.parts, part] };
}
