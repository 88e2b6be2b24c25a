import DiffMatchPatch from 'diff-match-patch';
import type { Encoded } from './vocabulary';

/** Tokens `[oldFrom, oldTo)` became tokens `[newFrom, newTo)`. Hunks tile both texts, in order. */
export interface Hunk {
  readonly same: boolean;
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** Below this many tokens in both texts the diff is exact; above, it may take so long and then simplifies. */
const exactTokens = 4000;
const longestDiffSeconds = 0.03;

/**
 * A diff by tokens, cleaned up so that an edit is what a person would call one. Tokens of a `same` hunk have equal
 * units; see {@link Encoded.units}.
 */
export function diffTokens(old: Encoded, current: Encoded): readonly Hunk[] {
  const engine = new DiffMatchPatch();
  engine.Diff_Timeout = old.ids.length + current.ids.length <= exactTokens ? 0 : longestDiffSeconds;
  const diffs = engine.diff_main(old.units, current.units, false);
  engine.diff_cleanupSemantic(diffs);
  return join(diffs.flatMap(([kind, text]) => ({ kind, length: text.length })));
}

function join(parts: readonly { readonly kind: number; readonly length: number }[]): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let last: Hunk = { same: true, oldFrom: 0, oldTo: 0, newFrom: 0, newTo: 0 };
  for (const { kind, length } of parts) {
    const same = kind === 0;
    if (last.same !== same || hunks.length === 0) {
      last = { same, oldFrom: last.oldTo, oldTo: last.oldTo, newFrom: last.newTo, newTo: last.newTo };
    } else {
      hunks.pop();
    }
    last = {
      ...last,
      oldTo: last.oldTo + (kind > 0 ? 0 : length),
      newTo: last.newTo + (kind < 0 ? 0 : length),
    };
    hunks.push(last);
  }
  return hunks;
}
