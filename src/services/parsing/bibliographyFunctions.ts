import { finish } from '../../core/base/cooperativeTask';
import { bibliographyChanges, readBibliography } from '../../core/citations/bibliography';
import { isWrittenField, type WrittenHashes } from '../citations/writtenFields';
import { batchSize, type ListedEntry } from './parseBibliography';
import type { CitedPaper } from '../../core/citations/cite';
import { paperNamedByEntry } from '../../core/importers/bibtex/bibtex';
import { bibtexEntries } from '../../core/importers/bibtex/bibtexEntries';
import { decodeText } from '../../core/importers/textDigest/decode';
import type { IsolatedFunction } from '../../platform/common/isolation/isolationProtocol';

/** Reads the keys and papers of a bibliography: the isolated process's side of `readBibliographyPapers`. */
export const encodeBibliographyPapers: IsolatedFunction = (_args, input) => {
  const papers: ListedEntry[] = [];
  for (const entry of bibtexEntries(decodeText(input).text)) {
    const { key, keyRange } = entry;
    if (key !== '') papers.push({ key, offset: keyRange.start, paper: paperNamedByEntry(entry) });
  }
  return { result: papers.length, output: [new TextEncoder().encode(batches(papers))] };
};

/** Entries in lines of JSON, each a batch that is quickly parsed. */
function batches(entries: readonly ListedEntry[]): string {
  const lines: string[] = [];
  for (let at = 0; at < entries.length; at += batchSize)
    lines.push(`${JSON.stringify(entries.slice(at, at + batchSize))}\n`);
  return lines.join('');
}

/** Finds the changes of a bibliography: the isolated process's side of `changesOfBibliography`. */
export const encodeBibliographyChanges: IsolatedFunction = ([papers, written], input) => {
  const bibliography = finish(readBibliography(new TextDecoder().decode(input)));
  const isOurs = isWrittenField(written as WrittenHashes);
  return { result: bibliographyChanges(bibliography, papers as readonly CitedPaper[], isOurs) };
};
