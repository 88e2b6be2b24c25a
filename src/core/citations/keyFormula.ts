import { UserFacingError } from '../base/userFacingError';
import type { Paper } from '../library/paper';
import { err, ok, type Result } from '../base/result';
import {
  asciiWord,
  authorKeys,
  capital,
  isSignificant,
  significantWords,
  titleWords,
  yearOf,
} from './keyWords';
import { localizable, type Message } from '../base/localization';

/** The properties of a paper that a formula can use. */
export type KeySource = Pick<
  Paper,
  'title' | 'authors' | 'year' | 'published' | 'venue' | 'arxivId' | 'entryType'
>;

/** The words that filters change; joined, they are the key. */
type Words = readonly string[];

/** A part of a formula that gives words of a paper. */
type Term = (paper: KeySource) => Words;

/** A compiled formula: the key is the result of the first alternative that is not empty. */
export type KeyFormula = (paper: KeySource) => string;

/** The formula of citation keys that Better BibTeX has by default. */
export const defaultKeyFormula = 'auth.lower + shorttitle(3,3) + year';

type Arguments = readonly (string | number)[];

const number = (value: string | number | undefined, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;
const text = (value: string | number | undefined): string => String(value ?? '');

/** The functions that a term can begin with, by lower-case name. */
const functions: Readonly<Record<string, (args: Arguments) => Term>> = {
  /** The first author's family name, or its first `letters`. */
  auth:
    ([letters]) =>
    (paper) =>
      cut(authorKeys(paper).slice(0, 1), number(letters, 0)),
  /** The family names of the first `count` authors, or of all. */
  authors:
    ([count]) =>
    (paper) =>
      authorKeys(paper).slice(0, number(count, Infinity)),
  authorlast: () => (paper) => authorKeys(paper).slice(-1),
  /** The first author, and `EtAl` if there are more than two; of two, both. */
  authetal: () => (paper) => {
    const names = authorKeys(paper);
    return names.length > 2 ? [names[0] ?? '', 'EtAl'] : names;
  },
  /** The significant words of the title, each with a capital. */
  title: () => (paper) => significantWords(paper.title).map(capital),
  /** The first significant words of the title; of them, the first `capitals` begin with a capital. */
  shorttitle:
    ([count, capitals]) =>
    (paper) =>
      shortTitle(paper, number(count, 3), number(capitals, 0)),
  veryshorttitle:
    ([count, capitals]) =>
    (paper) =>
      shortTitle(paper, number(count, 1), number(capitals, 0)),
  year: () => (paper) => [yearOf(paper) ?? ''],
  shortyear: () => (paper) => [yearOf(paper)?.slice(-2) ?? ''],
  journal:
    () =>
    ({ venue = '' }) =>
      titleWords(venue),
  arxiv:
    () =>
    ({ arxivId = '' }) => [arxivId],
  type:
    () =>
    ({ entryType = '' }) => [entryType],
};

/** The filters that can follow a term after a full stop, by name. */
const filters: Readonly<Record<string, (args: Arguments) => (words: Words) => Words>> = {
  lower: () => (words) => words.map((word) => word.toLowerCase()),
  upper: () => (words) => words.map((word) => word.toUpperCase()),
  capitalize: () => (words) => words.map(capital),
  /** The first letter of each word, or the first `letters`. */
  abbr:
    ([letters]) =>
    (words) =>
      words.map((word) => word.slice(0, number(letters, 1))),
  /** Inserts a text before the words, unless they are empty. */
  prefix:
    ([before]) =>
    (words) =>
      words.join('') === '' ? words : [text(before), ...words],
  postfix:
    ([after]) =>
    (words) =>
      words.join('') === '' ? words : [...words, text(after)],
  condense:
    ([separator]) =>
    (words) => [words.filter((word) => word !== '').join(text(separator))],
  skipwords: () => (words) => words.filter(isSignificant),
  /** `count` words from the one at `start`, counted from 1. */
  select:
    ([start, count]) =>
    (words) =>
      words.slice(number(start, 1) - 1).slice(0, number(count, Infinity)),
  /** `count` letters from the one at `start`, counted from 1. */
  substring:
    ([start, count]) =>
    (words) => {
      const from = number(start, 1) - 1;
      return [words.join('').slice(from, from + number(count, Infinity))];
    },
  /** Replaces a text by another, ignoring case. */
  replace:
    ([find, by]) =>
    (words) =>
      text(find) === '' ? words : words.map((word) => replaceText(word, text(find), text(by))),
};

function shortTitle({ title }: KeySource, count: number, capitals: number): Words {
  return significantWords(title)
    .slice(0, count)
    .map((word, at) => (at < capitals ? capital(word) : word));
}

function replaceText(word: string, find: string, by: string): string {
  const lower = word.toLowerCase();
  const wanted = find.toLowerCase();
  let replaced = '';
  let at = 0;
  for (let next = lower.indexOf(wanted); next >= 0; next = lower.indexOf(wanted, at)) {
    replaced += word.slice(at, next) + by;
    at = next + wanted.length;
  }
  return replaced + word.slice(at);
}

const cut = (words: Words, letters: number): Words =>
  letters > 0 ? words.map((word) => word.slice(0, letters)) : words;

const token = /\s*(?:([a-z][a-z0-9]*)|(\d+)|'([^']*)'|"([^"]*)"|([.+|;(),]))/iuy;

interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'sign' | 'end';
  readonly value: string;
}

/**
 * Compiles a formula of citation keys, a subset of Better BibTeX's: terms joined by `+`, such as `auth.lower`,
 * `shorttitle(3, 3)`, `year` or `'-'`, with filters after full stops; `|` parts alternatives. Gives a sentence where the
 * formula cannot be read.
 */
export function parseKeyFormula(formula: string): Result<KeyFormula, Message> {
  try {
    const alternatives = new FormulaParser(formula).alternatives();
    return ok((paper) => {
      for (const terms of alternatives) {
        const key = keyOf(terms.flatMap((term) => term(paper)).join(''));
        if (key !== '') return key;
      }
      return 'paper';
    });
  } catch (error) {
    if (error instanceof FormulaError) return err(error.shown);
    throw error;
  }
}

/** Keeps only the characters that every citation notation allows in a key. */
function keyOf(text: string): string {
  return text
    .split(/([-_:.]+)/u)
    .map((part, at) => (at % 2 === 1 ? part : asciiWord(part)))
    .join('');
}

class FormulaError extends UserFacingError {}

class FormulaParser {
  #at = 0;
  #next: Token;

  constructor(private readonly formula: string) {
    this.#next = this.#read();
  }

  alternatives(): readonly (readonly Term[])[] {
    const all = [this.#terms()];
    while (this.#takes('|') || this.#takes(';')) all.push(this.#terms());
    if (this.#next.kind !== 'end') this.#fail();
    return all;
  }

  #terms(): readonly Term[] {
    const terms = [this.#term()];
    while (this.#takes('+')) terms.push(this.#term());
    return terms;
  }

  #term(): Term {
    const first = this.#take();
    let term = this.#begin(first);
    while (this.#takes('.')) {
      const name = this.#take();
      const filter = name.kind === 'name' ? filters[name.value.toLowerCase()] : undefined;
      if (!filter) throw new FormulaError(localizable('The formula has no filter “{0}”.', name.value));
      const apply = filter(this.#arguments());
      const before = term;
      term = (paper) => apply(before(paper));
    }
    return term;
  }

  #begin({ kind, value }: Token): Term {
    if (kind === 'text' || kind === 'number') return () => [value];
    if (kind !== 'name') return this.#fail(value);
    const begin = functions[value.toLowerCase()];
    if (!begin) throw new FormulaError(localizable('The formula has no part “{0}”.', value));
    return begin(this.#arguments());
  }

  #arguments(): Arguments {
    const values: (string | number)[] = [];
    if (!this.#takes('(')) return values;
    while (!this.#takes(')')) {
      const { kind, value } = this.#take();
      if (kind !== 'number' && kind !== 'text') this.#fail(value);
      values.push(kind === 'number' ? Number(value) : value);
      if (!this.#takes(',') && !this.#isSign(')')) this.#fail();
    }
    return values;
  }

  #isSign(sign: string): boolean {
    return this.#next.kind === 'sign' && this.#next.value === sign;
  }

  #takes(sign: string): boolean {
    const isThere = this.#isSign(sign);
    if (isThere) this.#take();
    return isThere;
  }

  #take(): Token {
    const taken = this.#next;
    if (taken.kind !== 'end') this.#next = this.#read();
    return taken;
  }

  #read(): Token {
    token.lastIndex = this.#at;
    const match = token.exec(this.formula);
    if (!match) {
      const rest = this.formula.slice(this.#at).trim();
      if (rest !== '') this.#fail(rest);
      return { kind: 'end', value: '' };
    }
    this.#at = token.lastIndex;
    const [, name, digits, single, double, sign = ''] = match;
    if (name !== undefined) return { kind: 'name', value: name };
    if (digits !== undefined) return { kind: 'number', value: digits };
    const quoted = single ?? double;
    return quoted === undefined ? { kind: 'sign', value: sign } : { kind: 'text', value: quoted };
  }

  #fail(found = this.#next.value): never {
    throw new FormulaError(
      found === ''
        ? localizable('The formula ends too early.')
        : localizable('The formula cannot be read at “{0}”.', found.slice(0, 40)),
    );
  }
}

/** Parses the value of the setting; undefined if it is empty or not a valid formula. */
export function readKeyFormula(setting: unknown): KeyFormula | undefined {
  if (typeof setting !== 'string' || setting.trim() === '') return undefined;
  const parsed = parseKeyFormula(setting);
  return parsed.ok ? parsed.value : undefined;
}
