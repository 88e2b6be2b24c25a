import { hasFields, isCount, isText, isTexts } from '../base/guards';
import type { PaperRecord, Repository } from './paper';

type Check = (value: unknown) => boolean;

const isRepository: Check = (value) => {
  if (!hasFields<Repository>(value)) return false;
  const { url, stars } = value;
  return isText(url) && (stars === undefined || isCount(stars));
};

const required: Readonly<Record<'title' | 'abstract', Check>> = { title: isText, abstract: isText };

const optional: Readonly<Record<Exclude<keyof PaperRecord, 'title' | 'abstract'>, Check>> = {
  authors: isTexts,
  arxivId: isText,
  arxivVersion: isCount,
  doi: isText,
  venue: isText,
  journalRef: isText,
  year: isCount,
  entryType: isText,
  categories: isTexts,
  published: isText,
  updated: isText,
  upvotes: isCount,
  repository: isRepository,
  projectPage: isText,
};

// By hand, as thousands of records are checked at each start: `withFields` takes a tenth longer.
const requiredChecks = Object.entries(required);
const optionalChecks = Object.entries(optional);

/** Whether a stored value is the record of a paper by a source. */
export function isPaperRecord(value: unknown): value is PaperRecord {
  if (!hasFields(value)) return false;
  for (const [name, check] of requiredChecks) if (!check(value[name])) return false;
  for (const [name, check] of optionalChecks) {
    const field = value[name];
    if (field !== undefined && !check(field)) return false;
  }
  return true;
}
