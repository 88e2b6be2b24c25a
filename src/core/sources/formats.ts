import type { ParsedDigest } from '../papers/parsedDigest';
import { arxivMail } from './arxivText/arxivMail';
import { bibtex } from './bibtex/bibtex';
import { anyPage } from './html/anyPage';
import { arxivListing } from './html/arxivListing';
import { citationPage } from './html/citationPage';
import { huggingFacePage } from './html/huggingFacePage';
import { idList } from './idList/idList';
import { anyJson } from './json/anyJson';
import { huggingFaceJson } from './json/huggingFaceJson';
import { markdown } from './markdown/markdown';
import { pageText } from './pageText';
import type { SourceFormat, SourceText } from './sourceFormat';
import { atom } from './xml/atom';
import { rss } from './xml/rss';

/** Every kind of digest that can be read. The first that recognises a text reads it, so the particular come first. */
export const formats: readonly SourceFormat[] = [
  huggingFaceJson,
  anyJson,
  atom,
  rss,
  arxivListing,
  huggingFacePage,
  citationPage,
  anyPage,
  arxivMail,
  bibtex,
  idList,
  markdown,
  pageText,
];

/** The kind that a text is of, by its content. */
export function recognise(source: SourceText): SourceFormat {
  return formats.find((format) => format.recognises(source)) ?? pageText;
}

/** Reads a text of any kind. Never throws. */
export function parseSource(source: SourceText): ParsedDigest {
  return recognise(source).parse(source);
}
