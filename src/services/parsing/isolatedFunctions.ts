import { noteFunctions } from '../../core/notes/noteFunctions';
import type { IsolatedFunction } from '../../platform/common/isolation/isolationProtocol';
import { encodeBibliographyChanges, encodeBibliographyPapers } from './bibliographyFunctions';
import { encodeDigest } from './digestFunction';
import { encodeFullText, placeQuotesInTexts } from './fullTextFunction';
import { responseFunctions } from './responseFunctions';

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
