import { gapsBetween, mergeRanges } from './range';
import type { TextGroup } from './textGroups';
import type { AbstractToken } from './token';

/** Fills the gaps between tokens with raw text, and applies the font style of the enclosing group to text. */
export function assemble(
  text: string,
  tokens: readonly AbstractToken[],
  groups: readonly TextGroup[],
): readonly AbstractToken[] {
  const untouched = gapsBetween(tokens, text.length).map(({ start, end }): AbstractToken => ({
    kind: 'text',
    start,
    end,
    plain: text.slice(start, end),
  }));
  return foldMarkup(inFace(mergeRanges(tokens, untouched), groups), groups);
}

function inFace(tokens: readonly AbstractToken[], groups: readonly TextGroup[]): AbstractToken[] {
  const open: TextGroup[] = [];
  let next = 0;
  return tokens.map((token) => {
    for (let group = groups[next]; group && group.from <= token.start; group = groups[++next])
      open.push(group);
    while ((open.at(-1)?.to ?? Infinity) <= token.start) open.pop();
    const face = open.findLast(({ kind }) => kind !== 'text')?.kind;
    return token.kind === 'text' && token.plain !== '' && face ? { ...token, kind: face } : token;
  });
}

/** Joins a group that contains a single token with its markup into one token. */
function foldMarkup(tokens: readonly AbstractToken[], groups: readonly TextGroup[]): AbstractToken[] {
  const byStart = new Map(groups.map((group) => [group.start, group]));
  const folded: AbstractToken[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const [markup, content] = [tokens[at], tokens[at + 1]];
    if (!markup) continue;
    const group = markup.plain === '' ? byStart.get(markup.start) : undefined;
    const isWhole = group?.after === '' && content?.start === group.from && content.end === group.to;
    if (isWhole && content.kind !== 'math' && content.kind !== 'link') {
      const whole = { ...content, start: group.start, end: group.end };
      folded.push(group.isIntact && group.kind !== 'text' ? whole : { ...whole, reconstructed: true });
      at += 2;
    } else folded.push(markup);
  }
  return folded;
}
