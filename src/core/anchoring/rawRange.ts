import type { Token } from './comparable';
import type { Link } from './replaced';
import { tokensWithin, type TokenRange } from './tokenRange';
import type { Encoded } from './vocabulary';

/** Raw offsets `[start, end)`. */
export interface RawRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The raw text that tokens `range` of the new text stand for, cut as `raw` was cut out of the old text: within a
 * word, with or without the mark-up around a formula, with a space before or after.
 */
export function toRaw(
  old: Encoded,
  raw: RawRange,
  current: Encoded,
  range: TokenRange,
  links: (at: number) => Link | undefined,
): RawRange {
  const oldRange = tokensWithin(old, raw.start, raw.end);
  const first = links(oldRange.from);
  const last = links(oldRange.to - 1);
  const starts = startsOf(
    old,
    raw.start,
    oldRange.from,
    current,
    range.from,
    first?.from === range.from ? first : undefined,
  );
  const ends = endsOf(
    old,
    raw.end,
    oldRange.to - 1,
    current,
    range.to - 1,
    last?.to === range.to ? last : undefined,
  );
  for (const start of starts) {
    for (const end of ends) {
      if (start < end && (starts.length * ends.length === 1 || balanced(current.raw.slice(start, end)))) {
        return { start, end };
      }
    }
  }
  return { start: starts.at(-1) ?? 0, end: ends.at(-1) ?? 0 };
}

/** Where the new range may start, from the most mark-up to the least. */
function startsOf(
  old: Encoded,
  start: number,
  oldAt: number,
  current: Encoded,
  at: number,
  link?: Link,
): number[] {
  const was = old.tokens[oldAt];
  const is = current.tokens[at];
  if (!was || !is) return [];
  if (start > was.start || (link?.skip ?? 0) > 0)
    return [cutAt(old, was, start, current, is, link) ?? is.start];
  const lead = old.raw.slice(Math.max(start, was.lead), was.start);
  const sameLead = old.raw.slice(was.lead, was.start) === current.raw.slice(is.lead, is.start);
  if (sameLead) {
    const before = start < was.lead ? old.raw.slice(start, was.lead) : '';
    return [is.start - lead.length - (current.raw.slice(0, is.lead).endsWith(before) ? before.length : 0)];
  }
  if (start > was.lead)
    return [current.raw.slice(is.lead, is.start).endsWith(lead) ? is.start - lead.length : is.start];
  const dollars = /^\$*/.exec(current.raw.slice(is.lead, is.start))?.[0].length ?? 0;
  return [is.lead, is.lead + dollars, is.start];
}

/** The mirror image of {@link startsOf}. */
function endsOf(
  old: Encoded,
  end: number,
  oldAt: number,
  current: Encoded,
  at: number,
  link?: Link,
): number[] {
  const was = old.tokens[oldAt];
  const is = current.tokens[at];
  if (!was || !is) return [];
  if (end < was.end || endsWithin(was, is, link)) return [cutAt(old, was, end, current, is, link) ?? is.end];
  const trail = old.raw.slice(was.end, Math.min(end, was.trail));
  const sameTrail = old.raw.slice(was.end, was.trail) === current.raw.slice(is.end, is.trail);
  if (sameTrail) {
    const after = end > was.trail ? old.raw.slice(was.trail, end) : '';
    return [is.end + trail.length + (current.raw.startsWith(after, is.trail) ? after.length : 0)];
  }
  if (end < was.trail) return [current.raw.startsWith(trail, is.end) ? is.end + trail.length : is.end];
  const dollars = /\$*$/.exec(current.raw.slice(is.end, is.trail))?.[0].length ?? 0;
  return [is.trail, is.trail - dollars, is.end];
}

/** Whether several old tokens became one, and `was` is not the last of them. */
function endsWithin(was: Token, is: Token, link: Link | undefined): boolean {
  return link?.skip !== undefined && link.skip + was.text.length < is.text.length;
}

/** The raw offset in the new word for raw `offset` in the old one; undefined where the words differ too much there. */
function cutAt(
  old: Encoded,
  was: Token,
  offset: number,
  current: Encoded,
  is: Token,
  link: Link | undefined,
): number | undefined {
  let units = 0;
  while (units < was.text.length && (old.rawOf[was.at + units] ?? 0) < offset) units++;
  const place = mapUnits(was.text, units, is.text, link);
  if (place === undefined) return undefined;
  return place < is.text.length ? current.rawOf[is.at + place] : is.end;
}

function mapUnits(was: string, units: number, is: string, link: Link | undefined): number | undefined {
  if (!link || link.same === 0) return undefined;
  if (link.skip !== undefined) return link.skip + units;
  if (is.startsWith(was.slice(0, units))) return units;
  if (is.endsWith(was.slice(units))) return is.length - (was.length - units);
  return undefined;
}

/** Whether every dollar and brace that opens in a text also closes in it. */
function balanced(text: string): boolean {
  let depth = 0;
  let dollars = 0;
  for (const [mark] of text.matchAll(/\\.|[{}$]/gs)) {
    if (mark === '$') dollars++;
    else if (mark === '{') depth++;
    else if (mark === '}' && --depth < 0) return false;
  }
  return depth === 0 && dollars % 2 === 0;
}
