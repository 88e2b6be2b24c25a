import { align, type Alignment } from './alignment';
import {
  compareCandidate,
  convinces,
  rank,
  sameCandidate,
  standardAlone,
  standardByDiff,
  standardByQuote,
  weighCandidate,
  type Candidate,
} from './candidate';
import { comparable } from './normalizedText';
import { diffPlace, isNeighbours } from './locateByDiff';
import { exactPlaces, mostPlaces, similarPlaces } from './quoteSearch';
import { toRaw, type RawRange } from './rawRange';
import { contextLength, holds, type Selector } from './selector';
import { tokensWithin, type TokenRange } from './tokenRange';
import { countWords, Vocabulary, weightOf, type Encoded } from './vocabulary';

/** Where a quote stands now. */
export type Anchor = FoundAnchor | { readonly kind: 'orphan' };

interface FoundAnchor {
  /** `exact`: the stored offsets and words. `moved`: elsewhere, or in other words. */
  readonly kind: 'exact' | 'moved';
  /** UTF-16 offset into the raw new text. */
  readonly start: number;
  /** Exclusive; greater than `start`. */
  readonly end: number;
  /** How sure this is, above 0 and up to 1. */
  readonly score: number;
  /** By its offsets in the same text, through a diff of the texts, or by its own words and what surrounds them. */
  readonly how: 'offsets' | 'diff' | 'quote';
}

/** Finds quotes made on one text in another. */
export interface Anchorer {
  /** Never throws: what is not found beyond reasonable doubt, or makes no sense, is an orphan. */
  anchor(selector: Selector): Anchor;
}

/** How far the best place must be ahead of the next, in {@link rank}. */
const margin = 0.15;
/** Tokens on each side that make a passage out of a quote. */
const passage = 16;

const orphan: Anchor = { kind: 'orphan' };

/**
 * Prepares to find in `newText` what was quoted from `oldText`. The texts are compared once, when first needed; each
 * call of `anchor` is then short, so a caller with many can yield between them.
 *
 * @param oldText the text that the selectors were made on; undefined where it is not known
 */
export function createAnchorer(oldText: string | undefined, newText: string): Anchorer {
  return new TextAnchorer(oldText, newText);
}

/** Tokens quoted from an old text, or from what a selector remembers of it. */
interface Quoted {
  readonly old: Encoded;
  readonly raw: RawRange;
  readonly range: TokenRange;
  readonly alignment: Alignment | undefined;
}

class TextAnchorer implements Anchorer {
  readonly #vocabulary = new Vocabulary();
  #current: Encoded | undefined;
  #old: { readonly text: Encoded; readonly alignment: Alignment | undefined } | undefined;

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
    if (!holds(selector, this.newText)) return false;
    if (this.oldText !== undefined) return this.oldText === this.newText;
    const { prefix, suffix, start, end } = selector;
    const context = prefix !== '' || suffix !== '' || end - start === this.newText.length;
    return context && this.newText.slice(0, start).endsWith(prefix) && this.newText.startsWith(suffix, end);
  }

  /** The quote in the old text; where its offsets lie and its words are not there, in its own context. */
  #quoted(selector: Selector): Quoted {
    const raw = this.#rangeInOld(selector);
    if (!raw) return this.#quotedAlone(selector);
    const { text, alignment } = this.#alignedOld();
    return { old: text, raw, range: tokensWithin(text, raw.start, raw.end), alignment };
  }

  #rangeInOld(selector: Selector): RawRange | undefined {
    if (this.oldText === undefined) return undefined;
    if (holds(selector, this.oldText)) return selector;
    if (this.oldText === this.newText) return undefined;
    const found = createAnchorer(undefined, this.oldText).anchor(selector);
    return found.kind === 'orphan' ? undefined : found;
  }

  /** A selector of another tool may have less context than there was; then it does not say where the text ends. */
  #quotedAlone({ prefix, quote, suffix, start }: Selector): Quoted {
    const begins = start === prefix.length;
    const old = this.#vocabulary.encode(comparable(prefix + quote + suffix), {
      begins,
      ends: suffix.length < contextLength - 1 && (begins || prefix.length >= contextLength - 1),
    });
    const raw = { start: prefix.length, end: prefix.length + quote.length };
    return { old, raw, range: tokensWithin(old, raw.start, raw.end), alignment: undefined };
  }

  /** Whether the quote stands in a passage of which there are several, now more or fewer than there were. */
  #repeats({ old, range, alignment }: Quoted): boolean {
    if (!alignment) return false;
    const from = Math.max(0, range.from - passage);
    const whole = { from, to: Math.min(old.ids.length, range.to + passage) };
    const were = exactPlaces(old, whole, old).length;
    return were > 1 && (were > mostPlaces || were !== exactPlaces(old, whole, this.#currentText()).length);
  }

  #byDiff(selector: Selector, quoted: Quoted): Anchor | undefined {
    const { old, range, alignment } = quoted;
    if (!alignment) return undefined;
    if (isNeighbours(old, range, alignment)) return orphan;
    const current = this.#currentText();
    const place = diffPlace(old, range, current, alignment);
    if (!place) return undefined;
    const candidate = weighCandidate(old, range, current, place);
    if (!convinces(candidate, countWords(old, range), standardByDiff)) return undefined;
    return this.#decide(selector, quoted, candidate, this.#freeCandidates(quoted), 'diff');
  }

  #byQuote(selector: Selector, quoted: Quoted): Anchor | undefined {
    const { old, range, alignment } = quoted;
    const current = this.#currentText();
    const exact = this.#freeCandidates(quoted);
    if (exact.length > mostPlaces) return undefined;
    const similar = similarPlaces(old, range, current, (at) => this.#isTaken(quoted, at));
    const [best, ...rivals] = [
      ...exact,
      ...similar.flatMap((place) => compareCandidate(old, range, current, place) ?? []),
    ].sort((a, b) => rank(b) - rank(a));
    const standard = alignment ? standardByQuote : standardAlone;
    if (!best || !convinces(best, countWords(old, range), standard)) return undefined;
    return this.#decide(selector, quoted, best, rivals, 'quote');
  }

  /** The best candidate, unless another comes near. */
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
    const { start, end } = toRaw(quoted.old, quoted.raw, this.#currentText(), best);
    if (start >= end) return orphan;
    const exact = start === selector.start && end === selector.end && holds(selector, this.newText);
    return { kind: exact ? 'exact' : 'moved', start, end, score: rank(best) / 1.5, how };
  }

  /** Where the quote's very words stand in text that no other part of the old text became. */
  #freeCandidates(quoted: Quoted): readonly Candidate[] {
    const { old, range } = quoted;
    const current = this.#currentText();
    const isFree = ({ from, to }: TokenRange): boolean => {
      let taken = 0;
      for (let at = from; at < to; at++) if (this.#isTaken(quoted, at)) taken += current.weights[at] ?? 0;
      return taken * 2 < weightOf(current, { from, to });
    };
    return exactPlaces(old, range, current)
      .filter(isFree)
      .map(({ from }) => sameCandidate(old, range, current, from));
  }

  #isTaken({ range, alignment }: Quoted, at: number): boolean {
    const origin = alignment?.origins[at];
    return origin !== undefined && (origin < range.from || origin >= range.to);
  }

  #currentText(): Encoded {
    return (this.#current ??= this.#vocabulary.encode(comparable(this.newText)));
  }

  #alignedOld(): { readonly text: Encoded; readonly alignment: Alignment | undefined } {
    if (!this.#old) {
      const text = this.#vocabulary.encode(comparable(this.oldText ?? ''));
      this.#old = { text, alignment: align(text, this.#currentText()) };
    }
    return this.#old;
  }
}
