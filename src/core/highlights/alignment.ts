import { diffTokens } from './hunk';
import { linkEditedQuote, type TokenLink } from './editedQuote';
import type { EncodedText } from './vocabulary';

/** The correspondence of the tokens of an old and a new text. */
export interface Alignment {
  /** By old token. Links do not cross. */
  readonly links: readonly (TokenLink | undefined)[];
  /** By new token: the index of the old token that is equal or was corrected to it. */
  readonly origins: readonly (number | undefined)[];
}

/**
 * Texts of at least `longText` tokens that share less than `leastShared` of their phrases are not versions of one text.
 */
const longText = 30;
const leastShared = 0.1;
const phrase = 3;

/** Aligns two versions of a text. Undefined for unrelated texts, whose diff would be slow and meaningless. */
export function align(old: EncodedText, current: EncodedText): Alignment | undefined {
  if (!areVersions(old, current)) return undefined;
  const links = new Array<TokenLink | undefined>(old.ids.length).fill(undefined);
  const origins = new Array<number | undefined>(current.ids.length).fill(undefined);
  const link = (at: number, link: TokenLink): void => {
    links[at] = link;
    if (link.same > 0) for (let target = link.from; target < link.to; target++) origins[target] = at;
  };
  for (const hunk of diffTokens(old, current)) {
    if (!hunk.same) linkEditedQuote(old, current, hunk, link);
    else
      for (let at = hunk.oldFrom, to = hunk.newFrom; at < hunk.oldTo; at++, to++) {
        if (old.ids[at] === current.ids[to]) link(at, { from: to, to: to + 1, same: 1 });
      }
  }
  return { links, origins };
}

function areVersions(old: EncodedText, current: EncodedText): boolean {
  const shorter = Math.min(old.units.length, current.units.length);
  if (shorter < longText) return true;
  const phrases = new Set<string>();
  for (let at = 0; at + phrase <= old.units.length; at++) phrases.add(old.units.slice(at, at + phrase));
  let shared = 0;
  for (let at = 0; at + phrase <= current.units.length; at++) {
    if (phrases.has(current.units.slice(at, at + phrase))) shared++;
  }
  return shared >= leastShared * shorter;
}
