import { type ArxivId, parseArxivId } from './arxivId';

// https://www.doi.org/the-identifier/resources/handbook: a prefix of digits, then any printable characters. Those that
// only enclose a printed DOI end it.
const DOI = /(?<![\d.])10\.\d{4,9}\/[^\s"<>{}|\\^`]{1,500}/u;

/**
 * The end of a DOI that has the form of a serial item and contribution identifier (ANSI/NISO Z39.56), the only ones with
 * angle brackets: `<1661::AID-SIM968>3.0.CO;2-2`, `<0130:DNF>2.0.CO;2`. What precedes it is that of other works in the
 * same issue, too. The brackets may be written as in addresses, HTML or LaTeX.
 */
export const SERIAL_ITEM =
  /^(?:<|\\?%3c|&lt;|\\textless(?:\{\}|\s)?|\$<\$)[^\s"<>{}|\\^`&$]{1,60}?(?:>|\\?%3e|&gt;|\\textgreater(?:\{\}|\s)?|\$>\$)\d\.\d\.[a-z]{2}(?:;|%3b)\d(?:-(?:\w|\\?#|\\?%23))?/iu;
/** In UTF-16 units. */
export const LONGEST_SERIAL_ITEM = 120;

/** What is left of such a DOI that was cut at its bracket, as earlier versions did: an issue, which is no paper. */
const CUT_SERIAL_ITEM =
  /^10\.\d{4,9}\/(?:\(sici\))?\d{4}-\d{3}[\dx]\(\d[\d/]{0,30}\)[a-z]?\d{1,5}(?::[\da-z/.-]{1,20})?$/iu;

/**
 * The first DOI in a text, bare, after `doi:` or in an address, in lower case, as DOIs ignore case. Undefined if there
 * is none. Linear in the length of the text.
 */
export function findDoi(text: string): string | undefined {
  const unescaped = withPlainBrackets(text).replaceAll('\\_', '_');
  const found = DOI.exec(unescaped);
  if (!found) return undefined;
  const end = found.index + found[0].length;
  const [item] = SERIAL_ITEM.exec(unescaped.slice(end, end + LONGEST_SERIAL_ITEM)) ?? [];
  const doi = (item === undefined ? trimEnd(found[0]) : found[0] + item).toLowerCase();
  return isCutDoi(doi) ? undefined : doi;
}

const ENCODED = /\\?%(?:2[389f]|3[abce])/giu;
const OPENING = /&lt;|\\textless(?:\{\}|\s)?|\$<\$/giu;
const CLOSING = /&gt;|\\textgreater(?:\{\}|\s)?|\$>\$/giu;

/** Brackets and other signs of DOIs as they are, where they are written as in addresses, HTML or LaTeX. */
export function withPlainBrackets(text: string): string {
  if (!/[\\%&$]/u.test(text)) return text;
  return text
    .replace(ENCODED, (code) => String.fromCharCode(Number.parseInt(code.slice(-2), 16)))
    .replace(OPENING, '<')
    .replace(CLOSING, '>');
}

/** Whether a DOI was cut at a bracket, and so is that of no work. */
export function isCutDoi(doi: string): boolean {
  return CUT_SERIAL_ITEM.test(doi);
}

/** The part of a DOI in front of its bracket, which earlier versions took for the whole; undefined without one. */
export function cutDoi(doi: string | undefined): string | undefined {
  const at = doi?.indexOf('<') ?? -1;
  return at < 0 ? undefined : doi?.slice(0, at);
}

/** The arXiv identifier that a DOI of arXiv stands for: `10.48550/arXiv.2401.01234`. */
export function arxivIdOfDoi(doi: string): ArxivId | undefined {
  const id = /^10\.48550\/arxiv\.(.+)$/iu.exec(doi)?.[1];
  return id === undefined ? undefined : parseArxivId(id);
}

/** Removes the punctuation of the sentence around a DOI, and brackets that it does not open. */
function trimEnd(doi: string): string {
  let end = doi.length;
  let surplus = 0;
  for (const char of doi) surplus += char === ')' ? 1 : char === '(' ? -1 : 0;
  for (; end > 0; end--) {
    const last = doi.charAt(end - 1);
    if (last === ')' && surplus > 0) surplus--;
    else if (!".,;:'’”]".includes(last)) break;
  }
  return doi.slice(0, end);
}
