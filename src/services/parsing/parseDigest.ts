import { type PaperBatch } from '../../core/library/paperBatch';
import { decodePaperBatches } from '../../core/library/paperBatchFile';
import type { Problem } from '../../core/library/parsedDigest';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { IsolationError } from '../../platform/common/isolation/isolatedProcess';
import { concatenating } from '../../platform/common/bytes';
import { isolationMessage } from '../../platform/common/isolation/isolationMessage';
import { type DigestOptions, batchReader } from '../../platform/common/isolation/isolationProtocol';
import { localizable } from '../../core/base/localization';
import type { ParsingProcess } from './parsingCalls';

export interface ParsedBatch {
  /** Without a day if the text holds no paper. */
  readonly batch: PaperBatch;
  readonly problems: readonly Problem[];
}

/** In bytes. A longer text is not read. */
export const maxDigest = 64 * 1024 * 1024;
/**
 * Reads the bytes of a digest of any kind in the isolated process. A text that cannot be read there, for the time or
 * the memory that it takes, gives no day and a problem that says so.
 */
export async function parseDigest(
  process: ParsingProcess,
  id: string,
  bytes: Uint8Array,
  { name, year }: DigestOptions,
  signal?: AbortSignal,
): Promise<ParsedBatch> {
  const none: PaperBatch = { id, days: [] };
  if (bytes.length > maxDigest) {
    const message = localizable(
      'The text is longer than {0} MB. Split it and import the parts.',
      maxDigest / 1024 / 1024,
    );
    return { batch: none, problems: [{ line: 1, message }] };
  }
  try {
    const options: DigestOptions = { name, ...(year !== undefined && { year }) };
    const { result, output } = await process.call('parseDigest', [id, options], {
      limit: timeLimit(bytes.length),
      input: bytes,
      ...(signal && { signal }),
    });
    const file = await runInTimeSlices(concatenating(output));
    const [read] = await runInTimeSlices(decodePaperBatches(batchReader, file));
    return { batch: read?.batch ?? none, problems: result };
  } catch (error) {
    if (!(error instanceof IsolationError)) throw error;
    return { batch: none, problems: [{ line: 1, message: isolationMessage(error) }] };
  }
}

/** In milliseconds. Every parser takes less than a second a megabyte on an idle machine. */
function timeLimit(bytes: number): number {
  return 10_000 + 2_000 * (bytes / 1024 / 1024);
}
