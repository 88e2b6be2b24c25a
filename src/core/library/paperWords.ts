import { hashText } from '../text/hash';
import type { PaperRecord } from './paper';

/** The texts of a paper that are searched, as they are stored. */
export interface PaperWords {
  readonly title: string;
  readonly abstract: string;
  readonly authors?: readonly string[];
  /** Other names of the paper, such as its arXiv id. */
  readonly keywords?: readonly string[];
  readonly categories?: readonly string[];
}

/** The {@link PaperWords} of a record of a paper. */
export function paperWords({
  title,
  abstract,
  authors,
  arxivId,
  doi,
  categories,
}: Omit<PaperWords, 'keywords'> & { readonly arxivId?: string; readonly doi?: string }): PaperWords {
  const keywords = [arxivId, doi].filter((name) => name !== undefined);
  return {
    title,
    abstract,
    ...(keywords.length > 0 && { keywords }),
    ...(authors && { authors }),
    ...(categories && { categories }),
  };
}

/** All words in one text, which is different for different words. */
export function joinedWords({
  title,
  abstract,
  authors = [],
  keywords = [],
  categories = [],
}: PaperWords): string {
  return [title, abstract, joinedList(authors), joinedList(keywords), joinedList(categories)].join('\0');
}

/** A list as a text that begins with its length, so that items of successive lists are not confused. */
export function joinedList(items: readonly string[]): string {
  return [items.length, ...items].join('\0');
}

/**
 * A hash of a record's words and of the arXiv version that they belong to, 53 bits long. When two records are merged, their
 * versions decide which abstract is taken.
 */
export function hashRecord(record: PaperRecord): number {
  return hashText(`${record.arxivVersion ?? ''}\0${joinedWords(paperWords(record))}`);
}

/**
 * A hash that changes with the words of a paper that is merged from records. If all hashes are equal, it is that hash, because
 * records with the same words merge to the same words.
 *
 * @param hashes the {@link hashRecord} of each record, in the order in which they are merged
 */
export function hashMerged(hashes: readonly number[]): number {
  const [first = 0] = hashes;
  return hashes.every((hash) => hash === first) ? first : hashText(hashes.join());
}
