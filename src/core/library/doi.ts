import { type ArxivId, parseArxivId } from './arxivId';

// https://www.doi.org/the-identifier/resources/handbook: a prefix of digits, then any printable characters. Those that
// only enclose a printed DOI end it.
const DOI = /(?<![\d.])10\.\d{4,9}\/[^\s"<>{}|\\^`]{1,500}/u;

/**
 * The first DOI in a text, bare, after `doi:` or in an address, in lower case, as DOIs ignore case. Undefined if there
 * is none. Linear in the length of the text.
 */
export function findDoi(text: string): string | undefined {
  const unescaped = /[\\%]/u.test(text) ? text.replaceAll('\\_', '_').replace(/%2f/giu, '/') : text;
  const found = DOI.exec(unescaped)?.[0];
  return found === undefined ? undefined : trimEnd(found).toLowerCase();
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
