import type { CooperativeTask } from '../base/cooperativeTask';
import type { ImportProblem, ParsedAnnotation, ParsedAnnotations, ParsedTarget } from './parsedAnnotation';
import { collapseWhitespace } from '../text/collapseWhitespace';
import { localizable } from '../base/localization';

/** `> quote`, `- quote` below a heading of highlights, or `“quote” ([Lee, 2024, p. 3](zotero://…)) comment`. */
const ZOTERO =
  /^\s{0,20}(?:[-*]\s{1,4})?[“"]([^\n]{1,5000}?)[”"] ?\(\[[^\]\n]{0,200}\]\(zotero:\/\/[^)\n]{1,500}\)([^\n]{0,5000})$/u;
const BLOCKQUOTE = /^\s{0,3}>\s?(.*)$/u;
const ITEM = /^[-*+][ \t](.*)$/u;
const SUB_ITEM = /^[ \t]{1,20}[-*+][ \t](.*)$/u;
const HIGHLIGHTS = /^#{1,6}\s+.*\b(?:highlights?|annotations?|quotes?)\b/iu;
const HEADING = /^#{1,6}[ \t](.*)$/u;
/** The link to the annotation behind a quote, and when it was made. */
const LINK_BEHIND =
  /\s{0,9}(?:—|--|-)?\s{0,9}\(?\[[^\]\n]{1,200}\]\(https?:\/\/(?:hyp\.is|hypothes\.is|via\.hypothes\.is|(?:read\.)?readwise\.io)[^)\n]{1,500}\).*$/u;
const COMMENT = /^(?:\*\*|__)?(?:annotation|comment|note)s?(?:\*\*|__)?\s*:(?:\*\*|__)?\s*/iu;
const TAGS = /^(?:\*\*|__)?tags?(?:\*\*|__)?\s{0,9}:(?:\*\*|__)?(.*)$/iu;

/** Whether a text is Markdown with annotations, as Obsidian's plugins, Hypothesis, Zotero and Readwise write it. */
export function isAnnotationMarkdown(text: string): boolean {
  const head = text.slice(0, 200_000);
  return (
    /```annotation-json|zotero:\/\/|hyp(?:othes)?\.is\//u.test(head) ||
    (/https?:\/\//u.test(head) && /^\s{0,3}(?:>\s?\S|#{1,6}\s+.*\bhighlights?\b)/imu.test(head))
  );
}

/** The JSON annotations of Hypothesis in a note of Obsidian Annotator, for the parser of those. */
export function jsonAnnotationsIn(text: string): readonly string[] {
  const blocks: string[] = [];
  let block: string[] | undefined;
  for (const line of text.split(/\r\n?|\n/u)) {
    const bare = line.replace(/^[>\s]{1,20}/u, '');
    if (block && bare.startsWith('```')) {
      blocks.push(block.join('\n'));
      block = undefined;
    } else if (block) block.push(line.replace(/^>[ \t]?/u, ''));
    else if (bare.startsWith('```annotation-json')) block = [];
  }
  return blocks;
}

interface Draft {
  readonly quote: string[];
  readonly comments: string[];
  readonly tags: string[];
}

/** Quotes with the comments below them. The paper is that of the first address of the file, or of its title. */
export function* parseMarkdownAnnotations(text: string): CooperativeTask<ParsedAnnotations> {
  const reader = new MarkdownReader();
  for (const line of text.replace(/^\ufeff/u, '').split(/\r\n?|\n/u)) {
    reader.line(line);
    yield;
  }
  const { drafts, target } = reader.end();
  const problems: ImportProblem[] =
    drafts.length === 0
      ? [
          {
            at: 0,
            message: localizable('This Markdown has no quotes, so there is nothing to import from it.'),
          },
        ]
      : [];
  const annotations = drafts.map(({ quote, comments, tags }, index): ParsedAnnotation => {
    const exact = collapseWhitespace(quote.join(' ').replaceAll('==', ''));
    return {
      at: index + 1,
      created: '',
      comments: comments.length === 0 ? [] : [comments.join('\n').trim()].filter((comment) => comment !== ''),
      tags,
      targets: [{ ...target, quote: { exact, prefix: '', suffix: '' } }],
    };
  });
  return { annotations, problems };
}

/** The text after the links of Zotero to a quote and to its page. */
function commentBehind(text: string): string {
  return text
    .replace(/\(\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)\)/gu, '')
    .replace(/^\)/u, '')
    .trim();
}

class MarkdownReader {
  readonly #drafts: Draft[] = [];
  readonly #sources: string[] = [];
  #title: string | undefined;
  #isList = false;
  #open: Draft | undefined;
  #isQuote = false;

  line(line: string): void {
    this.#describe(line);
    const [, zotero, after = ''] = ZOTERO.exec(line) ?? [];
    const quoted = BLOCKQUOTE.exec(line)?.[1];
    const item = this.#isList ? ITEM.exec(line)?.[1] : undefined;
    if (HEADING.test(line)) this.#heading(line);
    else if (zotero !== undefined) this.#begin(zotero, commentBehind(after));
    else if (quoted !== undefined) this.#quote(quoted.replace(LINK_BEHIND, ''));
    else if (item !== undefined) this.#begin(item.replace(LINK_BEHIND, ''));
    else this.#text(SUB_ITEM.exec(line)?.[1] ?? line);
    this.#isQuote = quoted !== undefined;
  }

  end(): { readonly drafts: readonly Draft[]; readonly target: ParsedTarget } {
    const drafts = this.#drafts.filter(({ quote }) => quote.join('').trim() !== '');
    return {
      drafts,
      target: { sources: this.#sources, ...(this.#title !== undefined && { title: this.#title }) },
    };
  }

  /** Addresses before the first quote, and the title, are about the paper. */
  #describe(line: string): void {
    if (this.#drafts.length > 0) return;
    for (const [address] of line.matchAll(/https?:\/\/[^\s()<>"'\]]{1,1000}/gu))
      if (!/hyp(?:othes)?\.is|readwise\.io/u.test(address)) this.#sources.push(address);
    const [, title] = /^(?:[-*]\s{1,9})?(?:full )?title\s{0,9}:(.*)$/iu.exec(line.slice(0, 1000)) ?? [];
    this.#title ??= title?.trim().replace(/^["']/u, '').replace(/["']$/u, '');
  }

  #heading(line: string): void {
    const text = HEADING.exec(line)?.[1]?.trim() ?? '';
    this.#isList = HIGHLIGHTS.test(line);
    this.#open = undefined;
    if (!this.#isList && /^#\s/u.test(line)) this.#title ??= text.replace(/^\[([^[\]]*)\]\([^()]*\)$/u, '$1');
  }

  #begin(quote: string, comment = ''): void {
    this.#open = { quote: [quote], comments: comment === '' ? [] : [comment], tags: [] };
    this.#drafts.push(this.#open);
  }

  #quote(text: string): void {
    if (this.#isQuote && this.#open) this.#open.quote.push(text);
    else this.#begin(text);
  }

  #text(line: string): void {
    const tags = TAGS.exec(line.trim())?.[1];
    if (!this.#open) return;
    if (tags !== undefined) for (const tag of tags.match(/[^\s,#[\]]+/gu) ?? []) this.#open.tags.push(tag);
    else if (line.trim() !== '' || this.#open.comments.length > 0)
      this.#open.comments.push(line.trim().replace(COMMENT, ''));
  }
}
