import diffMatchPatch from 'diff-match-patch';

export interface MergedLines {
  readonly text: string;
  /** Both sides changed the same lines; `text` contains both versions. */
  readonly keptBoth: boolean;
}

/** Lines `[start, end)` of the base, replaced by `lines`. */
interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/**
 * Three-way merge by lines, as in diff3 (Khanna, Kunal, Pierce: A Formal Investigation of Diff3, 2007). If both sides
 * changed the same or adjacent lines, both versions are kept, marked by HTML comments. Every line that either side
 * wrote is in the result. A last line without a line end equals one with it; the result has it if either side does.
 */
export function mergeLines(base: string, ours: string, theirs: string): MergedLines {
  if (ours === theirs || ours === base) return { text: theirs, keptBoth: false };
  if (theirs === base) return { text: ours, keptBoth: false };
  const eol = [base, ours, theirs].some((text) => text.includes('\r\n')) ? '\r\n' : '\n';
  const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : text + eol);
  const merged = mergeEndedLines(ended(base), ended(ours), ended(theirs));
  const isEnded = ours.endsWith('\n') || theirs.endsWith('\n') || !merged.text.endsWith(eol);
  return isEnded ? merged : { ...merged, text: merged.text.slice(0, -eol.length) };
}

function mergeEndedLines(base: string, ours: string, theirs: string): MergedLines {
  const baseLines = linesOf(base);
  const left = hunksBetween(base, theirs);
  const right = hunksBetween(base, ours);
  const out: string[] = [];
  const [theirsIn, oursIn] = [hunksInOrder(left), hunksInOrder(right)];
  let keptBoth = false;
  let at = 0;
  for (const region of regionsOf(left, right)) {
    out.push(baseLines.slice(at, region.start).join(''));
    const their = patched(baseLines, region, theirsIn(region));
    const our = patched(baseLines, region, oursIn(region));
    const bases = baseLines.slice(region.start, region.end).join('');
    out.push(chooseOne(bases, our, their) ?? both(our, their));
    keptBoth ||= our !== bases && their !== bases && our !== their;
    at = region.end;
  }
  out.push(baseLines.slice(at).join(''));
  return { text: out.join(''), keptBoth };
}

/** The longest common subsequence of the lines of two texts. */
export function commonLines(one: string, other: string): string {
  const lines = linesOf(one);
  const kept: string[] = [];
  let at = 0;
  for (const { start, end } of hunksBetween(one, other)) {
    kept.push(lines.slice(at, start).join(''));
    at = end;
  }
  return [...kept, lines.slice(at).join('')].join('');
}

function chooseOne(base: string, ours: string, theirs: string): string | undefined {
  if (ours === theirs || ours === base) return theirs;
  if (theirs === base) return ours;
  // One side removed the lines and the other changed them: the change is kept.
  if (ours === '') return theirs;
  return theirs === '' ? ours : undefined;
}

function both(ours: string, theirs: string): string {
  const eol = theirs.includes('\r\n') ? '\r\n' : '\n';
  return [
    `<!-- Changed in two places at once. One version: -->${eol}`,
    theirs,
    `<!-- The other version: -->${eol}`,
    ours,
    `<!-- End of the two versions. -->${eol}`,
  ].join('');
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

function hunksBetween(base: string, other: string): readonly Hunk[] {
  const [from, to] = [linesOf(base), linesOf(other)];
  const encoded = linesAsUnits(from, to);
  if (!encoded) return [wholeHunk(from, to)];
  const { one, two, lines } = encoded;
  const hunks: { start: number; end: number; lines: string[] }[] = [];
  let at = 0;
  for (const [kind, chars] of diffOf(one, two)) {
    if (kind === diffMatchPatch.DIFF_EQUAL) {
      at += chars.length;
      continue;
    }
    let hunk = hunks.at(-1);
    if (hunk?.end !== at) hunks.push((hunk = { start: at, end: at, lines: [] }));
    if (kind === diffMatchPatch.DIFF_DELETE) hunk.end = at += chars.length;
    else for (const char of chars.split('')) hunk.lines.push(lines[char.charCodeAt(0)] ?? '');
  }
  return hunks;
}

/** In milliseconds. A diff that is not complete by then is coarser. */
const longestDiff = 1000;

/**
 * A diff of two texts. Without the library's own timeout it does not look for a long common part first, which takes
 * quadratic time where the same line is repeated.
 */
function diffOf(one: string, two: string): readonly diffMatchPatch.Diff[] {
  const engine = new diffMatchPatch();
  engine.Diff_Timeout = 0;
  return engine.diff_main(one, two, false, Date.now() + longestDiff);
}

/** The number of different lines that one UTF-16 unit can encode. */
const mostLines = 0x10000;

/**
 * Encodes each line as one UTF-16 unit, for a diff by lines; undefined if there are more different lines than units.
 * diff-match-patch has this too, but treats everything after the first 40,000 lines as one line.
 */
function linesAsUnits(
  base: readonly string[],
  other: readonly string[],
): { one: string; two: string; lines: readonly string[] } | undefined {
  const units = new Map<string, number>();
  for (const lines of [base, other])
    for (const line of lines) if (!units.has(line)) units.set(line, units.size);
  if (units.size > mostLines) return undefined;
  const encode = (lines: readonly string[]): string =>
    lines.map((line) => String.fromCharCode(units.get(line) ?? 0)).join('');
  return { one: encode(base), two: encode(other), lines: [...units.keys()] };
}

/** One hunk for everything between the common first and last lines. */
function wholeHunk(base: readonly string[], other: readonly string[]): Hunk {
  const shorter = Math.min(base.length, other.length);
  let start = 0;
  while (start < shorter && base[start] === other[start]) start++;
  let same = 0;
  while (same < shorter - start && base.at(-1 - same) === other.at(-1 - same)) same++;
  return { start, end: base.length - same, lines: other.slice(start, other.length - same) };
}

/** The regions of the base that either side changed; adjacent ones are joined. */
function regionsOf(left: readonly Hunk[], right: readonly Hunk[]): readonly { start: number; end: number }[] {
  const regions: { start: number; end: number }[] = [];
  for (const { start, end } of [...left, ...right].toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = regions.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else regions.push({ start, end });
  }
  return regions;
}

/** Returns a function that gives the hunks of each region in turn. Every hunk lies within one region. */
function hunksInOrder(hunks: readonly Hunk[]): (region: { end: number }) => readonly Hunk[] {
  let next = 0;
  return ({ end }) => {
    const first = next;
    while ((hunks[next]?.end ?? Infinity) <= end) next++;
    return hunks.slice(first, next);
  };
}

function patched(
  base: readonly string[],
  region: { start: number; end: number },
  hunks: readonly Hunk[],
): string {
  const out: string[] = [];
  let at = region.start;
  for (const hunk of hunks) {
    out.push(base.slice(at, hunk.start).join(''), hunk.lines.join(''));
    at = hunk.end;
  }
  out.push(base.slice(at, region.end).join(''));
  return out.join('');
}
