import { parseTextDigest } from '../papers/textDigest/textDigest';
import type { SourceFormat } from './sourceFormat';

/** Plain text in the shape of the packaged digests, as it is copied from a page. What nothing else recognises is this. */
export const pageText: SourceFormat = {
  id: 'text',
  label: 'plain text',
  recognises: () => true,
  parse: ({ text, name, year }) =>
    parseTextDigest(text, { ...(name !== undefined && { name }), ...(year !== undefined && { year }) }),
};
