import { foldCharacter } from './foldCharacter';
import { accentCommand, nameOfCommand, styleNames, switchNames } from './texNames';

/**
 * What two deliveries of one text have in common: a word, a number, or a sign. Case, accents, ligatures, typographic
 * quotes and dashes, whitespace, the mark-up of TeX and its loss upstream make no difference to `text`.
 *
 * `lead ≤ start < end ≤ trail` are offsets in the raw text. From `lead` to `start` and from `end` to `trail` stands
 * mark-up that belongs to this token: dollars, braces, `\mathcal{`.
 */
export interface Token {
  readonly text: string;
  /** Where `text` begins in {@link Comparable.folded}. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
  readonly lead: number;
  readonly trail: number;
}

/** A raw text in the form in which texts are compared. */
export interface Comparable {
  readonly raw: string;
  readonly tokens: readonly Token[];
  /** All tokens' texts, with nothing between. */
  readonly folded: string;
  /** The raw offset of each unit of `folded`. */
  readonly rawOf: readonly number[];
}

/** Reads a raw text, in time linear in its length. Never fails: what is not TeX is plain text. */
export function comparable(raw: string): Comparable {
  const builder = new ComparableBuilder(raw);
  let at = 0;
  while (at < raw.length) at = readPiece(raw, at, builder);
  return builder;
}

type Reader = (builder: ComparableBuilder, match: RegExpExecArray, from: number, to: number) => void;

const style = `(?:${styleNames})`;
const group = `(?:${styleNames}|${switchNames})`;

/** In order of preference; the last fits any character. */
const pieces: readonly (readonly [RegExp, Reader])[] = [
  [/[A-Za-z]+/uy, readWord],
  [/(?:[\s~]|\\[\\ ])+|[_^]+/uy, (builder) => builder.separate()],
  [/\d+/uy, (builder, match, from) => builder.addEach('digit', match[0], from)],
  [accentCommand, readAccent],
  [
    new RegExp(`\\{\\\\?${group}\\s+|\\\\[A-Za-z]+\\*?\\s*\\{|\\\\(?:${switchNames})(?![A-Za-z])\\s*`, 'uy'),
    open,
  ],
  [/\\([A-Za-z]+)/uy, (builder, match, from, to) => builder.addName(nameOfCommand(match[1] ?? ''), from, to)],
  [/\}|\\\)/uy, (builder, _match, from, to) => builder.close(from, to)],
  [/\\?\{|\\/uy, open],
  [/\$+/uy, (builder, _match, from, to) => builder.dollar(from, to)],
  [/\p{M}+|[\u00ad\u200b-\u200d\u2060\ufeff]/uy, (builder, _match, _from, to) => builder.attach(to)],
  [/``|''|["“”„‟«»'‘’‚‛`´′″]/uy, (builder, _match, from, to) => builder.addSign("'", from, to)],
  [/[-‐‑‒–—―−]+/uy, (builder, _match, from, to) => builder.addSign('-', from, to)],
  [/\.{3,}/uy, (builder, _match, from, to) => builder.addName('ldots', from, to)],
  [/[<>]=/uy, (builder, match, from, to) => builder.addName(match[0] === '<=' ? 'leq' : 'geq', from, to)],
  [/./suy, readCharacter],
];

function readPiece(raw: string, at: number, builder: ComparableBuilder): number {
  for (const [pattern, read] of pieces) {
    pattern.lastIndex = at;
    const match = pattern.exec(raw);
    if (!match) continue;
    read(builder, match, at, at + match[0].length);
    return at + match[0].length;
  }
  return at + 1;
}

const styleAtEnd = new RegExp(`${style}$`);

/** A run of letters. Where damage has left `mathcal{`, the name of the command is mark-up. */
function readWord(builder: ComparableBuilder, match: RegExpExecArray, from: number, to: number): void {
  const word = match[0];
  const styled = match.input[to] === '{' ? (styleAtEnd.exec(word)?.index ?? word.length) : word.length;
  builder.addEach('letter', word.slice(0, styled).toLowerCase(), from);
  if (styled < word.length) builder.open(from + styled);
}

/** `\"o`, `\"{o}` and `\c{c}` are letters; the accent is dropped as it is from `ö`. */
function readAccent(builder: ComparableBuilder, match: RegExpExecArray, from: number, to: number): void {
  const letter = match[1] ?? match[2];
  if (letter) builder.add('letter', letter.toLowerCase(), from, to);
}

function open(builder: ComparableBuilder, _match: RegExpExecArray, from: number): void {
  builder.open(from);
}

function readCharacter(builder: ComparableBuilder, match: RegExpExecArray, from: number, to: number): void {
  for (const { kind, text } of foldCharacter(match[0])) {
    if (kind === 'name') builder.addName(text, from, to);
    else if (kind === 'sign') builder.addSign(text, from, to);
    else builder.add(kind, text, from, to);
  }
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

class ComparableBuilder implements Comparable {
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
