import { anchors, glued } from './commandNames';

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
  if (!parts?.some((part) => anchors.has(part)) || looksLikeEnglish(run, parts)) return undefined;
  return parts.flatMap((part) => (glued.has(part) ? [command(part)] : letters(part)));
}

const holdsAnchor = new RegExp([...anchors].join('|'));

function looksLikeEnglish(run: string, parts: readonly string[]): boolean {
  if (/^(?:st|w)rangle$|^circ(?:a|us|le|um)?$|^Phil/.test(run)) return true;
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  return parts.length === 2 && glued.has(first) && !glued.has(last) && /^[a-z]/.test(last); // alphas, betaine
}

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
