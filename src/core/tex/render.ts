import { findDoubledMath } from './damaged/doubled';
import { findFlatScripts } from './damaged/flatScripts';
import { findFormulas } from './damaged/findFormulas';
import { findIntactMath } from './intactMath';
import { gapsBetween, mergeRanges } from './range';
import { findNamedWords, findTextGroups, markupTokens, type TextGroup } from './textGroups';
import { findTextRepairs } from './textRepairs';
import type { AbstractToken, LinkToken, TextToken } from './token';
import { scanLinks, type LinkSpan } from '../library/links';

/** In UTF-16 units. Longer texts are not abstracts and are not repaired. */
const longest = 20_000;

/**
 * Parses a title or an abstract to tokens that cover the raw text in order, and repairs damaged TeX. Repair is
 * conservative: without sufficient evidence the text is left unchanged, and nothing is omitted. Never throws.
 */
export function render(text: string): readonly AbstractToken[] {
  if (text.length > longest) return [{ kind: 'text', start: 0, end: text.length, plain: text }];
  const written = mergeRanges<AbstractToken>(findLinkTokens(text), findIntactMath(text));
  // Damage removes all dollars, so a text that still has a formula between dollars is intact.
  const isIntact = written.some(({ kind, start }) => kind === 'math' && text.charAt(start) === '$');
  const doubled = isIntact ? [] : findDoubledMath(text, gapsBetween(written, text.length));
  const alone = mergeRanges<AbstractToken>(written, doubled);
  const flat = isIntact ? [] : findFlatScripts(text, gapsBetween(alone, text.length));
  const intact = mergeRanges<AbstractToken>(alone, flat);
  const groups = findTextGroups(text, intact);
  const marked = mergeRanges(mergeRanges<AbstractToken>(intact, markupTokens(groups)), findNamedWords(text));
  const formulas = isIntact ? [] : findFormulas(text, gapsBetween(marked, text.length));
  const repaired = [formulas, findQuotes(text), findTextRepairs(text)].reduce<AbstractToken[]>(
    mergeRanges,
    marked,
  );
  return assemble(text, repaired, groups);
}

/** Fills the gaps between tokens with raw text, and applies the font style of the enclosing group to text. */
function assemble(
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

/**
 * Addresses, with what TeX wraps around them: `\url{…}`, `\href{…}{label}` and the `…{label}` that damage leaves of it.
 * A link with a label reads as its label.
 */
function findLinkTokens(text: string): LinkToken[] {
  return scanLinks(text)
    .filter(({ href }) => /^https?:/i.test(href))
    .map((span) => toToken(text, span));
}

function toToken(text: string, span: LinkSpan): LinkToken {
  const { href, label } = span;
  const opening = /(?:\\|\b)(?:url|href)\s?\{\s?$/.exec(
    text.slice(Math.max(0, span.start - 8), span.start),
  )?.[0];
  const start = span.start - (opening?.length ?? 0);
  const repaired = opening?.startsWith('\\') ? {} : ({ reconstructed: true } as const);
  if (label) {
    const plain = text.slice(label.start, label.end);
    return { kind: 'link', start, end: label.end + 1, plain, href, ...repaired };
  }
  const plain = text.slice(span.start, span.end);
  const isWrapped = opening !== undefined && text.charAt(span.end) === '}';
  return isWrapped
    ? { kind: 'link', start, end: span.end + 1, plain, href, ...repaired }
    : { kind: 'link', start: span.start, end: span.end, plain, href };
}

/**
 * Repairs TeX quotation marks: ``two'' and `one', and mixed forms: ``so", "so'' and ''so''.
 * A mark is repaired only together with its partner; straight quotes and apostrophes stay.
 */
function findQuotes(text: string): TextToken[] {
  const tokens: TextToken[] = [];
  let open: Mark | undefined;
  for (const match of text.matchAll(/``|''|["`']/g)) {
    const mark: Mark = { text: match[0], start: match.index, end: match.index + match[0].length };
    if (open && mark.start - open.end <= longestQuotation && closes(text, open, mark)) {
      for (const token of pair(open, mark)) tokens.push(token);
      open = undefined;
    } else if (opens(text, mark)) open = mark;
  }
  return tokens;
}

interface Mark {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const longestQuotation = 400;

function opens(text: string, { text: mark, start, end }: Mark): boolean {
  const isOpening = mark !== "'" && !/[\s'"`]/.test(text.charAt(end)) && end < text.length;
  return isOpening && (start === 0 || /[\s([{–—-]/.test(text.charAt(start - 1)));
}

const partners: Readonly<Record<string, readonly string[]>> = {
  '``': ["''", '"'],
  '"': ["''", '"'],
  "''": ["''"],
  '`': ["'"],
};

function closes(text: string, open: Mark, { text: mark, start, end }: Mark): boolean {
  if (!partners[open.text]?.includes(mark)) return false;
  if (/\s/.test(text.charAt(start - 1))) return false;
  return !/[\p{L}\p{N}]/u.test(text.charAt(end)); // An apostrophe has a letter behind it.
}

function pair(open: Mark, close: Mark): TextToken[] {
  if (open.text === '"' && close.text === '"') return [];
  const [left, right] = open.text === '`' ? ['‘', '’'] : ['“', '”'];
  return [
    { kind: 'text', start: open.start, end: open.end, plain: left, reconstructed: true },
    { kind: 'text', start: close.start, end: close.end, plain: right, reconstructed: true },
  ];
}
