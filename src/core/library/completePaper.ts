import { missingFields, type RecordField } from './mergePapers';
import type { Paper } from './paper';
import type { PaperEntry } from './paperEntry';

/** A paper whose empty fields were filled from digests of the workspace folder. */
export interface CompletedPaper {
  /** The records it was made from: the paper, then those of the folder. */
  readonly from: readonly Paper[];
  readonly paper: Paper;
  /** The fields that were filled. */
  readonly fields: readonly RecordField[];
  /** The entries that filled them. */
  readonly sources: readonly PaperEntry[];
}

/** Fills the empty fields of a paper with those of the entries, in their order. */
export function completePaper(top: Paper, folder: readonly PaperEntry[]): Omit<CompletedPaper, 'from'> {
  let paper = top;
  const fields: RecordField[] = [];
  const sources: PaperEntry[] = [];
  for (const entry of folder) {
    const missing = missingFields(paper, entry.paper);
    const names = Object.keys(missing) as RecordField[];
    if (names.length === 0) continue;
    const { links } = missing.abstract === undefined ? paper : entry.paper;
    paper = { ...paper, ...missing, links };
    fields.push(...names);
    sources.push(entry);
  }
  return { paper, fields, sources };
}
