import type { SourceFormat } from '../sourceFormat';
import { readJsonPapers } from './jsonPapers';

/** JSON of any other origin: arXiv metadata as JSON lines, exports of Semantic Scholar, Crossref, OpenAlex, Zotero. */
export const anyJson: SourceFormat = {
  id: 'json',
  label: 'JSON',
  recognises: ({ text }) => startsLikeJson(text),
  read: (source) => readJsonPapers(source, 'digest'),
};

/** Starts with an object, or a list of objects, lists or strings. `[1]` and `[a title](…)` start other formats. */
export function startsLikeJson(text: string): boolean {
  return /^[\s\ufeff]*(?:\{\s*(?:["']|\}|$)|\[\s*(?:\{|\[|["']|\]\s*$))/u.test(text);
}
