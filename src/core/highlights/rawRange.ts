import type { Token } from './normalizedTextBuilder';
import type { QuoteLocation } from './locateByDiff';
import type { TokenLink } from './editedQuote';
import { tokensWithin } from './tokenRange';
import type { EncodedText } from './vocabulary';

/** UTF-16 offsets `[start, end)` in the raw text. */
export interface RawRange {
  readonly start: number;
  readonly end: number;
}

/** One end of a quote, in both texts. */
interface Edge {
  readonly old: EncodedText;
  readonly current: EncodedText;
  /** The offset of this end in the old raw text. */
  readonly offset: number;
  /** The first or last token of the quote, in the old text and in the new one. */
  readonly was: Token;
  readonly is: Token;
  /** The link from `was` to `is`, if there is one. */
  readonly link: TokenLink | undefined;
}

/**
 * Converts the tokens of a location to raw offsets whose edges correspond to those of `raw` in the old text: within a
 * word, with or without the markup around a formula, with a space before or after. Empty if no part of a word is left.
 */
export function toRawRange(
  old: EncodedText,
  raw: RawRange,
  current: EncodedText,
  { range, links }: QuoteLocation,
): RawRange {
  const quote = tokensWithin(old, raw.start, raw.end);
  const [first, last] = [old.tokens[quote.from], old.tokens[quote.to - 1]];
  const [newFirst, newLast] = [current.tokens[range.from], current.tokens[range.to - 1]];
  if (!first || !last || !newFirst || !newLast) return { start: 0, end: 0 };
  const [head, tail] = [links(quote.from), links(quote.to - 1)];
  const texts = { old, current };
  const starts = startsOf({
    ...texts,
    offset: raw.start,
    was: first,
    is: newFirst,
    link: head?.from === range.from ? head : undefined,
  });
  const ends = endsOf({
    ...texts,
    offset: raw.end,
    was: last,
    is: newLast,
    link: tail?.to === range.to ? tail : undefined,
  });
  return widestBalanced(current.raw, starts, ends);
}

/** Possible starts of the new range, from the most markup to the least. */
function startsOf(edge: Edge): number[] {
  const { old, current, offset, was, is, link } = edge;
  if (offset > was.start || (link?.skip ?? 0) > 0) return [cutWithin(edge) ?? is.start];
  const oldLead = old.raw.slice(was.lead, was.start);
  const lead = current.raw.slice(is.lead, is.start);
  const quoted = old.raw.slice(Math.max(offset, was.lead), was.start);
  if (oldLead === lead) {
    const before = old.raw.slice(offset, was.lead);
    return [is.start - quoted.length - (current.raw.slice(0, is.lead).endsWith(before) ? before.length : 0)];
  }
  if (offset > was.lead) return [lead.endsWith(quoted) ? is.start - quoted.length : is.start];
  return [is.lead, is.lead + (/^\$*/.exec(lead)?.[0].length ?? 0), is.start];
}

/** The mirror image of {@link startsOf}. */
function endsOf(edge: Edge): number[] {
  const { old, current, offset, was, is, link } = edge;
  const joined = link?.skip !== undefined && link.skip + was.text.length < is.text.length;
  if (offset < was.end || joined) return [cutWithin(edge) ?? is.end];
  const oldTrail = old.raw.slice(was.end, was.trail);
  const trail = current.raw.slice(is.end, is.trail);
  const quoted = old.raw.slice(was.end, Math.min(offset, was.trail));
  if (oldTrail === trail) {
    const after = old.raw.slice(was.trail, offset);
    return [is.end + quoted.length + (current.raw.startsWith(after, is.trail) ? after.length : 0)];
  }
  if (offset < was.trail) return [trail.startsWith(quoted) ? is.end + quoted.length : is.end];
  return [is.trail, is.trail - (/(?<!\$)\$*$/.exec(trail)?.[0].length ?? 0), is.end];
}

/** Chooses the range with the fewest unpaired dollars and braces; of equal ones the widest. */
function widestBalanced(text: string, starts: readonly number[], ends: readonly number[]): RawRange {
  const choices = starts.flatMap((start) => ends.map((end) => ({ start, end })));
  const costs = choices.map(({ start, end }) => countUnpaired(text.slice(start, end)));
  return (
    choices[costs.indexOf(costs.reduce((least, cost) => Math.min(least, cost), Infinity))] ?? {
      start: 0,
      end: 0,
    }
  );
}

/** Maps an offset within the old word to the new word; undefined if the words differ too much there. */
function cutWithin({ old, current, offset, was, is, link }: Edge): number | undefined {
  let units = 0;
  while (units < was.text.length && (old.rawOf[was.at + units] ?? 0) < offset) units++;
  const place = mapUnits(was.text, units, is.text, link);
  if (place === undefined) return undefined;
  return place < is.text.length ? current.rawOf[is.at + place] : is.end;
}

function mapUnits(was: string, units: number, is: string, link: TokenLink | undefined): number | undefined {
  if (!link || link.same === 0) return undefined;
  if (link.skip !== undefined) return link.skip + units;
  if (is.startsWith(was.slice(0, units))) return units;
  if (is.endsWith(was.slice(units))) return is.length - (was.length - units);
  return undefined;
}

/** The number of unpaired dollars and braces in a text. */
function countUnpaired(text: string): number {
  let unpaired = 0;
  let depth = 0;
  let dollars = 0;
  for (const [mark] of text.matchAll(/\\.|[{}$]/gs)) {
    if (mark === '$') dollars++;
    else if (mark === '{') depth++;
    else if (mark === '}' && depth > 0) depth--;
    else if (mark === '}') unpaired++;
  }
  return unpaired + depth + (dollars % 2);
}
