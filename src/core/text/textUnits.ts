import { textBoundary } from './findText';
import { sentences, type TextRange } from './sentences';

export type TextUnit = 'word' | 'sentence';

/** The units by which a person goes through a text, in order, in UTF-16 offsets. */
export type TextUnits = Readonly<Record<TextUnit, readonly TextRange[]>>;

/** Units that are selected, and of which kind the last step was. */
export interface UnitSelection extends TextRange {
  readonly unit: TextUnit;
}

/** The words and sentences of a text whose blocks are separated by {@link textBoundary}. */
export function textUnits(text: string): TextUnits {
  const blocks = blocksOf(text);
  return {
    sentence: blocks.flatMap((block) => shift(sentences(block.text), block.start)),
    word: blocks.flatMap((block) => shift(words(block.text), block.start)),
  };
}

/** Selects the next or the previous unit. At the end or the start of the text, the last or first unit. */
export function moveSelection(
  units: TextUnits,
  from: TextRange | undefined,
  unit: TextUnit,
  by: 1 | -1,
): UnitSelection | undefined {
  const all = units[unit];
  const next = from === undefined ? all[0] : by === 1 ? after(all, from, unit) : before(all, from);
  const found = next ?? (by === 1 ? all.at(-1) : all[0]);
  return found && { ...found, unit };
}

/** Moves the end of a selection by one unit; it keeps a word at least. */
export function extendSelection(
  units: TextUnits,
  from: TextRange,
  unit: TextUnit,
  by: 1 | -1,
): UnitSelection {
  const ends = units[unit].map(({ end }) => end);
  const end = by === 1 ? ends.find((each) => each > from.end) : ends.findLast((each) => each < from.end);
  const shortest = units.word.find((word) => word.end > from.start)?.end ?? from.end;
  return { start: from.start, end: Math.max(end ?? from.end, shortest), unit };
}

/** From a sentence, the first step by words leads to its own first word. */
function after(all: readonly TextRange[], from: TextRange, unit: TextUnit): TextRange | undefined {
  const inside = all.find(({ start, end }) => start >= from.start && end <= from.end);
  if (unit === 'word' && inside && inside.end < from.end) return inside;
  return all.find(({ start }) => start > from.start && start >= (unit === 'word' ? from.end : 0));
}

function before(all: readonly TextRange[], from: TextRange): TextRange | undefined {
  return all.findLast(({ start }) => start < from.start);
}

function shift(ranges: readonly TextRange[], by: number): readonly TextRange[] {
  return ranges.map(({ start, end }) => ({ start: start + by, end: end + by }));
}

function blocksOf(text: string): readonly { readonly text: string; readonly start: number }[] {
  let start = 0;
  return text.split(textBoundary).map((block) => {
    const found = { text: block, start };
    start += block.length + textBoundary.length;
    return found;
  });
}

function words(text: string): readonly TextRange[] {
  const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
  return [...segmenter.segment(text)].flatMap(({ index, segment, isWordLike }) =>
    isWordLike === true ? [{ start: index, end: index + segment.length }] : [],
  );
}
