import { noteFunctions } from '../../core/notes/noteFunctions';
import { encodeBibliographyChanges, encodeBibliographyPapers } from '../parsing/bibliographyFunctions';
import { encodeDigest } from '../parsing/digestFunction';
import { encodeFullText, placeQuotesInTexts } from '../parsing/fullTextFunction';
import { referenceFunctions } from './referenceFunctions';
import type { IsolatedFunction } from '../../platform/common/isolation/isolationProtocol';
import { serveIsolated } from '../../platform/node/isolation/isolatedServer';

// The process in which files and texts of anybody are parsed: built as a file of its own, started by `IsolatedProcess`.

const ofNotes = Object.entries(noteFunctions).map(([name, run]): [string, IsolatedFunction] => [
  name,
  (args) => ({ result: (run as (...args: readonly unknown[]) => unknown)(...args) }),
]);

serveIsolated({
  ...Object.fromEntries(ofNotes),
  parseDigest: encodeDigest,
  parseFullText: encodeFullText,
  placeQuotes: placeQuotesInTexts,
  readBibliographyPapers: encodeBibliographyPapers,
  bibliographyChanges: encodeBibliographyChanges,
  ...referenceFunctions(),
});
