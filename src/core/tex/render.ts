import { assemble } from './assemble';
import { findFormulas } from './damaged/findFormulas';
import { findIntactMath } from './intactMath';
import { findLinkTokens } from './linkTokens';
import { findQuotes } from './quotes';
import { gapsBetween, mergeRanges } from './range';
import { findTextGroups, markupTokens } from './textGroups';
import { findTextRepairs } from './textRepairs';
import type { AbstractToken } from './token';

/** In UTF-16 units. Longer texts are not abstracts and are not repaired. */
const longest = 20_000;

/**
 * Parses a title or an abstract to tokens that cover the raw text in order, and repairs damaged TeX. Repair is
 * conservative: without sufficient evidence the text is left unchanged, and nothing is omitted. Never throws.
 */
export function render(text: string): readonly AbstractToken[] {
  if (text.length > longest) return [{ kind: 'text', start: 0, end: text.length, plain: text }];
  const intact = mergeRanges<AbstractToken>(findLinkTokens(text), findIntactMath(text));
  const groups = findTextGroups(text, intact);
  const marked = mergeRanges(intact, markupTokens(groups));
  // Damage removes all dollars, so a text that still has a formula between dollars is intact.
  const isIntact = intact.some(({ kind, start }) => kind === 'math' && text.charAt(start) === '$');
  const formulas = isIntact ? [] : findFormulas(text, gapsBetween(marked, text.length));
  const repaired = [formulas, findQuotes(text), findTextRepairs(text)].reduce<AbstractToken[]>(
    mergeRanges,
    marked,
  );
  return assemble(text, repaired, groups);
}
