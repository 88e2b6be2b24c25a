import { type Token, termOf, tokenize } from './tokenize';

/** A hyphen within a compound, or the apostrophe of an elision, between two words. */
const joint = /^[-\u2010\u2011\u00ad'’]$/;
const mayHoldJoint = /[-\u2010\u2011\u00ad'’]/;
/** Words of one compound; a longer chain is no name. */
const longestChain = 4;

/**
 * The compounds of a text as one word each, beside the words that `tokenize` gives: "multi-modal" is also "multimodal",
 * "GPT-4o-mini" also "gpt4o", "4omini" and "gpt4omini", "d'Alembert" also "dalembert".
 */
export function joinedWords(text: string, tokens: readonly Token[] = tokenize(text)): Token[] {
  if (!mayHoldJoint.test(text)) return [];
  const joined: Token[] = [];
  for (const [first, { start }] of tokens.entries()) {
    let term = tokens[first]?.term ?? '';
    for (let last = first + 1; last < first + longestChain && isJoined(text, tokens, last); last += 1) {
      term += tokens[last]?.term ?? '';
      joined.push({ term: termOf(term), start: start, end: tokens[last]?.end ?? start });
    }
  }
  return joined;
}

/** Whether a token is joined to the one before it. */
function isJoined(text: string, tokens: readonly Token[], at: number): boolean {
  const [left, right] = [tokens[at - 1], tokens[at]];
  return left !== undefined && right !== undefined && joint.test(text.slice(left.end, right.start));
}

/** All words of a text, joined ones in place of their parts where `isWanted` accepts them; in order, without overlaps. */
export function wantedWords(text: string, isWanted: (term: string) => boolean): Token[] {
  const tokens = tokenize(text);
  const all = [...tokens, ...joinedWords(text, tokens)].filter(({ term }) => isWanted(term));
  all.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Token[] = [];
  for (const token of all) if (token.start >= (kept.at(-1)?.end ?? 0)) kept.push(token);
  return kept;
}

/**
 * Whether a term is others of its text written as one word: `crossentropy` beside `cross` and `entropy`. `has` tells
 * which terms the text has.
 */
export function isMadeOf(term: string, has: (word: string) => boolean): boolean {
  for (let end = 1; end < term.length; end += 1) {
    if (!has(term.slice(0, end))) continue;
    const rest = term.slice(end);
    if (has(rest) || isMadeOf(rest, has)) return true;
  }
  return false;
}
