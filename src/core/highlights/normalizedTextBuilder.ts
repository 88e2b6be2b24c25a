/**
 * What two deliveries of one text have in common: a word, a number, or a sign. Case, accents, ligatures, typographic
 * quotes and dashes, whitespace, the mark-up of TeX and its loss upstream make no difference to `text`.
 *
 * `lead ≤ start < end ≤ trail` are offsets in the raw text. From `lead` to `start` and from `end` to `trail` stands
 * mark-up that belongs to this token: dollars, braces, `\mathcal{`.
 */
export interface Token {
  readonly text: string;
  /** Where `text` begins in {@link NormalizedText.folded}. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
  readonly lead: number;
  readonly trail: number;
}

/** A raw text in the form in which texts are compared. */
export interface NormalizedText {
  readonly raw: string;
  readonly tokens: readonly Token[];
  /** All tokens' texts, with nothing between. */
  readonly folded: string;
  /** The raw offset of each unit of `folded`. */
  readonly rawOf: readonly number[];
}

/** Longer runs, of a script without spaces or of no language, are cut. */
const longestToken = 32;

interface OpenToken {
  text: string;
  readonly at: number;
  readonly start: number;
  end: number;
  readonly lead: number;
  trail: number;
}

/** Collects what a text is compared by, piece by piece from its beginning. */
export class NormalizedTextBuilder implements NormalizedText {
  readonly tokens: OpenToken[] = [];
  readonly rawOf: number[] = [];
  folded = '';

  /** What the last token may be continued with. */
  #joins: 'letter' | 'digit' | undefined;
  /** Where mark-up that belongs to the next token begins. */
  #lead: number | undefined;
  #inMath = false;

  constructor(readonly raw: string) {}

  separate(): void {
    this.#joins = undefined;
    this.#lead = undefined;
  }

  open(from: number): void {
    this.#joins = undefined;
    this.#lead ??= from;
  }

  close(from: number, to: number): void {
    this.#joins = undefined;
    const last = this.tokens.at(-1);
    if (last?.trail === from && this.#lead === undefined) last.trail = to;
  }

  /** Takes what is invisible in comparison and stands after a letter, without ending the word. */
  attach(to: number): void {
    const last = this.tokens.at(-1);
    if (last && this.#joins) last.end = last.trail = to;
  }

  /** An opening dollar has no space after it, a closing one none before it and no digit after it, as in Pandoc. */
  dollar(from: number, to: number): void {
    const closes = this.#inMath && !/\s/.test(this.raw[from - 1] ?? ' ') && !/\d/.test(this.raw[to] ?? '');
    this.#inMath = !closes;
    if (closes) this.close(from, to);
    else this.open(from);
  }

  /** A token of its own, whatever stands beside it. */
  addName(name: string, from: number, to: number): void {
    this.#joins = undefined;
    this.#add(name, from, to);
    this.#joins = undefined;
  }

  addSign(sign: string, from: number, to: number): void {
    this.addName(sign, from, to);
  }

  /** Adds a run in which every unit stands for itself. */
  addEach(kind: 'letter' | 'digit', run: string, from: number): void {
    for (let at = 0; at < run.length; at += longestToken) {
      const part = run.slice(at, at + longestToken);
      this.add(kind, part, from + at, from + at + part.length);
    }
  }

  add(kind: 'letter' | 'digit', text: string, from: number, to: number): void {
    if (this.#joins !== kind) this.#joins = undefined;
    this.#add(text, from, to);
    this.#joins = kind;
  }

  #add(text: string, from: number, to: number): void {
    const last = this.tokens.at(-1);
    const plain = text.length === to - from;
    for (let at = 0; at < text.length; at++) this.rawOf.push(plain ? from + at : from);
    if (last && this.#joins && last.text.length + text.length <= longestToken) {
      last.text += text;
      last.end = last.trail = to;
    } else {
      this.tokens.push({
        text,
        at: this.folded.length,
        start: from,
        end: to,
        lead: this.#lead ?? from,
        trail: to,
      });
    }
    this.folded += text;
    this.#lead = undefined;
  }
}
