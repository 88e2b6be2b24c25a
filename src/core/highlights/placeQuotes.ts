import { type Anchorer, createAnchorer } from './anchorer';
import { matchingLines, type LinePair } from './matchingLines';
import { normalizeText } from './normalizedText';
import { matchesAtOffsets, type Selector } from './selector';
import { preferredName } from './texNames';

/** A range of a text; UTF-16 offsets. */
interface QuotePlace {
  readonly start: number;
  readonly end: number;
}

/** The range of a quote's words; or, if they have changed, the range of similar words, if known. */
export type PlacedQuote =
  | ({ readonly kind: 'found' } & QuotePlace)
  | { readonly kind: 'orphan'; readonly likelyPlace?: QuotePlace };

/** Shorter quotes can occur anywhere by chance, so their context decides. In UTF-16 units. */
const tellingLength = 40;
/** Longer stretches without a line in common are not compared. In UTF-16 units. */
const longestStretch = 8000;

/**
 * Finds quotes of one version of a long text in another. Unlike highlights of an abstract, they move with their words
 * only: where these have changed, a person decides. Lines that both texts have divide them into stretches, in which
 * `createAnchorer` is fast.
 *
 * @param oldText the text that the selectors were made on; undefined if it is not known
 */
export function placeQuotes(
  selectors: readonly Selector[],
  oldText: string | undefined,
  newText: string,
): readonly PlacedQuote[] {
  const placer = oldText === undefined ? new PlacerByQuote(newText) : new PlacerByLines(oldText, newText);
  return selectors.map((selector) => placer.place(selector));
}

/** Whether a quote is at its offsets, between the same words. */
export function isInContext(selector: Selector, text: string): boolean {
  const { prefix, suffix, start, end } = selector;
  return (
    matchesAtOffsets(selector, text) &&
    start >= prefix.length &&
    text.startsWith(prefix, start - prefix.length) &&
    text.startsWith(suffix, end)
  );
}

/** Places quotes of an unknown text. */
class PlacerByQuote {
  #anchorer: Anchorer | undefined;

  constructor(private readonly text: string) {}

  place(selector: Selector): PlacedQuote {
    const { prefix, quote, suffix } = selector;
    if (isInContext(selector, this.text)) return found(selector);
    const start = onlyPlace(quote, this.text);
    if (start !== undefined && quote.length >= tellingLength) return found(rangeOf(start, quote));
    const inContext = onlyPlace(prefix + quote + suffix, this.text);
    if (inContext !== undefined) return found(rangeOf(inContext + prefix.length, quote));
    this.#anchorer ??= createAnchorer(undefined, this.text);
    return judged(selector, this.#anchorer, this.text);
  }
}

/** Places quotes of a known text. */
class PlacerByLines {
  readonly #pairs: readonly LinePair[];
  readonly #anchorers = new Map<LinePair | undefined, Anchorer>();
  #byQuote: PlacerByQuote | undefined;

  constructor(
    private readonly old: string,
    private readonly text: string,
  ) {
    this.#pairs = old === text ? [] : matchingLines(old, text);
  }

  place(selector: Selector): PlacedQuote {
    const { quote, start, end } = selector;
    if (!matchesAtOffsets(selector, this.old)) return this.#unknown(selector);
    if (this.old === this.text) return found(selector);
    const before = this.#pairs.findLast((pair) => pair.oldStart <= start);
    if (before && end <= before.oldStart + before.length)
      return found(rangeOf(before.newStart + start - before.oldStart, quote));
    const at = onlyPlace(quote, this.text);
    const isTelling = quote.length >= tellingLength && onlyPlace(quote, this.old) !== undefined;
    if (at !== undefined && isTelling) return found(rangeOf(at, quote));
    return this.#inStretch(selector, before) ?? { kind: 'orphan' };
  }

  /** Between two lines that both texts have; undefined if what is between them is too long. */
  #inStretch(selector: Selector, before: LinePair | undefined): PlacedQuote | undefined {
    const { start, end } = selector;
    const after = this.#pairs.find(({ oldStart, length }) => oldStart + length >= end && oldStart > start);
    const [oldFrom, newFrom] = [before?.oldStart ?? 0, before?.newStart ?? 0];
    const oldTo = after ? after.oldStart + after.length : this.old.length;
    const newTo = after ? after.newStart + after.length : this.text.length;
    if (oldTo - oldFrom > longestStretch || newTo - newFrom > longestStretch) return undefined;
    const [old, text] = [this.old.slice(oldFrom, oldTo), this.text.slice(newFrom, newTo)];
    // A quote that runs over lines in common has a longer stretch than others behind the same line.
    const isUsual = !after || this.#pairs[this.#pairs.indexOf(after) - 1] === before;
    const anchorer = (isUsual ? this.#anchorers.get(before) : undefined) ?? createAnchorer(old, text);
    if (isUsual) this.#anchorers.set(before, anchorer);
    return moved(
      judged({ ...selector, start: start - oldFrom, end: end - oldFrom }, anchorer, text),
      newFrom,
    );
  }

  /** For a quote that is not at its offsets, as on a page that arXiv has converted again under the same version. */
  #unknown(selector: Selector): PlacedQuote {
    this.#byQuote ??= new PlacerByQuote(this.text);
    return this.#byQuote.place(selector);
  }
}

function found({ start, end }: QuotePlace): PlacedQuote {
  return { kind: 'found', start, end };
}

function rangeOf(start: number, quote: string): QuotePlace {
  return { start, end: start + quote.length };
}

function onlyPlace(quote: string, text: string): number | undefined {
  const start = text.indexOf(quote);
  return start >= 0 && !text.includes(quote, start + 1) ? start : undefined;
}

/** The anchorer's result if the words are the same. */
function judged(selector: Selector, anchorer: Anchorer, text: string): PlacedQuote {
  const anchor = anchorer.anchor(selector);
  if (anchor.kind === 'orphan') return { kind: 'orphan' };
  const place = { start: anchor.start, end: anchor.end };
  return isSameWords(selector.quote, text.slice(place.start, place.end))
    ? found(place)
    : { kind: 'orphan', likelyPlace: place };
}

function moved(placed: PlacedQuote, by: number): PlacedQuote {
  const shift = ({ start, end }: QuotePlace): QuotePlace => ({ start: start + by, end: end + by });
  if (placed.kind === 'found') return found(shift(placed));
  return placed.likelyPlace ? { kind: 'orphan', likelyPlace: shift(placed.likelyPlace) } : placed;
}

/** Without regard to white space, case, and the ways to write one sign. */
function isSameWords(a: string, b: string): boolean {
  const words = (text: string): string =>
    normalizeText(text)
      .tokens.map((token) => preferredName(token.text))
      .join(' ');
  return a === b || words(a) === words(b);
}
