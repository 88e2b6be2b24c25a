import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { scriptCharacters } from '../../text/scripts';
import { parseMarkup } from './parseHtml';
import { decodeReferences } from './references';
import { walkHtml } from './walkHtml';

/** Block-level elements. */
export const BLOCK_ELEMENTS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote center dd details div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li ' +
    'main nav ol p pre section summary table td th tr ul'
  ).split(' '),
);

/**
 * The visible text of an HTML fragment, with paragraphs separated and scripts and markup removed. If the markup
 * cannot be parsed, everything except the tags.
 */
export function htmlToText(html: string): string {
  if (!/[<&]/u.test(html)) return html;
  const parsed = parseMarkup(html);
  return parsed.ok ? nodeText(parsed.value) : decodeReferences(html.replace(/<[^<>]*>/gu, ' '));
}

/** The text below `node`. */
export function nodeText(node: Tree.Node): string {
  const out: string[] = [];
  walkHtml(node, {
    text: (text) => out.push(text),
    enter(element) {
      if (element.tagName === 'br') out.push('\n');
      else if (element !== node && BLOCK_ELEMENTS.has(element.tagName)) out.push('\n\n');
      return true;
    },
    leave(element) {
      if (element !== node && BLOCK_ELEMENTS.has(element.tagName)) out.push('\n\n');
    },
  });
  const lines = out.join('').split('\n');
  return lines
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n');
}

// A tag rather than the `$a<b$` of mathematics: a known name, with quoted attributes or none.
const HTML_TAG =
  /<\/?(?:a|abbr|b|blockquote|br|code|del|details|div|em|figure|font|h[1-6]|hr|i|img|ins|li|math|ol|p|pre|q|s|small|span|strong|sub|summary|sup|table|tbody|td|tr|tt|u|ul)(?:\s+[\w:-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))?)*\s*\/?>/iu;

/** Superscripts and subscripts of a few signs become characters, as `m<sup>2</sup>` is not `m2`. */
function withScripts(html: string): string {
  return html.replace(
    /<(?:jats:)?(su[bp])>([^<>]{1,12})<\/(?:jats:)?su[bp]>/giu,
    (markup, kind: string, text: string) =>
      scriptCharacters(text, kind.toLowerCase() === 'sup' ? 'super' : 'sub') ?? markup,
  );
}

/** The visible text of a string that may contain HTML or the markup of publishers (JATS). */
export function markupToText(text: string): string {
  if (!text.includes('<')) return decodeReferences(text);
  const html = withScripts(text)
    .replace(/<jats:title>\s*abstract\s*<\/jats:title>/giu, '')
    .replace(/<(\/?)jats:(?:title|sec)\b/giu, '<$1p')
    .replace(/<(\/?)jats:/giu, '<$1');
  return HTML_TAG.test(html) ? htmlToText(html) : decodeReferences(text);
}
