import DiffMatchPatch from 'diff-match-patch';
import type { EncodedText } from './vocabulary';

/** Old tokens `[oldFrom, oldTo)` correspond to new tokens `[newFrom, newTo)`. Hunks cover both texts in order. */
export interface Hunk {
  readonly same: boolean;
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** The diff takes O(tokens × differences); for longer texts only the common prefix and suffix are used. */
const mostTokens = 2400;

/**
 * A diff by tokens with semantic cleanup, so that edits are those a human would see. Tokens of a `same` hunk have equal
 * units; see {@link EncodedText.units}.
 */
export function diffTokens(old: EncodedText, current: EncodedText): readonly Hunk[] {
  const engine = new DiffMatchPatch();
  engine.Diff_Timeout = 0;
  const before = engine.diff_commonPrefix(old.units, current.units);
  const [was, is] = [old.units.slice(before), current.units.slice(before)];
  const after = engine.diff_commonSuffix(was, is);
  if (was.length + is.length - 2 * after > mostTokens) {
    const [removed, added] = [was.length - after, is.length - after];
    return join([
      { kind: 0, length: before },
      { kind: -1, length: removed },
      { kind: 1, length: added },
      { kind: 0, length: after },
    ]);
  }
  const diffs = engine.diff_main(old.units, current.units, false);
  engine.diff_cleanupSemantic(diffs);
  return join(diffs.map(([kind, text]) => ({ kind, length: text.length })));
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
