import { scanLinks, type LinkSpan } from '../library/links';
import type { LinkToken } from './token';

/**
 * Addresses, with what TeX wraps around them: `\url{…}`, `\href{…}{label}` and the `…{label}` that damage leaves of it.
 * A link with a label reads as its label.
 */
export function findLinkTokens(text: string): LinkToken[] {
  return scanLinks(text)
    .filter(({ href }) => /^https?:/i.test(href))
    .map((span) => toToken(text, span));
}

function toToken(text: string, span: LinkSpan): LinkToken {
  const { href, label } = span;
  const opening = /\\(?:url|href)\s?\{\s?$/.exec(text.slice(Math.max(0, span.start - 8), span.start))?.[0];
  const start = span.start - (opening?.length ?? 0);
  if (label) {
    const plain = text.slice(label.start, label.end);
    const token: LinkToken = { kind: 'link', start, end: label.end + 1, plain, href };
    return opening === undefined ? { ...token, reconstructed: true } : token;
  }
  const plain = text.slice(span.start, span.end);
  const isWrapped = opening !== undefined && text.charAt(span.end) === '}';
  return isWrapped
    ? { kind: 'link', start, end: span.end + 1, plain, href }
    : { kind: 'link', start: span.start, end: span.end, plain, href };
}
