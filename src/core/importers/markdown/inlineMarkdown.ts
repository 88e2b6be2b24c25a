import { withScripts } from '../html/markupText';
import { decodeReferences } from '../html/references';
import type { Inline, InlineLink } from '../outline/inline';

// In the order in which they are tried: an image, perhaps in a link; a link; an anchor; an address in angle brackets;
// a bare address. The text and the target of a link may hold one level of brackets of their own.
const TITLE = String.raw`(?:\s{1,9}(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'))?`;
const LINKS = new RegExp(
  [
    String.raw`\[!\[[^\]\n]{0,300}\]\([^)\n]{0,1000}\)\]\((?<picture>[^)\s]{0,1000})${TITLE}\)`,
    String.raw`!\[[^\]\n]{0,300}\]\([^)\n]{0,1000}\)`,
    String.raw`(?<!\\)\[(?<text>(?:[^[\]\\\n]|\\.|\[(?:[^[\]\\\n]|\\.)*\])*)\]\(\s*<?(?<target>(?=[^\s)]{0,1000}[./#:])(?:[^()\s<>]|\([^()\s]{0,300}\)){0,1000})>?${TITLE}\s*\)`,
    String.raw`<a(?<tag>\s(?=[^<>]*\bhref\s*=)[^<>]*)>(?<anchor>(?:(?!<\/?a[\s>])[\s\S])*)<\/a\s*>`,
    String.raw`<(?<angle>https?:\/\/[^\s<>]+)>`,
    String.raw`(?<plain>https?:\/\/(?:[^\s<>()|[\]\\"'*，。；、）】]|\([^\s()]*\))+)`,
  ].join('|'),
  'giu',
);

const TAG =
  /<\/?(?:b|i|em|strong|u|ins|s|del|mark|small|big|span|font|div|p|br|hr|center|sub|sup|code|kbd|img|button|section|article|ul|ol|li|h[1-6])(?:\s+[\w:-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))?)*\s*\/?>/giu;
const BREAK = /^<\/?(?:br|p|div|li)\b/iu;

const HREF = /\bhref\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))/iu;

type Groups = Readonly<Record<string, string | undefined>>;

/** Parses the links of a line of Markdown or inline HTML. Emphasis, escapes and mathematics are left in the text. */
export function readInline(markdown: string): Inline {
  let text = '';
  let from = 0;
  const links: InlineLink[] = [];
  for (const match of markdown.matchAll(LINKS)) {
    const groups: Groups = match.groups ?? {};
    text += plainText(markdown.slice(from, match.index));
    const { href, shown, length } = readLink(match[0], groups);
    from = match.index + length;
    if (href !== undefined) links.push({ start: text.length, end: text.length + shown.length, href });
    text += shown;
  }
  return { text: text + plainText(markdown.slice(from)), links };
}

function readLink(
  whole: string,
  groups: Groups,
): { href: string | undefined; shown: string; length: number } {
  const { picture, plain, angle } = groups;
  if (plain !== undefined) {
    const href = plain.replace(/(?<![.,;:!?])[.,;:!?]+$/u, '');
    return { href, shown: href, length: href.length };
  }
  const length = whole.length;
  const [, double, single, bare] = HREF.exec(groups['tag'] ?? '') ?? [];
  const href = groups['target'] ?? double ?? single ?? bare ?? angle ?? picture;
  const shown = groups['text']?.replace(/!\[[^[\]]*\]\([^)[]*\)/gu, '') ?? groups['anchor'] ?? angle ?? '';
  return { href: href && decodeReferences(href), shown: plainText(shown), length };
}

function plainText(markdown: string): string {
  return decodeReferences(withScripts(markdown).replace(TAG, (tag) => (BREAK.test(tag) ? '\n' : '')));
}
