import { createAnchorer } from '../../../src/core/highlights/anchorer';
import { plain } from '../../../src/core/tex/plain';
import { plainMath } from '../../../src/core/tex/plainMath';
import { decodeLatexAccents } from '../../../src/core/text/latexAccents';
import { latexToText } from '../../../src/core/text/latexText';
import { titleKey } from '../../../src/core/library/identity';
import { mailText } from '../../../src/core/importers/mail';
import { commonLines, mergeLines } from '../../../src/core/notes/mergeLines';
import { finish } from '../../../src/core/base/cooperativeTask';
import { foundReferences } from '../../../src/core/references/findReferences';
import { TitleMatcher } from '../../../src/core/references/titleMatcher';
import { collapseWhitespace } from '../../../src/core/text/collapseWhitespace';
import { truncate } from '../../../src/core/text/truncate';
import { formatCsv, guardCell } from '../../../src/core/text/csv';
import { importAnnotations } from '../../../src/core/exchange/importAnnotations';
import { escapeAddress, escapeMarkdown } from '../../../src/core/text/markdownText';
import { findArxivIds, parseArxivId } from '../../../src/core/library/arxivId';
import { scanLinks } from '../../../src/core/library/links';
import { decodeText } from '../../../src/core/importers/textDigest/decode';
import { classifyLines } from '../../../src/core/importers/textDigest/textDigest';
import { normaliseTitle, slug } from '../../../src/core/library/paperId';
import { sentences } from '../../../src/core/text/sentences';
import { formats, recognise } from '../../../src/core/importers/formats';
import { readPage } from '../../../src/core/fulltext/readPage';
import { bibtexNames, bibtexText } from '../../../src/core/importers/bibtex/bibtexText';
import { citedTitle } from '../../../src/core/importers/idList/idList';
import { htmlToText } from '../../../src/core/importers/html/htmlText';
import { markupToText } from '../../../src/core/importers/html/markupText';
import { readInline } from '../../../src/core/importers/markdown/inlineMarkdown';
import { splitNames } from '../../../src/core/importers/names';
import { paperRecord } from '../../../src/core/importers/paperRecord';
import { titleOf } from '../../../src/core/importers/outline/title';
import { localized } from '../../../src/core/base/localization';

/** Something that reads a text of any kind and length. */
export interface Reader {
  readonly name: string;
  read(text: string): unknown;
}

const ofFormats: readonly Reader[] = formats.map((format) => ({
  name: `${localized(format.label)} (${format.id})`,
  read: (text: string) => finish(format.read({ text })),
}));

const encoder = new TextEncoder();
const knownTitles = new TitleMatcher([{ paperId: 'one', title: 'a b c d' }]);

const parts: Readonly<Record<string, (text: string) => unknown>> = {
  recognise: (text) => recognise({ text }),
  'lines of a text': classifyLines,
  decode: (text) => decodeText(encoder.encode(text)),
  'decode Windows-1252': (text) => decodeText(Uint8Array.from(text, (char) => char.charCodeAt(0) | 0x80)),
  'HTML to text': htmlToText,
  'whole paper': (text) => readPage(`<article class="ltx_document"><h2>Title</h2>${text}</article>`),
  'markup to text': markupToText,
  'line of Markdown': readInline,
  title: (text) => titleOf(readInline(text)),
  'title of a text': (text) => titleOf({ text, links: [] }),
  record: (text) => paperRecord(text, text),
  'reference in a list': citedTitle,
  ...Object.fromEntries(
    ['python', 'typescript', 'markdown', 'latex', 'typst', 'org', 'restructuredtext', 'asciidoc'].map(
      (language): readonly [string, (text: string) => unknown] => [
        `references in ${language}`,
        (text) => foundReferences(text, language, knownTitles),
      ],
    ),
  ),
  names: splitNames,
  'names of BibTeX': bibtexNames,
  'text of BibTeX': bibtexText,
  'accents of LaTeX': decodeLatexAccents,
  'text of LaTeX': latexToText,
  'title as it is compared': (text) => titleKey(text),
  mail: mailText,
  render: plain,
  mathematics: plainMath,
  links: scanLinks,
  identifiers: findArxivIds,
  identifier: parseArxivId,
  'title for an id': (text) => slug(normaliseTitle(text)),
  sentences,
  'one line': collapseWhitespace,
  'start of a text': (text) => truncate(text, text.length / 2),
  'CSV export': (text) => guardCell(formatCsv([[text, text]])),
  'Markdown export': (text) => escapeMarkdown(text) + escapeAddress(text),
  'import of annotations': (text) => importAnnotations(text, () => undefined),
  'import of our own Markdown': (text) => importAnnotations(`# Annotations\n\n## ${text}`, () => undefined),
  'import of the notes of our own Markdown': (text) =>
    importAnnotations(`# Annotations\n\n## a\n\n### Note\n\n${text}`, () => undefined),
  'anchoring in the same text': (text) => anchor(text, text.slice(0, 100) + text),
  'anchoring in another text': (text) => anchor(text, `We ${text.slice(text.length / 3)} and ${text}`),
  'merge of lines': (text) => mergeLines(`a\n${text}`, `${text}\nb`, `c\n${text}`),
  'common lines': (text) => commonLines(`a\n${text}`, `${text.slice(text.length / 2)}\nb`),
};

function anchor(from: string, to: string): unknown {
  const start = Math.floor(from.length / 2);
  const end = Math.min(from.length, start + 80);
  const selector = {
    quote: from.slice(start, end),
    prefix: from.slice(Math.max(0, start - 32), start),
    suffix: from.slice(end, end + 32),
    start,
    end,
  };
  return [createAnchorer(from, to).anchor(selector), createAnchorer(undefined, to).anchor(selector)];
}

export const readers: readonly Reader[] = [
  ...ofFormats,
  ...Object.entries(parts).map(([name, read]) => ({ name, read })),
];
