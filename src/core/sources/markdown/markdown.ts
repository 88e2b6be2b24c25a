import { outlineDigest } from '../outline/outlineDigest';
import type { SourceFormat } from '../sourceFormat';
import { isTableRule } from './tableCells';
import { markdownBlocks } from './markdownBlocks';

/** Digests as people publish them on GitHub: tables, headings with links, lists. */
export const markdown: SourceFormat = {
  id: 'markdown',
  label: 'Markdown digest',
  recognises: ({ text }) => looksLikeMarkdown(text.slice(0, 100_000)),
  *read(source) {
    return yield* outlineDigest(yield* markdownBlocks(source.text), source);
  },
};

/** A table, a link where a title stands, a fold-out; or a few of the marks that could be in plain text once. */
function looksLikeMarkdown(text: string): boolean {
  const lines = text.split(/\r\n?|\n/u);
  const some = (form: RegExp): boolean => lines.some((line) => form.test(line));
  if (lines.some(isTableRule) || some(LINKED_TITLE) || some(/^\s*<(?:details|table|h[1-6])[\s>]/iu))
    return true;
  return (
    lines.filter((line) =>
      /^ {0,3}#{1,6}\s+\S|^\s*(?:[-*+]|\d+[.)])\s+\*\*\S|^\*\*[^*]+\*\*\s*[:：]?/u.test(line),
    ).length > 1
  );
}

/** A heading, an item or a line of its own with a link, and not a link somewhere in running text. */
const LINKED_TITLE =
  /^\s*(?:#{1,6}\s.{0,300}|[-*+>]\s.{0,200}|\d{1,4}[.)]\s.{0,200}|[*_]{0,3})\[[^\]]+\]\((?:https?:|[./#])/u;
