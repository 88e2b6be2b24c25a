import { scriptCharacters } from '../../text/scripts';
import { decodeReferences } from './references';

/** Block-level elements. */
export const BLOCK_ELEMENTS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote center dd details div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li ' +
    'main nav ol p pre section summary table td th tr ul'
  ).split(' '),
);

/** Elements whose content is not text: scripts, drawings and form controls. */
export const SILENT_ELEMENTS: ReadonlySet<string> = new Set(
  'script style template noscript svg head button select nav'.split(' '),
);

// A tag rather than the `$a<b$` of mathematics: a known name, with quoted attributes or none.
const HTML_TAG =
  /<\/?(?:a|abbr|b|blockquote|br|code|del|details|div|em|figure|font|h[1-6]|hr|i|img|ins|li|math|ol|p|pre|q|s|small|span|strong|sub|summary|sup|table|tbody|td|tr|tt|u|ul)(?:\s+[\w:-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))?)*\s*\/?>/iu;

/**
 * The visible text of a field that may contain HTML or the markup of publishers (JATS), which is that of a few tags: no page is
 * parsed. Mathematics is its TeX source between dollars, if the markup has it.
 */
export function markupToText(text: string): string {
  if (!text.includes('<')) return decodeReferences(text);
  const html = withScripts(text)
    .replace(/<jats:title>\s*abstract\s*<\/jats:title>/giu, '')
    .replace(/<(\/?)jats:(?:title|sec)\b/giu, '<$1p')
    .replace(/<(\/?)(?:jats|mml):/giu, '<$1');
  return HTML_TAG.test(html) ? new Markup(html).text() : decodeReferences(html);
}

/** Text with its lines trimmed, and at most one empty line between two of them. */
export function tidyLines(text: string): string {
  const lines = text.split(/\r\n?|\n/u);
  return lines
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n');
}

/** Superscripts and subscripts of a few signs become characters, as `m<sup>2</sup>` is not `m2`. */
export function withScripts(html: string): string {
  return html.replace(
    /<(?:jats:)?(su[bp])>([^<>]{1,12})<\/(?:jats:)?su[bp]>/giu,
    (markup, kind: string, text: string) =>
      scriptCharacters(text, kind.toLowerCase() === 'sup' ? 'super' : 'sub') ?? markup,
  );
}

interface Tag {
  /** In lower case; empty for a comment or a declaration. */
  readonly name: string;
  readonly isEnd: boolean;
  /** The offset after it. */
  readonly end: number;
}

/** Reads the tags of a text one after another. What looks like the start of a tag and has no end is text. */
class Markup {
  readonly #lower: string;
  /** Strings that the rest of the text does not contain, so that none is searched for twice without success. */
  readonly #absent = new Set<string>();

  constructor(private readonly html: string) {
    this.#lower = html.replace(/[A-Z]/gu, (letter) => letter.toLowerCase());
  }

  text(): string {
    const { html } = this;
    const out: string[] = [];
    let at = 0;
    for (let open = html.indexOf('<'); open >= 0; open = html.indexOf('<', at)) {
      out.push(decodeReferences(html.slice(at, open)));
      const tag = this.#tagAt(open);
      if (tag) at = this.#pass(tag, open, out);
      else {
        out.push('<');
        at = open + 1;
      }
    }
    out.push(decodeReferences(html.slice(at)));
    return tidyLines(out.join(''));
  }

  #tagAt(open: number): Tag | undefined {
    if (this.html.startsWith('<!--', open)) {
      const end = this.#find('-->', open + 4);
      return end === undefined ? undefined : { name: '', isEnd: false, end: end + 3 };
    }
    const [start, slash, name = ''] =
      /^<(\/?)([a-z][\w:.-]*|[!?])/iu.exec(this.html.slice(open, open + 40)) ?? [];
    if (start === undefined) return undefined;
    const end = this.#endOfTag(open + start.length);
    return end === undefined ? undefined : { name: name.toLowerCase(), isEnd: slash === '/', end };
  }

  /** The offset after the `>` that ends a tag: the first one outside of quoted attributes, or else the first one. */
  #endOfTag(from: number): number | undefined {
    const close = this.#find('>', from);
    if (close === undefined) return undefined;
    let at = from;
    while (at < this.html.length) {
      const sign = this.html[at];
      if (sign === '>') return at + 1;
      const quoteEnd = sign === '"' || sign === "'" ? this.#find(sign, at + 1) : at;
      if (quoteEnd === undefined || quoteEnd - from > longestTag) break;
      at = quoteEnd + 1;
    }
    return close + 1;
  }

  /** Adds the text that a tag stands for, and returns the offset at which reading continues. */
  #pass({ name, isEnd, end }: Tag, open: number, out: string[]): number {
    if (name === 'br') out.push('\n');
    else if (BLOCK_ELEMENTS.has(name) && !SILENT_ELEMENTS.has(name)) out.push('\n\n');
    else if (!isEnd && (name === 'math' || SILENT_ELEMENTS.has(name))) {
      const close = this.#find(`</${name}`, end);
      if (close === undefined) return end;
      if (name === 'math') out.push(this.#formula(this.html.slice(open, end), end, close));
      return this.#endOfTag(close) ?? this.html.length;
    }
    return end;
  }

  #formula(tag: string, from: number, to: number): string {
    const [, double, single] = /\balttext\s*=\s*(?:"([^"]*)"|'([^']*)')/iu.exec(tag) ?? [];
    const tex = double ?? single ?? this.#annotation(from, to);
    if (tex !== undefined) return `$${decodeReferences(tex).trim()}$`;
    return decodeReferences(this.html.slice(from, to).replace(/<[^<>]*>/gu, ''));
  }

  #annotation(from: number, to: number): string | undefined {
    const start = this.#find('<annotation', from);
    if (start === undefined || start > to) return undefined;
    const [inner, end] = [this.#endOfTag(start), this.#find('</annotation', start)];
    return inner !== undefined && end !== undefined && end < to ? this.html.slice(inner, end) : undefined;
  }

  #find(text: string, from: number): number | undefined {
    if (this.#absent.has(text)) return undefined;
    const found = this.#lower.indexOf(text, from);
    if (found >= 0) return found;
    this.#absent.add(text);
    return undefined;
  }
}

/** In UTF-16 units. In tags that are longer, quotes are ignored. */
const longestTag = 10_000;
