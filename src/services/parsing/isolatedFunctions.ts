import { noteFunctions } from '../../core/notes/noteFunctions';
import {
  type IsolatedFunction,
  type DigestOptions,
  batchReader,
} from '../../platform/common/isolation/isolationProtocol';
import { finish } from '../../core/base/cooperativeTask';
import { bibliographyChanges, readBibliography } from '../../core/citations/bibliography';
import { isWrittenField, type WrittenHashes } from '../citations/writtenFields';
import { batchSize, type ListedEntry } from './parseBibliography';
import type { CitedPaper } from '../../core/citations/cite';
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
import type { Selector } from '../../core/highlights/selector';
import { encodeDocument } from '../fullTexts/documentFile';
import type { IsoDay } from '../../core/remote/isoDay';
import type { Service } from '../../core/remote/service';
import { parseDayResponse } from '../sources/parseDayResponse';
import { parseDetailsResponse } from '../sources/parseDetailsResponse';
import { type Message, localizable } from '../../core/base/localization';

/** Reads the keys and papers of a bibliography: the isolated process's side of `readBibliographyPapers`. */
const encodeBibliographyPapers: IsolatedFunction = (_args, input) => ({
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
const encodeBibliographyChanges: IsolatedFunction = ([papers, written], input) => {
  const bibliography = finish(readBibliography(new TextDecoder().decode(input)));
  const isOurs = isWrittenField(written as WrittenHashes);
  return { result: bibliographyChanges(bibliography, papers as readonly CitedPaper[], isOurs) };
};

/** The most that is read from one text: bytes as encoded, and papers. */
const maxContribution = 64 * 1024 * 1024;
const maxPapers = 100_000;

/** Reads a digest of any kind: the isolated process's side of `parseDigest`. */
const encodeDigest: IsolatedFunction = ([id, options], input) => {
  const { days, problems } = readDigest(input, options as DigestOptions);
  const papers = days.reduce((sum, day) => sum + day.papers.length, 0);
  if (papers > maxPapers)
    return {
      result: [
        problem(
          localizable('The text holds more than {0} papers. Split it and import the parts.', maxPapers),
        ),
      ],
    };
  const contribution = finish(toPaperBatchInSteps(String(id), days));
  const output = finish(encodePaperBatches(batchReader, [{ stamp: '', batch: contribution }]));
  const size = output.reduce((sum, { length }) => sum + length, 0);
  if (size > maxContribution)
    return {
      result: [
        problem(
          localizable(
            'The text holds more than {0} MB of titles and abstracts. Split it and import the parts.',
            maxContribution / 1024 / 1024,
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
const encodeFullText: IsolatedFunction = (_args, input) => {
  const page = readPage(decodeText(input).text);
  if (!page.ok) return { result: page.error };
  const encoder = new TextEncoder();
  const output = Array.from(encodeDocument(page.value), (line) => encoder.encode(line));
  return { result: undefined, output };
};

/** Finds quotes in a whole paper: the isolated process's side of `placeInFullText`. The input is both texts. */
const placeQuotesInTexts: IsolatedFunction = ([selectors, oldLength], input) => {
  const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });
  const at = typeof oldLength === 'number' ? oldLength : 0;
  const [old, text] = [input.subarray(0, at), input.subarray(at)].map((part) => decoder.decode(part));
  const oldText = oldLength === undefined ? undefined : old;
  return { result: placeQuotes(selectors as readonly Selector[], oldText, text ?? '') };
};

/** Parse responses of services: the isolated process's side of `IsolatedResponseReader`. */
const responseFunctions: Readonly<Record<string, IsolatedFunction>> = {
  parseDayResponse: ([day], input) => ({ result: finish(parseDayResponse(input, { day: day as IsoDay })) }),
  parseDetailsResponse: ([service], input) => ({
    result: finish(parseDetailsResponse(service as Service, input)),
  }),
};

const ofNotes = Object.entries(noteFunctions).map(([name, run]): [string, IsolatedFunction] => [
  name,
  (args) => ({ result: (run as (...args: readonly unknown[]) => unknown)(...args) }),
]);

/** The functions that parse untrusted files and texts, by the names that callers use. */
export const isolatedFunctions: Readonly<Record<string, IsolatedFunction>> = {
  ...Object.fromEntries(ofNotes),
  ...responseFunctions,
  parseDigest: encodeDigest,
  parseFullText: encodeFullText,
  placeQuotes: placeQuotesInTexts,
  readBibliographyPapers: encodeBibliographyPapers,
  bibliographyChanges: encodeBibliographyChanges,
};
