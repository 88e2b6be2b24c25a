import { percentDecoded } from '../base/percentDecoded';
import { type ArxivId, findArxivIds, parseArxivId } from '../library/arxivId';
import { arxivIdOfDoi, findDoi } from '../library/doi';

/** A text that the person typed, pasted or dropped to name one paper. */
export type PaperReference =
  | { readonly kind: 'arxiv'; readonly arxiv: ArxivId }
  | { readonly kind: 'doi'; readonly doi: string }
  | { readonly kind: 'title'; readonly title: string }
  /** An address that carries no identifier. */
  | { readonly kind: 'address'; readonly address: string };

/** In UTF-16 units: longer texts are no titles. */
const LONGEST_TITLE = 500;

/**
 * Reads an arXiv identifier, an address of arXiv, alphaXiv, Hugging Face or Semantic Scholar, a DOI, or a title.
 * Undefined for a text that can be none of these.
 */
export function parsePaperReference(text: string): PaperReference | undefined {
  const typed = text.replace(/\s+/gu, ' ').trim();
  if (typed === '' || typed.length > 2000) return undefined;
  const own = parseArxivId(typed);
  if (own) return { kind: 'arxiv', arxiv: own };
  const isAddress = /^(?:https?:\/\/|www\.)\S+$/iu.test(typed);
  const doi =
    isAddress || /^(?:doi:\s?)?10\.\d{4,9}\//iu.test(typed)
      ? findDoi(percentDecoded(typed) ?? typed)
      : undefined;
  if (doi !== undefined) return ofDoi(doi);
  if (isAddress) {
    const [linked] = findArxivIds(typed);
    return linked ? { kind: 'arxiv', arxiv: linked } : { kind: 'address', address: typed };
  }
  return typed.length <= LONGEST_TITLE && /\p{L}/u.test(typed) ? { kind: 'title', title: typed } : undefined;
}

function ofDoi(doi: string): PaperReference {
  const arxiv = arxivIdOfDoi(doi);
  return arxiv ? { kind: 'arxiv', arxiv } : { kind: 'doi', doi };
}
