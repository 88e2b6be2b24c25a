import type { PaperId } from '../library/paper';
import { CodeBlocks } from './codeBlocks';

/** A link to a paper: its title as Markdown, and the address that opens it. */
export interface TitledLink {
  readonly title: string;
  readonly address: string;
}

/** Returns the link to a paper; undefined if the library does not have it. */
export type PaperLinks = (id: PaperId) => TitledLink | undefined;

export function markdownOf({ title, address }: TitledLink): string {
  return `[${title}](${address})`;
}

/** A part of a line, and how it is shown. */
interface Token {
  readonly raw: string;
  readonly shown: string;
}

/** What begins with a certain character. */
interface TokenKind {
  readonly whole: RegExp;
  /** Matches the rest of an unfinished line that may become such a token. */
  readonly unfinished: RegExp;
  /** How it is shown; undefined for as it is. */
  shown(match: RegExpExecArray, links: PaperLinks): string | undefined;
}

const kinds: Readonly<Record<string, TokenKind>> = {
  // The text of a link, in which there can be no other link.
  '[': {
    whole: /^\[([^[\]`]*)(?=\]\()/u,
    unfinished: /^\[[^[\]`]*\]?$/u,
    shown: ([, text = ''], links) => {
      const [, id] = /^<?paper:\/([a-z0-9-]+)>?$/u.exec(text) ?? [];
      return id === undefined ? undefined : `[${links(id)?.title ?? text}`;
    },
  },
  // Its address.
  ']': {
    whole: /^\]\(\s*<?paper:\/{1,3}([a-z0-9-]+)(?:[?#][^\s()<>]*)?>?/u,
    unfinished: /^\](?:\(\s*[^\s()]*)?$/u,
    shown: ([, id = ''], links) => {
      const link = links(id);
      return link && `](${link.address}`;
    },
  },
  '<': {
    whole: /^<paper:\/([a-z0-9-]+)>/u,
    unfinished: /^<[a-z0-9:/-]*$/u,
    shown: ([, id = ''], links) => linkTo(id, links),
  },
  p: {
    whole: /^paper:\/([a-z0-9-]+)/u,
    unfinished: /^[a-z0-9:/-]*$/u,
    shown: ([, id = ''], links) => linkTo(id, links),
  },
  // Of a picture, also if the text of a link comes to stand behind it.
  '!': {
    whole: /^!(?=\[|<?paper:\/)/u,
    unfinished: /^!<?[a-z:/]*$/u,
    shown: () => '&#33;',
  },
  '\\': { whole: /^\\[\\`]/u, unfinished: /^\\$/u, shown: () => undefined },
};

function linkTo(id: PaperId, links: PaperLinks): string | undefined {
  const link = links(id);
  return link && markdownOf(link);
}

/** The beginning of a line that may become a fence. */
const mayBeFence = /^[\s>*+\-\d.)]*(?:$|`{1,2}$|~{1,2}$|`{3}|~{3})/u;
/** If a line has these characters before a code span, some renderers do not treat it as code. */
const doubtful = /[[\]<~|\\$/]|www/iu;

/**
 * Makes links of the addresses `paper:/id` in the Markdown of a model, which comes in parts, and shows no pictures: VS Code
 * would request them. Code stays as it is; but where it is not certain to be code, pictures are not shown either.
 */
export class LinkedMarkdown {
  readonly #blocks = new CodeBlocks();
  #held = '';
  /** What was shown of a line whose end has not come. */
  #begun = '';
  /** Whether code spans in this paragraph are uncertain. */
  #isDoubtful = false;

  constructor(private readonly links: PaperLinks) {}

  /** Adds a part. Returns the text that no later part can change. */
  push(part: string): string {
    // Carriage returns would be line breaks too.
    const lines = (this.#held + part.replaceAll('\r', '')).split('\n');
    const last = lines.pop() ?? '';
    const shown = lines.map((line) => `${this.#ended(line)}\n`).join('');
    const isHeld = this.#begun === '' && (this.#blocks.isOpen || mayBeFence.test(last));
    const begun = isHeld ? { raw: '', shown: '' } : this.#inline(last, false);
    this.#begun += begun.raw;
    this.#held = last.slice(begun.raw.length);
    return shown + begun.shown;
  }

  /** Returns the rest of the text, after the last part. */
  end(): string {
    const rest = this.#ended(this.#held);
    this.#held = '';
    return rest;
  }

  /** @param rest of a line, after {@link #begun} */
  #ended(rest: string): string {
    const line = this.#begun + rest;
    this.#begun = '';
    // A fence in the last line of a text opens no code.
    const isOpen = this.#blocks.isOpen;
    const isCode = this.#blocks.add(line);
    const shown = isCode ? code(rest, isOpen && this.#blocks.isCertain) : this.#inline(rest, true).shown;
    if (isCode || /^ *$/u.test(line)) this.#isDoubtful = false;
    return shown;
  }

  /** Shows a line outside of code blocks up to where it may be unfinished. */
  #inline(text: string, isEnded: boolean): Token {
    let [at, shown] = [0, ''];
    while (at < text.length) {
      const rest = text.slice(at);
      const token = rest.startsWith('`') ? this.#codeSpan(rest, isEnded) : this.#token(rest, isEnded);
      if (!token) break;
      at += token.raw.length;
      shown += token.shown;
    }
    return { raw: text.slice(0, at), shown };
  }

  /** Undefined for a token that is not finished. */
  #token(rest: string, isEnded: boolean): Token | undefined {
    const kind = kinds[rest.charAt(0)];
    if (kind && !isEnded && kind.unfinished.test(rest)) return undefined;
    const match = kind?.whole.exec(rest);
    const raw = kind ? (match?.[0] ?? rest.charAt(0)) : (/^[^`[\]<p!\\]+/u.exec(rest)?.[0] ?? rest);
    const shown = (match && kind?.shown(match, this.links)) ?? raw;
    this.#isDoubtful ||= shown !== raw || doubtful.test(raw);
    return { raw, shown };
  }

  /** A code span that ends in its line; else its backticks. */
  #codeSpan(rest: string, isEnded: boolean): Token | undefined {
    const run = /^`+/u.exec(rest)?.[0] ?? '';
    const length = spanLength(rest, run);
    // A run of backticks at the end of an unfinished line may become longer.
    if (!isEnded && (length === undefined || length === rest.length)) return undefined;
    const raw = length === undefined ? run : rest.slice(0, length);
    const shown = code(raw, this.#blocks.isCertain && !this.#isDoubtful && isPlainSpan(raw));
    this.#isDoubtful ||= !isPlainSpan(raw);
    return { raw, shown };
  }
}

/** Code as it is, but for pictures if it may be none. */
function code(text: string, isCertain: boolean): string {
  return isCertain ? text : text.replace(/!(?=\[)/gu, '&#33;');
}

/** Whether renderers agree on a code span: long runs of backticks, and those in cells of tables, are read in different ways. */
function isPlainSpan(raw: string): boolean {
  return /^`[^`|]+`$/u.test(raw);
}

/** The length of the code span at the beginning of a text; undefined if it does not end. */
function spanLength(text: string, run: string): number | undefined {
  let at = run.length;
  for (;;) {
    const from = text.indexOf(run, at);
    if (from < 0) return undefined;
    let end = from;
    while (text.charAt(end) === '`') end += 1;
    if (end - from === run.length) return end;
    at = end;
  }
}
