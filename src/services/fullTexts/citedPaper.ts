import type { Block } from '../../core/fulltext/document';
import { plainInlines } from '../../core/fulltext/plainBlocks';
import { findArxivIds } from '../../core/library/arxivId';
import { findDoi } from '../../core/library/doi';
import type { Library } from '../../core/library/library';
import type { Paper } from '../../core/library/paper';
import { paperId } from '../../core/library/paperId';

/** The paper that a reference names. */
interface CitedPaper {
  /** Undefined if the library does not hold it. */
  readonly paper: Paper | undefined;
  /** An arXiv number or a DOI by which it can be fetched. */
  readonly identifier: string | undefined;
}

type PapersByName = Pick<Library, 'paper' | 'paperOnArxiv' | 'paperWithDoi'>;

/** Finds the paper of a reference by its identifiers, otherwise by its title. */
export function citedPaper(library: PapersByName, reference: Block): CitedPaper {
  const text = plainInlines(reference.inlines);
  const addresses = reference.inlines.flatMap((inline) =>
    inline.kind === 'text' && inline.href !== undefined ? [inline.href] : [],
  );
  const all = [text, ...addresses].join(' ');
  const [arxiv] = findArxivIds(all);
  const doi = findDoi(all);
  const paper =
    (arxiv && library.paperOnArxiv(arxiv.id)) ??
    (doi === undefined ? undefined : library.paperWithDoi(doi)) ??
    titledIn(library, text);
  return { paper, identifier: arxiv?.id ?? doi };
}

/** Names, titles and places of a reference end with a full stop. */
function titledIn(library: PapersByName, text: string): Paper | undefined {
  const parts = text.slice(0, longestReference).split(/[.?!]["”]? |["“”]/u);
  return parts
    .map((part) => part.trim().replace(/[.,]$/u, ''))
    .filter((part) => part.split(' ').length >= fewestWords)
    .map((part) => library.paper(paperId(part)))
    .find((paper) => paper !== undefined);
}

/** In UTF-16 units. */
const longestReference = 2000;
/** A shorter part is a name or a place. */
const fewestWords = 3;
