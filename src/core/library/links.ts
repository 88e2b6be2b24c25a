import { arxivAddress } from './arxivAddress';
import { findArxivIds } from './arxivId';
import { linkKind } from './linkKind';
import type { PaperLink } from './paper';

/** A link and its UTF-16 offsets in the raw text. */
export interface LinkSpan extends PaperLink {
  readonly start: number;
  readonly end: number;
  /** The label of a damaged `\href{address}{label}`: its range without the braces. */
  readonly label?: { readonly start: number; readonly end: number };
}

// An address consists of the characters of RFC 3986 and TeX's escapes of them (`\_`). Braces, quotes, angle
// brackets and non-ASCII characters end it. Without a scheme it must begin with a host that is often printed so.
const addressCharacters = String.raw`(?:[\w\-.~:/?#\[\]@!$&'()*+,;=%]|\\[_%#&~])`;
const longestAddress = 2000;
const someCharacters = `${addressCharacters}{0,${longestAddress}}`;
const bareHosts = String.raw`www\.[a-z0-9-]+\.[a-z]|(?:github|gitlab|zenodo|arxiv|huggingface|hf|kaggle|bitbucket)\.(?:com|org|co)/\w`;
const ownPage = String.raw`[a-z0-9-]{1,63}\.git(?:hub|lab)\.io\b`;
const reference = String.raw`(?:arxiv|doi):\s?[\w./()-]{1,100}`;
const candidate = new RegExp(
  String.raw`https?:\/\/${someCharacters}|(?<![\w@./-])(?:${bareHosts}|${ownPage})${someCharacters}|(?<![\w/.-])${reference}`,
  'gi',
);

/** A cheap test: every candidate contains one of these. */
const inAnyLink = /:\/\/|\.(?:com|org|co|io)\b|www\.|arxiv:|doi:/i;

/** The links in a text, in order, each address once. */
export function findLinks(text: string): PaperLink[] {
  const byAddress = new Map<string, PaperLink>();
  for (const { kind, href } of scanLinks(text)) {
    if (!byAddress.has(href)) byAddress.set(href, { kind, href });
  }
  return [...byAddress.values()];
}

/**
 * Finds every link in a text, in order and without overlap, even in damaged text: sentence
 * punctuation and unbalanced brackets behind an address are not part of it. Addresses are `http:` or `https:`, have
 * a host with a dot in it and no user name. Linear in the length of the text.
 */
export function scanLinks(text: string): LinkSpan[] {
  const spans: LinkSpan[] = [];
  if (!inAnyLink.test(text)) return spans;
  for (const match of text.matchAll(candidate)) {
    if (match[0].length > longestAddress) continue;
    for (const piece of splitAtSchemes(match[0], match.index)) {
      const span = toSpan(text, piece.start, piece.raw);
      if (span) spans.push(span);
    }
  }
  return spans;
}

/** Splits two addresses that lost the space between them; one inside another (`web.archive.org/…`) stays whole. */
function splitAtSchemes(raw: string, start: number): { raw: string; start: number }[] {
  const cuts = [0];
  for (const match of raw.matchAll(/(?<=[^/=:?&%])https?:\/\//gi)) cuts.push(match.index);
  return cuts.map((cut, i) => ({ raw: raw.slice(cut, cuts[i + 1]), start: start + cut }));
}

function toSpan(text: string, start: number, raw: string): LinkSpan | undefined {
  const printed = trimEnd(raw);
  const href = toAddress(printed);
  const url = href === undefined ? undefined : parseUrl(href);
  if (href === undefined || !url) return undefined;
  const end = start + printed.length;
  const label = findLabel(text, end);
  const kind = linkKind(url, text.slice(Math.max(0, start - 80), start));
  return label ? { kind, href, start, end, label } : { kind, href, start, end };
}

function toAddress(printed: string): string | undefined {
  const reference = /^(arxiv|doi):\s?/i.exec(printed);
  const rest = printed.slice(reference?.[0].length ?? 0);
  if (reference?.[1]?.toLowerCase() === 'doi')
    return /^10\.\d{4,9}\//.test(rest) ? `https://doi.org/${rest}` : undefined;
  if (reference) {
    const [arxiv] = findArxivIds(rest);
    if (arxiv?.start !== 0) return undefined;
    return arxivAddress(rest.slice(0, arxiv.end));
  }
  const unescaped = printed.replace(/\\(.)/g, '$1');
  return /^https?:/i.test(unescaped) ? unescaped : `https://${unescaped}`;
}

function parseUrl(href: string): URL | undefined {
  try {
    const url = new URL(href);
    const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
    return isWeb && /[^.]\.[^.]/.test(url.hostname) && !url.username && !url.password ? url : undefined;
  } catch {
    return undefined; // Not a valid URL according to the platform's parser, so not a link.
  }
}

/** The start of a sentence without the space before it: `…/repo.We show`. Only words that are not file extensions. */
const lostSpace =
  /\.(?:We|Our|The|This|These|It|Codes?|Data|Project|Moreover|Furthermore|Additionally|Finally)$/;

/** Removes punctuation that belongs to the sentence around an address. */
function trimEnd(raw: string): string {
  const excess = { ')': surplus(raw, '(', ')'), ']': surplus(raw, '[', ']') };
  let end = raw.length;
  for (; end > 0; end--) {
    const last = raw.charAt(end - 1);
    if (".,;:!?'*&\\".includes(last)) continue;
    if ((last === ')' || last === ']') && excess[last] > 0) excess[last]--;
    else break;
  }
  return raw.slice(0, end).replace(lostSpace, '');
}

/** How many more closing than opening brackets there are. */
function surplus(text: string, open: string, close: string): number {
  let count = 0;
  for (const character of text) count += character === close ? 1 : character === open ? -1 : 0;
  return count;
}

const longestLabel = 200;

function findLabel(text: string, end: number): { start: number; end: number } | undefined {
  const open = text.startsWith('}{', end) ? end + 2 : text.startsWith('{', end) ? end + 1 : undefined;
  if (open === undefined) return undefined;
  const length = text.slice(open, open + longestLabel).search(/[{}\n]|:\/\//);
  return length > 0 && text.charAt(open + length) === '}' ? { start: open, end: open + length } : undefined;
}
