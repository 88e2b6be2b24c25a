import type { PlacedQuote } from '../../core/highlights/placeQuotes';
import type { Selector } from '../../core/highlights/selector';
import { type Result, err, ok } from '../../core/base/result';
import { IsolationError } from '../../platform/common/isolation/isolatedProcess';
import { concatBytes } from '../../platform/common/bytes';
import { isolationMessage } from '../../platform/common/isolation/isolationMessage';
import { type Message, isMessage, localizable } from '../../core/base/localization';
import type { ParsingProcess } from './parsingCalls';

/** In bytes. A longer page is not read. */
export const longestPage = 32 * 1024 * 1024;
export const tooLong = localizable('The page of this paper is longer than 32 MB and was not read.');
/** In milliseconds. A page of 3 MB takes about a second. */
const timeLimit = 30_000;

/**
 * Reads the bytes of a page of arXiv's HTML in the isolated process. The value is the encoded document; the error is a
 * sentence for the person.
 */
export async function parseFullText(
  process: ParsingProcess,
  page: Uint8Array,
  signal?: AbortSignal,
): Promise<Result<Uint8Array, Message>> {
  if (page.length > longestPage) return err(tooLong);
  try {
    const { result, output } = await process.call('parseFullText', [], {
      limit: timeLimit,
      input: page,
      ...(signal && { signal }),
    });
    return isMessage(result) ? err(result) : ok(concatBytes(output));
  } catch (error) {
    if (!(error instanceof IsolationError)) throw error;
    return err(localizable('The page of this paper could not be read. {0}', isolationMessage(error)));
  }
}

/**
 * Finds quotes of one version of a whole paper in another, in the isolated process. Undefined if that takes too long.
 *
 * @param oldText the text that the selectors were made on; undefined if it is not known
 */
export async function placeInFullText(
  process: ParsingProcess,
  selectors: readonly Selector[],
  oldText: string | undefined,
  text: string,
): Promise<readonly PlacedQuote[] | undefined> {
  const old = utf16(oldText ?? '');
  try {
    const { result } = await process.call(
      'placeQuotes',
      [selectors, oldText === undefined ? undefined : old.length],
      {
        limit: timeLimit,
        input: concatBytes([old, utf16(text)]),
      },
    );
    return result;
  } catch (error) {
    if (!(error instanceof IsolationError)) throw error;
    return undefined;
  }
}

/** UTF-16, little-endian: lone surrogates of a text stay as they are. */
function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at += 1) view.setUint16(2 * at, text.charCodeAt(at), true);
  return bytes;
}
