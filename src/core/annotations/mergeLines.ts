import diffMatchPatch from 'diff-match-patch';

export interface MergedLines {
  readonly text: string;
  /** Both sides changed the same lines: what each wrote stands in `text`. */
  readonly keptBoth: boolean;
}

/** Lines `[start, end)` of the base, replaced by `lines`. */
interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/**
 * Three-way merge by lines, in the manner of diff3 (Khanna, Kunal, Pierce: A Formal Investigation of Diff3, 2007).
 * Where both sides changed the same or adjacent lines, both versions stay, with HTML comments around them. No line that
 * either side wrote is missing from the result.
 */
export function mergeLines(base: string, ours: string, theirs: string): MergedLines {
  if (ours === theirs || ours === base) return { text: theirs, keptBoth: false };
  if (theirs === base) return { text: ours, keptBoth: false };
  const baseLines = linesOf(base);
  const left = hunksBetween(base, theirs);
  const right = hunksBetween(base, ours);
  const out: string[] = [];
  let keptBoth = false;
  let at = 0;
  for (const region of regionsOf(left, right)) {
    out.push(...baseLines.slice(at, region.start));
    const their = patched(baseLines, region, left);
    const our = patched(baseLines, region, right);
    const bases = baseLines.slice(region.start, region.end).join('');
    out.push(chooseOne(bases, our, their) ?? both(our, their));
    keptBoth ||= our !== bases && their !== bases && our !== their;
    at = region.end;
  }
  out.push(...baseLines.slice(at));
  return { text: out.join(''), keptBoth };
}

/** The lines that two texts have in common, in order: the most of them. */
export function commonLines(one: string, other: string): string {
  const lines = linesOf(one);
  const kept: string[] = [];
  let at = 0;
  for (const { start, end } of hunksBetween(one, other)) {
    kept.push(...lines.slice(at, start));
    at = end;
  }
  return [...kept, ...lines.slice(at)].join('');
}

function chooseOne(base: string, ours: string, theirs: string): string | undefined {
  if (ours === theirs || ours === base) return theirs;
  if (theirs === base) return ours;
  // One side took the lines away and the other wrote in them: what was written stays.
  if (ours === '') return theirs;
  return theirs === '' ? ours : undefined;
}

function both(ours: string, theirs: string): string {
  const eol = theirs.includes('\r\n') ? '\r\n' : '\n';
  const block = (text: string): string => (text.endsWith('\n') ? text : text + eol);
  return [
    `<!-- Changed in two places at once. One version: -->${eol}`,
    block(theirs),
    `<!-- The other version: -->${eol}`,
    block(ours),
    `<!-- End of the two versions. -->${eol}`,
  ].join('');
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

function hunksBetween(base: string, other: string): readonly Hunk[] {
  const differ = new diffMatchPatch();
  // Each line becomes one character: https://github.com/google/diff-match-patch/wiki/Line-or-Word-Diffs
  const { chars1, chars2, lineArray } = differ.diff_linesToChars_(base, other);
  const hunks: { start: number; end: number; lines: string[] }[] = [];
  let at = 0;
  for (const [kind, chars] of differ.diff_main(chars1, chars2, false)) {
    if (kind === diffMatchPatch.DIFF_EQUAL) {
      at += chars.length;
      continue;
    }
    let hunk = hunks.at(-1);
    if (hunk?.end !== at) hunks.push((hunk = { start: at, end: at, lines: [] }));
    if (kind === diffMatchPatch.DIFF_DELETE) hunk.end = at += chars.length;
    else for (const char of chars.split('')) hunk.lines.push(lineArray[char.charCodeAt(0)] ?? '');
  }
  return hunks;
}

/** The stretches of the base that either side changed; those that touch are one. */
function regionsOf(left: readonly Hunk[], right: readonly Hunk[]): readonly { start: number; end: number }[] {
  const regions: { start: number; end: number }[] = [];
  for (const { start, end } of [...left, ...right].toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = regions.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else regions.push({ start, end });
  }
  return regions;
}

function patched(
  base: readonly string[],
  region: { start: number; end: number },
  hunks: readonly Hunk[],
): string {
  const out: string[] = [];
  let at = region.start;
  for (const hunk of hunks) {
    if (hunk.start < region.start || hunk.end > region.end) continue;
    out.push(...base.slice(at, hunk.start), ...hunk.lines);
    at = hunk.end;
  }
  out.push(...base.slice(at, region.end));
  return out.join('');
}
