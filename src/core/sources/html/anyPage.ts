import type { ParsedDigest } from '../../papers/parsedDigest';
import { outlineDigest } from '../outline/outlineDigest';
import type { SourceFormat, SourceText } from '../sourceFormat';
import type { Steps } from '../../base/steps';
import { htmlBlocks } from './htmlBlocks';

/** HTML of any other origin, read by what it shows: headings, tables and lists. */
export const anyPage: SourceFormat = {
  id: 'html',
  label: 'web page',
  recognises: ({ text }) => isPage(text) || isFragment(text),
  *read(source: SourceText): Steps<ParsedDigest> {
    const blocks = htmlBlocks(source.text);
    yield;
    const digest = yield* outlineDigest(blocks, source);
    if (digest.days.length > 0 || digest.problems.length > 0) return digest;
    return { ...digest, problems: [{ line: 1, message: 'No papers were found on this page.' }] };
  },
};

export function isPage(text: string): boolean {
  return /^[\s\ufeff]*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype html|html|head|body)[\s>]/iu.test(
    text,
  );
}

/** Part of a page, and not Markdown that begins with a tag. */
function isFragment(text: string): boolean {
  const isTagged =
    /^[\s\ufeff]*<[a-z][^<>]*>/iu.test(text) && /<\/(?:a|td|li|article|dd|h[1-6]|p)\s*>/iu.test(text);
  return isTagged && !/^ {0,3}#{1,6}\s|\]\(https?:|^\|? ?:?-{3,}:? ?\|/mu.test(text);
}
