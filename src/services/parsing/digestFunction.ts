import { finish } from '../../core/base/cooperativeTask';
import { toPaperBatchInSteps } from '../../core/library/paperBatch';
import { encodePaperBatches } from '../../core/library/paperBatchFile';
import type { ParsedDigest, Problem } from '../../core/library/parsedDigest';
import { decodeInChunks } from '../../core/importers/textDigest/decode';
import { readSource } from '../../core/importers/formats';
import { concatBytes } from '../../platform/common/bytes';
import { type DigestOptions, batchReader } from '../../platform/common/isolation/isolationProtocol';
import type { IsolatedFunction } from '../../platform/common/isolation/isolationProtocol';
import { type Message, localizable } from '../../core/base/localization';

/** What is read out of one text at most, in bytes as encoded and in papers. */
const maxContribution = 64 * 1024 * 1024;
const maxPapers = 100_000;

/** Reads a digest of any kind: the isolated process's side of `parseDigest`. */
export const encodeDigest: IsolatedFunction = ([id, options], input) => {
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
