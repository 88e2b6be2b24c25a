import { readPage } from '../../core/fulltext/readPage';
import { placeQuotes } from '../../core/highlights/placeQuotes';
import type { Selector } from '../../core/highlights/selector';
import { decodeText } from '../../core/importers/textDigest/decode';
import type { IsolatedFunction } from '../../platform/common/isolation/isolationProtocol';
import { encodeDocument } from '../fullTexts/documentFile';

/** Reads a page of arXiv's HTML: the isolated process's side of `parseFullText`. */
export const encodeFullText: IsolatedFunction = (_args, input) => {
  const page = readPage(decodeText(input).text);
  if (!page.ok) return { result: page.error };
  const encoder = new TextEncoder();
  const output = Array.from(encodeDocument(page.value), (line) => encoder.encode(line));
  return { result: undefined, output };
};

/** Finds quotes in a whole paper: the isolated process's side of `placeInFullText`. The input is both texts. */
export const placeQuotesInTexts: IsolatedFunction = ([selectors, oldLength], input) => {
  const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });
  const at = typeof oldLength === 'number' ? oldLength : 0;
  const [old, text] = [input.subarray(0, at), input.subarray(at)].map((part) => decoder.decode(part));
  const oldText = oldLength === undefined ? undefined : old;
  return { result: placeQuotes(selectors as readonly Selector[], oldText, text ?? '') };
};
