import type { ParsedDigest } from '../../library/parsedDigest';
import { findDate } from '../dates';
import { outlineDigest } from '../outline/outlineDigest';
import type { SourceFormat, SourceText } from '../sourceFormat';
import type { CooperativeTask } from '../../base/cooperativeTask';
import { htmlBlocks } from './htmlBlocks';
import { localizable, type Message } from '../../base/localization';

/** Any other HTML, parsed by its visible structure: headings, tables and lists. */
export const anyPage: SourceFormat = {
  id: 'html',
  label: localizable('web page'),
  recognises: ({ text }) => isPage(text) || isFragment(text),
  *read(source: SourceText): CooperativeTask<ParsedDigest> {
    const blocks = htmlBlocks(source.text);
    yield;
    if (!blocks.ok) return unreadPage(blocks.error);
    const digest = yield* outlineDigest(blocks.value, source, findDate(titleOf(source.text)));
    if (digest.days.length > 0 || digest.problems.length > 0) return digest;
    return { ...digest, problems: [{ line: 1, message: localizable('No papers were found on this page.') }] };
  },
};

/** The content of the `title` element. */
function titleOf(html: string): string {
  return /<title\b[^<>]{0,500}>([^<]{0,1000})/iu.exec(html.slice(0, 50_000))?.[1] ?? '';
}

/** The result for a page that cannot be parsed. */
export function unreadPage(message: Message): ParsedDigest {
  return { days: [], problems: [{ line: 1, message }] };
}

/** Whether a text starts like an HTML page, possibly after comments. */
export function isPage(text: string): boolean {
  let at = /^[\s\ufeff]*(?:<\?xml[^>]*>\s*)?/iu.exec(text)?.[0].length ?? 0;
  while (text.startsWith('<!--', at)) {
    const end = text.indexOf('-->', at + 4);
    if (end < 0) return false;
    at = text.length - text.slice(end + 3).trimStart().length;
  }
  return /^<(?:!doctype html|html|head|body)[\s>]/iu.test(text.slice(at, at + 20));
}

/** An HTML fragment, as opposed to Markdown that starts with a tag. */
function isFragment(text: string): boolean {
  const isTagged =
    /^[\s\ufeff]*<[a-z][^<>]*>/iu.test(text) && /<\/(?:a|td|li|article|dd|h[1-6]|p)\s*>/iu.test(text);
  return isTagged && !/^ {0,3}#{1,6}\s|\]\(https?:|^\|? ?:?-{3,}:? ?\|/mu.test(text);
}
