import { finish } from '../base/cooperativeTask';
import { paperNamedByEntry } from '../importers/bibtex/bibtex';
import { readBibtex } from '../importers/bibtex/bibtexEntries';

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
  return finish(readBibtex(text)).entries.flatMap((entry): KeyedEntry[] => {
    if (entry.key === '') return [];
    const { title, arxivId, doi } = paperNamedByEntry(entry);
    return [
      {
        ...{ key: entry.key, line: entry.line - 1, title },
        ...(arxivId !== undefined && { arxivId }),
        ...(doi !== undefined && { doi }),
      },
    ];
  });
}
