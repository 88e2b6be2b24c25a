import { render } from '../tex/render';
import type { TextRange } from '../text/sentences';

/**
 * Finds a quote in a title or an abstract: in the stored text, else in the displayed text, where mathematics is Unicode.
 * White space is ignored. A quote that ends within a formula covers the whole formula.
 *
 * @returns undefined if the text does not contain the quote
 */
export function findQuote(text: string, quote: string): TextRange | undefined {
  const wanted = quote.replace(/\s+/gu, '');
  if (wanted === '') return undefined;
  return rangeIn(rawSigns(text), wanted) ?? rangeIn(readSigns(text), wanted);
}

/** Finds a quote in a text that is stored as it is displayed, such as that of a whole paper. */
export function findPlainQuote(text: string, quote: string): TextRange | undefined {
  const wanted = quote.replace(/\s+/gu, '');
  return wanted === '' ? undefined : rangeIn(rawSigns(text), wanted);
}

/** The characters of a text without white space, each with its range in the text. */
interface Signs {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
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

  /** @param end present if all characters have the range from `start` to `end` */
  add(text: string, start: number, end?: number): void {
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charAt(at);
      if (/\s/u.test(unit)) continue;
      this.#units.push(unit);
      this.#starts.push(end === undefined ? start + at : start);
      this.#ends.push(end ?? start + at + 1);
    }
  }

  done(): Signs {
    return { text: this.#units.join(''), starts: this.#starts, ends: this.#ends };
  }
}

function rangeIn({ text, starts, ends }: Signs, wanted: string): TextRange | undefined {
  const at = text.indexOf(wanted);
  const [start, end] = [starts[at], ends[at + wanted.length - 1]];
  return at < 0 || start === undefined || end === undefined ? undefined : { start, end };
}
