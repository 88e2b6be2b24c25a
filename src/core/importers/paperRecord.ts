import type { PaperRecord } from '../library/paper';
import { foldLine, foldParagraphs } from './foldText';

type Optional = Omit<PaperRecord, 'title' | 'abstract'>;

/** What a source may know of a paper beside title and abstract; undefined where it does not. */
export type PaperDetails = { readonly [Key in keyof Optional]?: Optional[Key] | undefined };

/** A record with its title on one line, its abstract in paragraphs, and only those details that are known. */
export function paperRecord(title: string, abstract: string, details: PaperDetails = {}): PaperRecord {
  const known = Object.entries(details).filter(([, value]) => value !== undefined && !isEmptyList(value));
  return {
    ...(Object.fromEntries(known) as Optional),
    title: foldLine(title),
    abstract: foldParagraphs(abstract),
  };
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** The address in `text` if it is one that a person may safely be led to: absolute, `http:` or `https:`. */
export function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || !/^https?:\/\//iu.test(text.trim())) return undefined;
  try {
    return new URL(text.trim()).href;
  } catch {
    return undefined;
  }
}
