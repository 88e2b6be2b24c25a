import { diffTokens } from './hunk';
import { linkReplaced, type Link } from './replaced';
import type { Encoded } from './vocabulary';

/** What became of each token of an old text in a new one. */
export interface Alignment {
  /** By old token. Links run in order: none crosses another. */
  readonly links: readonly (Link | undefined)[];
  /** By new token, the old token that is the same or was corrected to it. */
  readonly origins: readonly (number | undefined)[];
}

export function align(old: Encoded, current: Encoded): Alignment {
  const links = new Array<Link | undefined>(old.ids.length).fill(undefined);
  const origins = new Array<number | undefined>(current.ids.length).fill(undefined);
  const link = (at: number, link: Link): void => {
    links[at] = link;
    if (link.same > 0) for (let target = link.from; target < link.to; target++) origins[target] = at;
  };
  for (const hunk of diffTokens(old, current)) {
    if (!hunk.same) linkReplaced(old, current, hunk, link);
    else
      for (let at = hunk.oldFrom, to = hunk.newFrom; at < hunk.oldTo; at++, to++) {
        if (old.ids[at] === current.ids[to]) link(at, { from: to, to: to + 1, same: 1 });
      }
  }
  return { links, origins };
}
