import type { PaperRecord } from '../library/paper';
import { foldLine, foldParagraphs } from './foldText';

type Optional = Omit<PaperRecord, 'title' | 'abstract'>;

/** The optional fields of a record, which may be undefined. */
export type PaperDetails = { readonly [Key in keyof Optional]?: Optional[Key] | undefined };

/** A record with its title on one line, its abstract in paragraphs, and only the details that are defined. */
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

/** The address in `text` if it is an absolute `http:` or `https:` address; undefined otherwise. */
export function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || !/^https?:\/\//iu.test(text.trim())) return undefined;
  try {
    return new URL(text.trim()).href;
  } catch {
    return undefined;
  }
}
