import type { Message } from '../../core/base/localization';
import type { BibliographyChange } from '../../core/citations/bibliography';
import type { CitedPaper } from '../../core/citations/cite';
import type { PlacedQuote } from '../../core/highlights/placeQuotes';
import type { Selector } from '../../core/highlights/selector';
import type { PaperRecord } from '../../core/library/paper';
import type { ParsedDigest, Problem } from '../../core/library/parsedDigest';
import type { NoteFunctions } from '../../core/notes/noteFunctions';
import type { IsoDay } from '../../core/remote/isoDay';
import type { Service } from '../../core/remote/service';
import type { IsolatedProcess } from '../../platform/common/isolation/isolatedProcess';
import type { DigestOptions } from '../../platform/common/isolation/isolationProtocol';
import type { WrittenHashes } from '../citations/writtenFields';

export type NoteCalls = {
  readonly [Name in keyof NoteFunctions]: {
    readonly args: Parameters<NoteFunctions[Name]>;
    readonly result: ReturnType<NoteFunctions[Name]>;
  };
};

/** The calls of the process that parses untrusted files and texts. */
export interface ParsingCalls extends NoteCalls {
  /** The input is the text; the output is its papers, as `encodePaperBatches` encodes them. */
  parseDigest: { args: readonly [id: string, options: DigestOptions]; result: readonly Problem[] };
  /** The input is the page; the output is its document, or the result says why there is none. */
  parseFullText: { args: readonly []; result: Message | undefined };
  /** The input is both texts in UTF-16; `oldLength` is the length of the first in bytes, undefined without one. */
  placeQuotes: {
    args: readonly [selectors: readonly Selector[], oldLength: number | undefined];
    result: readonly PlacedQuote[];
  };
  /** The input is the bibliography; the output is lines of JSON, each a batch of entries. */
  readBibliographyPapers: { args: readonly []; result: null };
  /** The input is the bibliography. */
  bibliographyChanges: {
    args: readonly [papers: readonly CitedPaper[], written: WrittenHashes];
    result: readonly BibliographyChange[];
  };
  /** The input is the response, as in the next one. */
  parseDayResponse: { args: readonly [day: IsoDay]; result: ParsedDigest };
  parseDetailsResponse: { args: readonly [service: Service]; result: readonly PaperRecord[] };
}

export type ParsingProcess = IsolatedProcess<ParsingCalls>;
