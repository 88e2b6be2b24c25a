import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { BLOCK_ELEMENTS, tidyLines } from './markupText';
import { parseMarkup } from './parseHtml';
import { decodeReferences } from './references';
import { walkHtml } from './walkHtml';

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
  return tidyLines(out.join(''));
}
