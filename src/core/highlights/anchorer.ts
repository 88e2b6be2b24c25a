import { align, type Alignment } from './alignment';
import {
  compareCandidate,
  isConvincing,
  rank,
  exactCandidate,
  thresholdsWithoutDiff,
  thresholdsWithDiff,
  thresholdsByQuote,
  scoreCandidate,
  type Candidate,
} from './candidate';
import { normalizeText } from './normalizedText';
import { locateByDiff, mayBelongToNeighbour } from './locateByDiff';
import { findExactMatches, maxMatches, findSimilarMatches } from './quoteSearch';
import { toRawRange, type RawRange } from './rawRange';
import { contextLength, matchesAtOffsets, type Selector } from './selector';
import { tokensWithin, type TokenRange } from './tokenRange';
import { countWords, Vocabulary, weightOf, type EncodedText } from './vocabulary';

/** The location of a quote in the new text. */
export type Anchor = FoundAnchor | { readonly kind: 'orphan' };

export interface FoundAnchor {
  /** `exact`: same offsets and text as stored. `moved`: other offsets or changed text. */
  readonly kind: 'exact' | 'moved';
  /** UTF-16 offset into the raw new text. */
  readonly start: number;
  /** Exclusive; greater than `start`. */
  readonly end: number;
  /** Confidence, above 0 and up to 1. */
  readonly score: number;
  /** Found by its offsets in the same text, by a diff of both texts, or by searching its text and context. */
  readonly how: 'offsets' | 'diff' | 'quote';
}

/** Locates quotes of one text in another. */
export interface Anchorer {
  /** Never throws: a quote that is not found with confidence, or an invalid selector, is an orphan. */
  anchor(selector: Selector): Anchor;
}

/** Minimum difference in {@link rank} between the best candidate and the next. */
const margin = 0.15;
/** Tokens of context on each side that are compared to detect repeated passages. */
const passage = 16;

const orphan: Anchor = { kind: 'orphan' };

/**
 * Creates an anchorer that finds quotes of `oldText` in `newText`. The texts are compared once, when first needed; each
 * call of `anchor` is then short, so a caller can yield between calls.
 *
 * @param oldText the text that the selectors were made on; undefined if unknown
 */
export function createAnchorer(oldText: string | undefined, newText: string): Anchorer {
  return new TextAnchorer(oldText, newText);
}

/** The quoted tokens in the old text, or in the text of the selector (prefix, quote, suffix). */
interface Quoted {
  readonly old: EncodedText;
  readonly raw: RawRange;
  readonly range: TokenRange;
  readonly alignment: Alignment | undefined;
}

class TextAnchorer implements Anchorer {
  readonly #vocabulary = new Vocabulary();
  #current: EncodedText | undefined;
  #old: { readonly text: EncodedText; readonly alignment: Alignment | undefined } | undefined;

  constructor(
    readonly oldText: string | undefined,
    readonly newText: string,
  ) {}

  anchor(selector: Selector): Anchor {
    if (selector.quote === '') return orphan;
    if (this.#standsAtOffsets(selector)) {
      return { kind: 'exact', start: selector.start, end: selector.end, score: 1, how: 'offsets' };
    }
    const quoted = this.#quoted(selector);
    if (quoted.range.from >= quoted.range.to || this.#repeats(quoted)) return orphan;
    return this.#byDiff(selector, quoted) ?? this.#byQuote(selector, quoted) ?? orphan;
  }

  #standsAtOffsets(selector: Selector): boolean {
    if (!matchesAtOffsets(selector, this.newText)) return false;
    if (this.oldText !== undefined) return this.oldText === this.newText;
    const { prefix, suffix, start, end } = selector;
    const context = prefix !== '' || suffix !== '' || end - start === this.newText.length;
    return context && this.newText.slice(0, start).endsWith(prefix) && this.newText.startsWith(suffix, end);
  }

  /** Finds the quote in the old text; if it is not there, uses the selector's own text. */
  #quoted(selector: Selector): Quoted {
    const raw = this.#rangeInOld(selector);
    if (!raw) return this.#quotedAlone(selector);
    const { text, alignment } = this.#alignedOld();
    return { old: text, raw, range: tokensWithin(text, raw.start, raw.end), alignment };
  }

  #rangeInOld(selector: Selector): RawRange | undefined {
    if (this.oldText === undefined) return undefined;
    if (matchesAtOffsets(selector, this.oldText)) return selector;
    if (this.oldText === this.newText) return undefined;
    const found = createAnchorer(undefined, this.oldText).anchor(selector);
    return found.kind === 'orphan' ? undefined : found;
  }

  /** Selectors of other tools may have less context; then the end of the context is not the end of the text. */
  #quotedAlone({ prefix, quote, suffix, start }: Selector): Quoted {
    const begins = start === prefix.length;
    const old = this.#vocabulary.encode(normalizeText(prefix + quote + suffix), {
      begins,
      ends: suffix.length < contextLength - 1 && (begins || prefix.length >= contextLength - 1),
    });
    const raw = { start: prefix.length, end: prefix.length + quote.length };
    return { old, raw, range: tokensWithin(old, raw.start, raw.end), alignment: undefined };
  }

  /** Whether the passage around the quote is repeated, and the number of repetitions has changed. */
  #repeats({ old, range, alignment }: Quoted): boolean {
    if (!alignment) return false;
    const from = Math.max(0, range.from - passage);
    const whole = { from, to: Math.min(old.ids.length, range.to + passage) };
    const were = findExactMatches(old, whole, old).length;
    return (
      were > 1 && (were > maxMatches || were !== findExactMatches(old, whole, this.#currentText()).length)
    );
  }

  #byDiff(selector: Selector, quoted: Quoted): Anchor | undefined {
    const { old, range, alignment } = quoted;
    if (!alignment) return undefined;
    if (mayBelongToNeighbour(old, range, alignment)) return orphan;
    const current = this.#currentText();
    const place = locateByDiff(old, range, current, alignment);
    if (!place) return undefined;
    const candidate = scoreCandidate(old, range, current, place);
    if (!isConvincing(candidate, countWords(old, range), thresholdsWithDiff)) return undefined;
    return this.#decide(selector, quoted, candidate, this.#freeCandidates(quoted), 'diff');
  }

  #byQuote(selector: Selector, quoted: Quoted): Anchor | undefined {
    const { old, range, alignment } = quoted;
    const current = this.#currentText();
    const exact = this.#freeCandidates(quoted);
    if (exact.length > maxMatches) return undefined;
    const similar = findSimilarMatches(old, range, current, (at) => this.#isTaken(quoted, at));
    const [best, ...rivals] = [
      ...exact,
      ...similar.flatMap((place) => compareCandidate(old, range, current, place) ?? []),
    ].sort((a, b) => rank(b) - rank(a));
    const standard = alignment ? thresholdsByQuote : thresholdsWithoutDiff;
    if (!best || !isConvincing(best, countWords(old, range), standard)) return undefined;
    return this.#decide(selector, quoted, best, rivals, 'quote');
  }

  /** The best candidate, unless another one has a similar rank. */
  #decide(
    selector: Selector,
    quoted: Quoted,
    best: Candidate,
    rivals: readonly Candidate[],
    how: 'diff' | 'quote',
  ): Anchor {
    const near = (rival: Candidate): boolean => rank(best) - rank(rival) < margin;
    const apart = (rival: Candidate): boolean =>
      rival.range.to <= best.range.from || rival.range.from >= best.range.to;
    if (rivals.some((rival) => apart(rival) && near(rival))) return orphan;
    const { start, end } = toRawRange(quoted.old, quoted.raw, this.#currentText(), best);
    if (start >= end) return orphan;
    const exact =
      start === selector.start && end === selector.end && matchesAtOffsets(selector, this.newText);
    return { kind: exact ? 'exact' : 'moved', start, end, score: rank(best) / 1.5, how };
  }

  /** Exact matches of the quote in text that is not linked to another part of the old text. */
  #freeCandidates(quoted: Quoted): readonly Candidate[] {
    const { old, range } = quoted;
    const current = this.#currentText();
    const isFree = ({ from, to }: TokenRange): boolean => {
      let taken = 0;
      for (let at = from; at < to; at++) if (this.#isTaken(quoted, at)) taken += current.weights[at] ?? 0;
      return taken * 2 < weightOf(current, { from, to });
    };
    return findExactMatches(old, range, current)
      .filter(isFree)
      .map(({ from }) => exactCandidate(old, range, current, from));
  }

  #isTaken({ range, alignment }: Quoted, at: number): boolean {
    const origin = alignment?.origins[at];
    return origin !== undefined && (origin < range.from || origin >= range.to);
  }

  #currentText(): EncodedText {
    return (this.#current ??= this.#vocabulary.encode(normalizeText(this.newText)));
  }

  #alignedOld(): { readonly text: EncodedText; readonly alignment: Alignment | undefined } {
    if (!this.#old) {
      const text = this.#vocabulary.encode(normalizeText(this.oldText ?? ''));
      this.#old = { text, alignment: align(text, this.#currentText()) };
    }
    return this.#old;
  }
}
