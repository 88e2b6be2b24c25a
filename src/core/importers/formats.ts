import type { ParsedDigest } from '../library/parsedDigest';
import { arxivMail } from './arxivText/arxivMail';
import { copiedPage } from './arxivText/copiedPage';
import { bibtex } from './bibtex/bibtex';
import { csv } from './csv/csv';
import { anyPage } from './html/anyPage';
import { arxivListing } from './html/arxivListing';
import { arxivSearch } from './html/arxivSearch';
import { citationPage } from './html/citationPage';
import { huggingFaceList } from './html/huggingFaceList';
import { huggingFacePage } from './html/huggingFacePage';
import { idList } from './idList/idList';
import { anyJson } from './json/anyJson';
import { huggingFaceJson } from './json/huggingFaceJson';
import { mailText } from './mail';
import { markdown } from './markdown/markdown';
import { pageText } from './pageText';
import type { SourceFormat, SourceText } from './sourceFormat';
import { type CooperativeTask, finish } from '../base/cooperativeTask';
import { tagged } from './tagged/tagged';
import { atom } from './xml/atom';
import { records } from './xml/records';
import { rss } from './xml/rss';
import { zoteroRdf } from './xml/zoteroRdf';
import { yamlList } from './yamlList';
import { localizable } from '../base/localization';

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
  huggingFaceList,
  bibtex,
  tagged,
  csv,
  yamlList,
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

/**
 * Parses a text of any format. Never throws. A text without papers gives at least one problem, unless it is the list of
 * a requested day, which may be empty.
 */
export function* readSource(source: SourceText): CooperativeTask<ParsedDigest> {
  const text = mailText(source.text);
  const readable = text === source.text ? source : { ...source, text };
  const format = recognise(readable);
  const digest = yield* format.read(readable);
  if (digest.days.length > 0 || digest.problems.length > 0 || source.requestedDate) return digest;
  const message = localizable(
    'No papers were found here, read as {0}: look whether this is the file that you meant to import.',
    format.label,
  );
  return { days: [], problems: [{ line: 1, message }] };
}

/** {@link readSource} without a pause. */
export function parseSource(source: SourceText): ParsedDigest {
  return finish(readSource(source));
}
