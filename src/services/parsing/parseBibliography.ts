import type { BibliographyChange, BibliographyPaper } from '../../core/citations/bibliography';
import type { CitedPaper } from '../../core/citations/cite';
import { type Result, err, ok } from '../../core/base/result';
import {
  type IsolatedCallOptions,
  type IsolatedResult,
  IsolationError,
} from '../../platform/common/isolation/isolatedProcess';
import type { WrittenHashes } from '../citations/writtenFields';
import { concatBytes } from '../../platform/common/bytes';
import { newline } from '../../platform/common/stores/logLines';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import type { CooperativeTask } from '../../core/base/cooperativeTask';
import { isolationMessage } from '../../platform/common/isolation/isolationMessage';
import { type Message, localizable } from '../../core/base/localization';
import type { ParsingCalls, ParsingProcess } from './parsingCalls';

/** In bytes. A longer bibliography is not read. */
export const longestBibliography = 32 * 1024 * 1024;

/** The number of entries that the host parses at once. */
export const batchSize = 500;

/** An entry of a bibliography, without its text. */
export interface ListedEntry extends BibliographyPaper {
  /** Of its key, in UTF-16 units. */
  readonly offset: number;
}

/** The keys and papers of a bibliography, read in the isolated process; the error is a sentence for the person. */
export async function readBibliographyPapers(
  process: ParsingProcess,
  bytes: Uint8Array,
): Promise<Result<readonly ListedEntry[], Message>> {
  const lists: Promise<readonly ListedEntry[]>[] = [];
  let line: Uint8Array[] = [];
  const take = (part: Uint8Array): void => {
    line.push(part);
    if (part.at(-1) !== newline) return;
    const list = runInTimeSlices(entriesOf(concatBytes(line)));
    // A failure is thrown below, once the call has ended.
    list.catch(() => undefined);
    lists.push(list);
    line = [];
  };
  const read = await call(process, 'readBibliographyPapers', [], bytes, take);
  return read.ok ? ok((await Promise.all(lists)).flat()) : read;
}

/** Parses lines of JSON, each a batch of entries, with a pause after each. */
function* entriesOf(lines: Uint8Array): CooperativeTask<readonly ListedEntry[]> {
  const decoder = new TextDecoder();
  const entries: ListedEntry[] = [];
  for (let start = 0; start < lines.length;) {
    const end = lines.indexOf(newline, start);
    for (const entry of JSON.parse(decoder.decode(lines.subarray(start, end))) as readonly ListedEntry[])
      entries.push(entry);
    start = end + 1;
    yield;
  }
  return entries;
}

/**
 * The changes that give papers entries in the text of a bibliography, see `bibliographyChanges`. `written` are the
 * fields that this product wrote.
 */
export async function changesOfBibliography(
  process: ParsingProcess,
  text: string,
  papers: readonly CitedPaper[],
  written: WrittenHashes = [],
): Promise<Result<readonly BibliographyChange[], Message>> {
  const read = await call(process, 'bibliographyChanges', [papers, written], new TextEncoder().encode(text));
  return read.ok ? ok(read.value.result) : read;
}

async function call<Name extends 'readBibliographyPapers' | 'bibliographyChanges'>(
  process: ParsingProcess,
  name: Name,
  args: ParsingCalls[Name]['args'],
  input: Uint8Array,
  take?: IsolatedCallOptions['take'],
): Promise<Result<IsolatedResult<ParsingCalls[Name]['result']>, Message>> {
  if (input.length > longestBibliography)
    return err(
      localizable(
        'The bibliography is longer than {0} MB and was not read.',
        longestBibliography / 1024 / 1024,
      ),
    );
  try {
    return ok(
      await process.call(name, args, { limit: 10_000 + input.length / 500, input, ...(take && { take }) }),
    );
  } catch (error) {
    if (!(error instanceof IsolationError)) throw error;
    return err(localizable('The bibliography could not be read. {0}', isolationMessage(error)));
  }
}
