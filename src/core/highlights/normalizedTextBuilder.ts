/**
 * A word, number or sign in normal form: `text` is independent of case, accents, ligatures, typographic quotes and
 * dashes, white space, and of TeX markup, intact or damaged.
 *
 * `lead ≤ start < end ≤ trail` are UTF-16 offsets in the raw text. The ranges from `lead` to `start` and from `end` to
 * `trail` contain markup that belongs to the token: dollars, braces, `\mathcal{`.
 */
export interface Token {
  readonly text: string;
  /** Offset of `text` in {@link NormalizedText.folded}. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
  readonly lead: number;
  readonly trail: number;
}

/** A raw text and its normal form for comparison. */
export interface NormalizedText {
  readonly raw: string;
  readonly tokens: readonly Token[];
  /** The concatenated texts of all tokens. */
  readonly folded: string;
  /** The raw offset of each unit of `folded`. */
  readonly rawOf: readonly number[];
}

/** In UTF-16 units. Longer runs (scripts without spaces, random characters) are split. */
const longestToken = 32;

interface OpenToken {
  text: string;
  readonly at: number;
  readonly start: number;
  end: number;
  readonly lead: number;
  trail: number;
}

/** Builds a {@link NormalizedText} piece by piece, from start to end. */
export class NormalizedTextBuilder implements NormalizedText {
  readonly tokens: OpenToken[] = [];
  readonly rawOf: number[] = [];
  folded = '';

  /** The kind of character that continues the last token. */
  #joins: 'letter' | 'digit' | undefined;
  /** The start of the markup of the next token. */
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

  /** Adds a character that comparison ignores, such as a combining accent, to the last token. */
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

  /** Adds a token that is never joined with its neighbours. */
  addName(name: string, from: number, to: number): void {
    this.#joins = undefined;
    this.#add(name, from, to);
    this.#joins = undefined;
  }

  addSign(sign: string, from: number, to: number): void {
    this.addName(sign, from, to);
  }

  /** Adds a run in which raw and normalized units correspond one to one. */
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
