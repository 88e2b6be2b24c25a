import { readPage } from '../../core/fulltext/readPage';
import { decodeText } from '../../core/importers/textDigest/decode';
import type { IsolatedFunction } from '../../platform/node/isolation/isolatedServer';
import { encodeDocument } from '../fullTexts/documentFile';

/** Reads a page of arXiv's HTML: the isolated process's side of `parseFullText`. */
export const encodeFullText: IsolatedFunction = (_args, input) => {
  const page = readPage(decodeText(input).text);
  if (!page.ok) return { result: page.error };
  const encoder = new TextEncoder();
  const output = Array.from(encodeDocument(page.value), (line) => encoder.encode(line));
  return { result: undefined, output };
};
