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
import { zoteroRdf } from './xml/zoteroRdf';

/** All formats. The first one that recognises a text parses it, so specific formats come before general ones. */
export const formats: readonly SourceFormat[] = [
  huggingFaceJson,
  anyJson,
  atom,
  zoteroRdf,
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

/** How much of a text is used to detect its format, in UTF-16 units. */
const HEAD = 256 * 1024;

/** Detects the format of a text by the content of its beginning. */
export function recognise(source: SourceText): SourceFormat {
  const head = { ...source, text: source.text.slice(0, HEAD) };
  return formats.find((format) => format.recognises(head)) ?? pageText;
}

/** Parses a text of any format without a pause. Never throws. */
export function parseSource(source: SourceText): ParsedDigest {
  return finish(recognise(source).read(source));
}
