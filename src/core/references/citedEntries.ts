import { paperNamedByEntry } from '../importers/bibtex/bibtex';
import { LineIndex } from '../importers/lineIndex';
import { bibtexEntries } from '../importers/bibtex/bibtexEntries';

/** An entry of a `.bib` file: its key and what identifies the paper. */
export interface KeyedEntry {
  readonly key: string;
  /** Line of the entry, from zero. */
  readonly line: number;
  readonly arxivId?: string;
  /** In lower case. */
  readonly doi?: string;
  readonly title: string;
}

/** The entries of a BibTeX file that have a key, in order. Broken entries are read as far as possible. */
export function citedEntries(text: string): readonly KeyedEntry[] {
  const lines = new LineIndex(text);
  const found: KeyedEntry[] = [];
  for (const entry of bibtexEntries(text)) {
    if (entry.key === '') continue;
    const { title, arxivId, doi } = paperNamedByEntry(entry);
    found.push({
      key: entry.key,
      line: lines.lineAt(entry.range.start) - 1,
      title,
      ...(arxivId !== undefined && { arxivId }),
      ...(doi !== undefined && { doi }),
    });
  }
  return found;
}
