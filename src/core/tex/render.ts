import { assemble } from './assemble';
import { findFormulas } from './damaged/findFormulas';
import { findIntactMath } from './intactMath';
import { findLinkTokens } from './linkTokens';
import { findQuotes } from './quotes';
import { gapsBetween, mergeRanges } from './range';
import { findTextGroups, markupTokens } from './textGroups';
import { findTextRepairs } from './textRepairs';
import type { AbstractToken } from './token';

/** In UTF-16 units. What is longer is no abstract, and is shown as it is. */
const longest = 20_000;

/**
 * What the authors meant, as tokens that cover the raw text in order. Repair is careful: where the evidence does not
 * suffice the text stays as it is, and nothing is left out. Never throws.
 */
export function render(text: string): readonly AbstractToken[] {
  if (text.length > longest) return [{ kind: 'text', start: 0, end: text.length, plain: text }];
  const intact = mergeRanges<AbstractToken>(findLinkTokens(text), findIntactMath(text));
  const groups = findTextGroups(text, intact);
  const marked = mergeRanges(intact, markupTokens(groups));
  // Damage takes every dollar: a text that has a formula between two of them is as its authors wrote it.
  const isIntact = intact.some(({ kind, start }) => kind === 'math' && text.charAt(start) === '$');
  const formulas = isIntact ? [] : findFormulas(text, gapsBetween(marked, text.length));
  const repaired = [formulas, findQuotes(text), findTextRepairs(text)].reduce<AbstractToken[]>(
    mergeRanges,
    marked,
  );
  return assemble(text, repaired, groups);
}
