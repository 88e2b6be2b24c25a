import { outlineDigest } from '../outline/outlineDigest';
import type { SourceFormat } from '../sourceFormat';
import { isTableRule } from './tableCells';
import { markdownBlocks } from './markdownBlocks';

/** Digests as people publish them on GitHub: tables, headings with links, lists. */
export const markdown: SourceFormat = {
  id: 'markdown',
  label: 'Markdown digest',
  recognises: ({ text }) => marks(text) > 0,
  parse: (source) => outlineDigest(markdownBlocks(source.text), source),
};

/** How many lines can only be Markdown: links, rules of tables, and headings. */
function marks(text: string): number {
  const lines = text.slice(0, 200_000).split('\n');
  const tables = lines.filter(isTableRule).length;
  const headings = lines.filter((line) => /^ {0,3}#{1,6}\s+\S/u.test(line)).length;
  const links = lines.filter((line) => /\]\((?:https?:|\.{0,2}\/|#)/u.test(line)).length;
  return tables + links + (headings > 1 ? headings : 0);
}
