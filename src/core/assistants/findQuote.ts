import { render } from '../tex/render';
import type { TextRange } from '../text/sentences';

/**
 * Finds a quote in a title or an abstract: in the stored text, else in the displayed text, where mathematics is Unicode. It has
 * to be whole words, separated as in the text; how wide the white space is, and all of it in formulas and beside punctuation,
 * is ignored. A quote that ends within a formula covers the whole formula.
 *
 * @returns undefined if the text does not contain the quote
 */
export function findQuote(text: string, quote: string): TextRange | undefined {
  return rangeIn(rawSigns(text), quote) ?? rangeIn(readSigns(text), quote);
}

/** Finds a quote in a text that is stored as it is displayed, such as that of a whole paper. */
export function findPlainQuote(text: string, quote: string): TextRange | undefined {
  return rangeIn(rawSigns(text), quote);
}

/** The characters of a text without white space, each with its range in the text. */
interface Signs {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Whether there is white space before a character; undefined within a formula, where it does not count. */
  readonly gaps: readonly (boolean | undefined)[];
}

function rawSigns(text: string): Signs {
  const signs = new SignList();
  signs.add(text, 0);
  return signs.done();
}

function readSigns(text: string): Signs {
  const signs = new SignList();
  for (const { start, end, plain } of render(text)) {
    if (text.slice(start, end) === plain) signs.add(plain, start);
    else signs.add(plain, start, end);
  }
  return signs.done();
}

class SignList {
  readonly #units: string[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #gaps: (boolean | undefined)[] = [];
  #isGap = false;

  /** @param end present if all characters have the range from `start` to `end` */
  add(text: string, start: number, end?: number): void {
    let isWithin = false;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charAt(at);
      if (/\s/u.test(unit)) {
        this.#isGap = true;
        continue;
      }
      this.#gaps.push(end !== undefined && isWithin ? undefined : this.#isGap);
      this.#isGap = false;
      isWithin = true;
      this.#units.push(unit);
      this.#starts.push(end === undefined ? start + at : start);
      this.#ends.push(end ?? start + at + 1);
    }
  }

  done(): Signs {
    return { text: this.#units.join(''), starts: this.#starts, ends: this.#ends, gaps: this.#gaps };
  }
}

function rangeIn(signs: Signs, quote: string): TextRange | undefined {
  const wanted = rawSigns(quote);
  const { length } = wanted.text;
  if (length === 0) return undefined;
  for (let at = signs.text.indexOf(wanted.text); at >= 0; at = signs.text.indexOf(wanted.text, at + 1)) {
    const [start, end] = [signs.starts[at], signs.ends[at + length - 1]];
    if (start === undefined || end === undefined) return undefined;
    if (areWholeWords(signs, at, length) && haveSameGaps(signs, at, wanted)) return { start, end };
  }
  return undefined;
}

/** Whether no word goes on over the beginning or the end. */
function areWholeWords(signs: Signs, at: number, length: number): boolean {
  const isWithinWord = (place: number): boolean =>
    signs.gaps[place] === false && isBetweenLetters(signs.text, place);
  return !isWithinWord(at) && !isWithinWord(at + length);
}

/** Whether the letters are separated in the text where they are in the quote, and nowhere else. */
function haveSameGaps({ gaps, text }: Signs, at: number, wanted: Signs): boolean {
  return wanted.gaps.every((gap, nth) => {
    if (nth === 0 || !isBetweenLetters(text, at + nth)) return true;
    const inText = gaps[at + nth];
    return inText === undefined || inText === gap;
  });
}

/** Writing systems with spaces between words: in others any sign can begin or end a quote. */
const letter = /[\p{L}\p{M}\p{N}]/u;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function isBetweenLetters(text: string, place: number): boolean {
  const [before, after] = [text.charAt(place - 1), text.charAt(place)];
  return [before, after].every((sign) => letter.test(sign) && !unspaced.test(sign));
}
