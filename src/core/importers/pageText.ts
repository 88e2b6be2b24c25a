import { TextDigestParser } from './textDigest/textDigest';
import type { SourceFormat } from './sourceFormat';

/** What is read in a moment, in characters. */
const PIECE = 64 * 1024;

/** Plain text in the shape of the packaged digests, as it is copied from a page. What nothing else recognises is this. */
export const pageText: SourceFormat = {
  id: 'text',
  label: 'plain text',
  recognises: () => true,
  *read({ text, name, year }) {
    const parser = new TextDigestParser({
      ...(name !== undefined && { name }),
      ...(year !== undefined && { year }),
    });
    for (let at = 0; at < text.length; at += PIECE) {
      parser.push(text.slice(at, at + PIECE));
      yield;
    }
    return parser.end();
  },
};
