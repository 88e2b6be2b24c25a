import { type DefaultTreeAdapterTypes as Tree, parseFragment } from 'parse5';
import { walkHtml } from './walkHtml';

/** Elements that stand on lines of their own. */
export const BLOCK_ELEMENTS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote center dd details div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li ' +
    'main nav ol p pre section summary table td th tr ul'
  ).split(' '),
);

/** The text of an HTML fragment as a person would read it: paragraphs apart, scripts and markup gone. */
export function htmlToText(html: string): string {
  return /[<&]/u.test(html) ? nodeText(parseFragment(html)) : html;
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
