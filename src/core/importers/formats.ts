import type { ParsedDigest } from '../library/parsedDigest';
import { arxivMail } from './arxivText/arxivMail';
import { copiedPage } from './arxivText/copiedPage';
import { bibtex } from './bibtex/bibtex';
import { csv } from './csv/csv';
import { anyPage } from './html/anyPage';
import { arxivListing } from './html/arxivListing';
import { arxivSearch } from './html/arxivSearch';
import { citationPage } from './html/citationPage';
import { huggingFacePage } from './html/huggingFacePage';
import { idList } from './idList/idList';
import { anyJson } from './json/anyJson';
import { huggingFaceJson } from './json/huggingFaceJson';
import { markdown } from './markdown/markdown';
import { pageText } from './pageText';
import type { SourceFormat, SourceText } from './sourceFormat';
import { finish } from '../base/cooperativeTask';
import { tagged } from './tagged/tagged';
import { atom } from './xml/atom';
import { records } from './xml/records';
import { rss } from './xml/rss';

/** Every kind of digest that can be read. The first that recognises a text reads it, so the particular come first. */
export const formats: readonly SourceFormat[] = [
  huggingFaceJson,
  anyJson,
  atom,
  rss,
  records,
  arxivListing,
  arxivSearch,
  huggingFacePage,
  citationPage,
  anyPage,
  arxivMail,
  copiedPage,
  bibtex,
  tagged,
  csv,
  idList,
  markdown,
  pageText,
];

/** How much of a text is looked at to tell its kind, in characters. */
const HEAD = 256 * 1024;

/** The kind that a text is of, by its content. Its beginning will do. */
export function recognise(source: SourceText): SourceFormat {
  const head = { ...source, text: source.text.slice(0, HEAD) };
  return formats.find((format) => format.recognises(head)) ?? pageText;
}

/** Reads a text of any kind at once. Never throws. */
export function parseSource(source: SourceText): ParsedDigest {
  return finish(recognise(source).read(source));
}
