import { outlineDigest } from '../outline/outlineDigest';
import type { SourceFormat } from '../sourceFormat';
import { asMarkdown } from './dialects';
import { isTableRule } from './tableCells';
import { markdownBlocks } from './markdownBlocks';
import { localizable } from '../../base/localization';

/** Digests as people publish them on GitHub: tables, headings with links, lists. */
export const markdown: SourceFormat = {
  id: 'markdown',
  label: localizable('Markdown digest'),
  recognises: ({ text }) => looksLikeMarkdown(asMarkdown(text.slice(0, 100_000))),
  *read(source) {
    return yield* outlineDigest(yield* markdownBlocks(asMarkdown(source.text)), source);
  },
};

/** A table, a linked title or a `<details>`; or several weaker signs that could occur in plain text once. */
function looksLikeMarkdown(text: string): boolean {
  const lines = text.split(/\r\n?|\n/u);
  const count = (form: RegExp): number => lines.filter((line) => form.test(line)).length;
  if (lines.some(isTableRule) || count(LINKED_TITLE) > 0 || count(FOLD_OR_TABLE) > 0) return true;
  return count(WEAK) > 1 || count(LABEL) > 1 || count(LONE_LINK) > 1;
}

/** A heading, an item or a separate line with a link, as opposed to a link in running text. */
const LINKED_TITLE =
  /^\s*(?:#{1,6}\s.{0,300}|[-*+>]\s.{0,200}|\d{1,4}[.)]\s.{0,200}|[*_]{0,3})\[[^[\]]+\]\((?:https?:|[./#])/u;
const FOLD_OR_TABLE = /^\s*<(?:details|table|h[1-6])[\s>]/iu;
/** Headings, rows, and items and labels in bold. */
const WEAK = /^ {0,3}#{1,6}\s+\S|^\s*\|.+\|\s*$|^\s*(?:[-*+]|\d+[.)])\s+\*\*\S|^\*\*[^*]+\*\*\s*[:：]?/u;
/** Labels of the parts of an entry without other markup. */
const LABEL = /^(?:abstract|authors?|links?|url|arxiv|摘要|作者|链接)\s*[:：]/iu;
const LONE_LINK =
  /^\s*https?:\/\/(?:[\w-]+\.)*(?:arxiv\.org\/(?:abs|pdf)|huggingface\.co\/papers)\/\S+\s*$/iu;
