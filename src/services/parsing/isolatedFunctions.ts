import { noteFunctions } from '../../core/notes/noteFunctions';
import {
  type DigestOptions,
  type IsolatedFunction,
  type IsolatedFunctions,
  batchReader,
} from '../../platform/common/isolation/isolationProtocol';
import { finish } from '../../core/base/cooperativeTask';
import { bibliographyChanges, readBibliography } from '../../core/citations/bibliography';
import { isWrittenField } from '../citations/writtenFields';
import { batchSize, type ListedEntry } from './parseBibliography';
import { paperNamedByEntry } from '../../core/importers/bibtex/bibtex';
import { bibtexEntries } from '../../core/importers/bibtex/bibtexEntries';
import { decodeText, decodeInChunks } from '../../core/importers/textDigest/decode';
import { toPaperBatchInSteps } from '../../core/library/paperBatch';
import { encodePaperBatches } from '../../core/library/paperBatchFile';
import type { ParsedDigest, Problem } from '../../core/library/parsedDigest';
import { readSource } from '../../core/importers/formats';
import { concatBytes } from '../../platform/common/bytes';
import { readPage } from '../../core/fulltext/readPage';
import { placeQuotes } from '../../core/highlights/placeQuotes';
import { encodeDocument } from '../fullTexts/documentFile';
import { parseDayResponse } from '../sources/parseDayResponse';
import { parseDetailsResponse } from '../sources/parseDetailsResponse';
import { type Message, localizable } from '../../core/base/localization';
import type { NoteCalls, ParsingCalls } from './parsingCalls';

type Functions = IsolatedFunctions<ParsingCalls>;

/** Reads the keys and papers of a bibliography: the isolated process's side of `readBibliographyPapers`. */
const encodeBibliographyPapers: Functions['readBibliographyPapers'] = (_args, input) => ({
  result: null,
  output: encodedBatches(decodeText(input).text),
});

/** The entries in lines of JSON, each a batch that is quickly parsed. They are not kept, which spares garbage collection. */
function* encodedBatches(text: string): Iterable<Uint8Array> {
  const encoder = new TextEncoder();
  let batch: ListedEntry[] = [];
  for (const entry of bibtexEntries(text)) {
    const { key, keyRange } = entry;
    if (key === '') continue;
    batch.push({ key, offset: keyRange.start, paper: paperNamedByEntry(entry) });
    if (batch.length < batchSize) continue;
    yield encoder.encode(`${JSON.stringify(batch)}\n`);
    batch = [];
  }
  if (batch.length > 0) yield encoder.encode(`${JSON.stringify(batch)}\n`);
}

/** Finds the changes of a bibliography: the isolated process's side of `changesOfBibliography`. */
const encodeBibliographyChanges: Functions['bibliographyChanges'] = ([papers, written], input) => {
  const bibliography = finish(readBibliography(new TextDecoder().decode(input)));
  return { result: bibliographyChanges(bibliography, papers, isWrittenField(written)) };
};

/** The most that is read from one text: bytes as encoded, and papers. */
const maxBatchBytes = 64 * 1024 * 1024;
const maxPapers = 100_000;

/** Reads a digest of any kind: the isolated process's side of `parseDigest`. */
const encodeDigest: Functions['parseDigest'] = ([id, options], input) => {
  const { days, problems } = readDigest(input, options);
  const papers = days.reduce((sum, day) => sum + day.papers.length, 0);
  if (papers > maxPapers)
    return {
      result: [
        problem(
          localizable('The text holds more than {0} papers. Split it and import the parts.', maxPapers),
        ),
      ],
    };
  const batch = finish(toPaperBatchInSteps(id, days));
  const output = finish(encodePaperBatches(batchReader, [{ stamp: '', batch }]));
  const size = output.reduce((sum, { length }) => sum + length, 0);
  if (size > maxBatchBytes)
    return {
      result: [
        problem(
          localizable(
            'The text holds more than {0} MB of titles and abstracts. Split it and import the parts.',
            maxBatchBytes / 1024 / 1024,
          ),
        ),
      ],
    };
  return { result: problems, output: [concatBytes(output)] };
};

function problem(message: Message): Problem {
  return { line: 1, message };
}

function readDigest(bytes: Uint8Array, options: DigestOptions): ParsedDigest {
  const chunks = decodeInChunks(bytes);
  const texts: string[] = [];
  let step = chunks.next();
  for (; !step.done; step = chunks.next()) texts.push(step.value);
  const text = texts.join('');
  const undecoded = step.value;
  if (text === '' && undecoded.length > 0) return { days: [], problems: undecoded };
  const source = { ...options, text };
  const { days, problems } = finish(readSource(source));
  return { days, problems: [...undecoded, ...problems].sort((a, b) => a.line - b.line) };
}

/** Reads a page of arXiv's HTML: the isolated process's side of `parseFullText`. */
const encodeFullText: Functions['parseFullText'] = (_args, input) => {
  const page = readPage(decodeText(input).text);
  if (!page.ok) return { result: page.error };
  const encoder = new TextEncoder();
  const output = Array.from(encodeDocument(page.value), (line) => encoder.encode(line));
  return { result: undefined, output };
};

/** Finds quotes in a whole paper: the isolated process's side of `placeInFullText`. The input is both texts. */
const placeQuotesInTexts: Functions['placeQuotes'] = ([selectors, oldLength], input) => {
  const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });
  const at = oldLength ?? 0;
  const [old, text] = [input.subarray(0, at), input.subarray(at)].map((part) => decoder.decode(part));
  const oldText = oldLength === undefined ? undefined : old;
  return { result: placeQuotes(selectors, oldText, text ?? '') };
};

/** Parse responses of services: the isolated process's side of `IsolatedResponseReader`. */
const responseFunctions: Pick<Functions, 'parseDayResponse' | 'parseDetailsResponse'> = {
  parseDayResponse: ([day], input) => ({ result: finish(parseDayResponse(input, { day })) }),
  parseDetailsResponse: ([service], input) => ({ result: finish(parseDetailsResponse(service, input)) }),
};

const ofNotes: IsolatedFunctions<NoteCalls> = {
  parseNote: resultOf(noteFunctions.parseNote),
  planUpdate: resultOf(noteFunctions.planUpdate),
  planNewNote: resultOf(noteFunctions.planNewNote),
  retag: resultOf(noteFunctions.retag),
  mergeConflict: resultOf(noteFunctions.mergeConflict),
  mergeNotes: resultOf(noteFunctions.mergeNotes),
  mergePaperNotes: resultOf(noteFunctions.mergePaperNotes),
  mergeVersions: resultOf(noteFunctions.mergeVersions),
  noteDiagnostics: resultOf(noteFunctions.noteDiagnostics),
  noteReferences: resultOf(noteFunctions.noteReferences),
};

/** A function without input or output. */
function resultOf<Args extends readonly unknown[], Result>(
  run: (...args: Args) => Result,
): IsolatedFunction<Args, Result> {
  return (args) => ({ result: run(...args) });
}

/** The functions that parse untrusted files and texts, by the names that callers use. */
export const isolatedFunctions: Functions = {
  ...ofNotes,
  ...responseFunctions,
  parseDigest: encodeDigest,
  parseFullText: encodeFullText,
  placeQuotes: placeQuotesInTexts,
  readBibliographyPapers: encodeBibliographyPapers,
  bibliographyChanges: encodeBibliographyChanges,
};
