import type { PaperRecord } from '../library/paper';
import { arxivIdOfDoi } from '../library/doi';
import { foldLine, foldParagraphs } from './foldText';

type Optional = Omit<PaperRecord, 'title' | 'abstract'>;

/** The optional fields of a record, which may be undefined. */
export type PaperDetails = { readonly [Key in keyof Optional]?: Optional[Key] | undefined };

/**
 * A record with its title on one line, its abstract in paragraphs, and only the details that are defined. A venue that is
 * not really one, such as a repository of preprints, is omitted.
 */
export function paperRecord(title: string, abstract: string, details: PaperDetails = {}): PaperRecord {
  const venue = foldLine(details.venue ?? '');
  const known = Object.entries({
    ...withArxivDoi(details),
    venue: venue === '' || NO_VENUE.test(venue) ? undefined : venue,
  }).filter(([, value]) => value !== undefined && !isEmptyList(value));
  return {
    ...(Object.fromEntries(known) as Optional),
    title: foldLine(title),
    abstract: foldParagraphs(abstract),
  };
}

/** What stands in place of a venue: arXiv, by its name or as the journal CoRR of DBLP, or an address. */
const NO_VENUE = /^(?:arxiv|corr\b|https?:)/iu;

/** The DOI that arXiv registers for a paper is another spelling of the arXiv identifier. */
export function withArxivDoi(details: PaperDetails): PaperDetails {
  const arxiv = details.doi === undefined ? undefined : arxivIdOfDoi(details.doi);
  return arxiv ? { ...details, doi: undefined, arxivId: details.arxivId ?? arxiv.id } : details;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** The address in `text` if it is an absolute `http:` or `https:` address; undefined otherwise. */
export function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || !/^https?:\/\//iu.test(text.trim())) return undefined;
  try {
    return new URL(text.trim()).href;
  } catch {
    return undefined;
  }
}

/** A title and the subtitle that a source keeps apart: `Title: Subtitle`. */
export function withSubtitle(title: string, subtitle: string): string {
  if (subtitle === '' || title === '' || title.toLowerCase().includes(subtitle.toLowerCase())) return title;
  return /[:?!.–—-]$/u.test(title) ? `${title} ${subtitle}` : `${title}: ${subtitle}`;
}
