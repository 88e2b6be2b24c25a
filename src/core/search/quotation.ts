import { collapseWhitespace } from '../text/collapseWhitespace';
import { truncate } from '../text/truncate';
import { sentences, type TextRange } from '../text/sentences';
import { snippet } from './snippet';
import { asciiPattern } from './tokenize';

/** Renders TeX: the text as people read it. */
export type RenderText = (text: string) => string;

/**
 * A quotation that shows why `terms` (see `SearchHit.terms`) found a text, at most about `length` UTF-16 units; undefined
 * if the text has none of them. The text is passed as stored: only the quoted sentence is rendered, as rendering a whole
 * abstract takes half a millisecond.
 */
export function quotation(
  text: string,
  terms: readonly string[],
  length: number,
  render: RenderText,
): string | undefined {
  if (terms.length === 0) return undefined;
  const sentence = sentenceWithMost(text, terms);
  const found =
    (sentence && snippet(render(text.slice(sentence.start, sentence.end)), terms, { maxLength: length })) ??
    // A word may be there only once the text is rendered.
    snippet(render(text), terms, { maxLength: length });
  return found && `${found.cutBefore ? '… ' : ''}${found.text}${found.cutAfter ? ' …' : ''}`;
}

/** The start of a text that is as it is stored, at most `length` UTF-16 units of it. */
export function beginning(text: string, length: number, render: RenderText): string {
  // TeX is longer than what it says.
  const enough = sentences(text).find(({ end }) => end >= 3 * length)?.end ?? text.length;
  return truncate(collapseWhitespace(render(text.slice(0, enough))), length);
}

/** The sentence in which most of the terms seem to be, the first of equals; undefined where a closer look is needed. */
function sentenceWithMost(text: string, terms: readonly string[]): TextRange | undefined {
  // Letters that are not in ASCII are found under terms that are written otherwise.
  if (!asciiPattern.test(text)) return undefined;
  const lower = text.toLowerCase();
  const present = terms.filter((term) => lower.includes(term));
  let best: TextRange | undefined;
  let most = 0;
  for (const sentence of present.length === 0 ? [] : sentences(text)) {
    const words = lower.slice(sentence.start, sentence.end);
    const found = present.filter((term) => hasWord(words, term)).length;
    if (found <= most) continue;
    most = found;
    best = sentence;
  }
  return best;
}

/** Whether a text in lower case has a word, with neither a letter nor a digit beside it. */
function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isWordCharacter(text, at - 1) && !isWordCharacter(text, at + word.length)) return true;
  }
  return false;
}

function isWordCharacter(text: string, at: number): boolean {
  const character = text.charAt(at);
  return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
}
