import { findArxivIds } from '../../library/arxivId';
import { findDoi } from '../../library/doi';
import type { PaperRecord } from '../../library/paper';
import type { ParsedDigest } from '../../library/parsedDigest';
import { publicationDate, yearOf } from '../dates';
import { DayList } from '../dayList';
import { foldLine } from '../foldText';
import { realNames, splitNames, spokenName } from '../names';
import { paperRecord } from '../paperRecord';
import type { SourceFormat, SourceText } from '../sourceFormat';
import type { CooperativeTask } from '../../base/cooperativeTask';
import { readFeed } from './feed';
import { type XmlNode, childText, descendants, plainText } from './xmlNode';
import { localizable } from '../../base/localization';

/** Element names of entries in OAI-PMH, PubMed, the ACL Anthology, DBLP and others. */
const ENTRIES = [
  'record',
  '(?:PubmedArticle|PubmedBookArticle)',
  'paper',
  '(?:article|inproceedings|incollection|book|phdthesis|mastersthesis)',
  'publication',
  'doc',
  'item',
];
const ABSTRACTS = ['abstract', 'AbstractText', 'description', 'summary'];
const TITLES = ['ArticleTitle', 'title'];

/** Any other XML that lists papers, such as responses of OAI-PMH, PubMed and DBLP. */
export const records: SourceFormat = {
  id: 'xml',
  label: 'XML',
  recognises: ({ text }) =>
    // Without a prolog where it was copied.
    /^[\s\ufeff]*<(?:\?xml|xml|records?|OAI-PMH|dblp|Pubmed\w+|collection|volume|paper)[\s>]/u.test(text) &&
    !/<(?:!doctype\s+)?html[\s>]/iu.test(text.slice(0, 5000)),
  *read(source: SourceText): CooperativeTask<ParsedDigest> {
    const name = ENTRIES.find((entry) => new RegExp(`<(?:[\\w.-]+:)?${entry}[\\s>]`, 'u').test(source.text));
    if (name === undefined)
      return { days: [], problems: [{ line: 1, message: localizable('This XML holds no papers.') }] };
    const { entries, problems } = yield* readFeed(source.text, name, rootOf(source.text), titleOf);
    const days = new DayList('digest', source);
    for (const { node, title } of entries) {
      yield;
      days.add(toPaper(node, title));
    }
    return { days: days.days(), problems };
  },
};

/** The name of the outermost element. */
function rootOf(text: string): string {
  return /<(?:[\w.-]+:)?([a-z][\w.-]*)[\s>]/iu.exec(text)?.[1] ?? '';
}

function titleOf(node: XmlNode | undefined): string {
  return foldLine(textsOf(node, TITLES)[0] ?? '');
}

function toPaper(node: XmlNode, title: string): PaperRecord {
  const identifiers = textsOf(node, [
    'id',
    'identifier',
    'eprint',
    'ee',
    'url',
    'volume',
    'doi',
    'ArticleId',
    'ELocationID',
    'electronic-resource-num',
  ]);
  const [arxiv] = findArxivIds(identifiers.join(' '));
  const published = publishedOf(node);
  return paperRecord(title, abstractOf(node), {
    authors: authorsOf(node),
    arxivId: arxiv?.id,
    arxivVersion: arxiv?.version,
    doi: identifiers.map(findDoi).find((doi) => doi !== undefined),
    venue: textsOf(node, VENUES)[0],
    journalRef: textsOf(node, ['journal-ref'])[0],
    year: yearOf(published),
    categories: textsOf(node, ['categories'])[0]?.split(/\s+/u),
    published,
  });
}

const VENUES = ['full-title', 'secondary-title', 'Journal', 'journal', 'booktitle', 'venue'];
const DATES = ['created', 'date', 'published', 'PubDate', 'ArticleDate', 'year'];

/** The first date that can be read; PubMed keeps its parts in elements of their own. */
function publishedOf(node: XmlNode): string | undefined {
  const dates = descendants(node, DATES).map((date) => {
    const parts = ['Day', 'Month', 'Year'].map((part) => childText(date, part)).filter((part) => part !== '');
    const isNumeric = parts.every((part) => /^\d+$/u.test(part));
    return parts.length > 0 ? (isNumeric ? parts.toReversed().join('-') : parts.join(' ')) : plainText(date);
  });
  return publicationDate(dates);
}

/** PubMed splits abstracts into parts; in Dublin Core all descriptions after the first are comments. */
function abstractOf(node: XmlNode): string {
  for (const name of ABSTRACTS) {
    const texts = textsOf(node, [name]);
    if (texts.length > 0) return name === 'AbstractText' ? texts.join('\n\n') : (texts[0] ?? '');
  }
  return '';
}

function authorsOf(node: XmlNode): readonly string[] {
  // Editors and translators may have lists of their own beside that of the authors.
  const list =
    descendants(node, ['authors', 'AuthorList']).find((found) => typeof found !== 'string') ?? node;
  const named = descendants(list, ['author', 'Author', 'creator']).map(nameOf);
  return named.length > 0 ? realNames(named) : splitNames(textsOf(node, ['authors'])[0] ?? '');
}

function nameOf(author: XmlNode): string {
  const parts = [
    childText(author, 'forenames', 'first', 'ForeName', 'given'),
    childText(author, 'keyname', 'last', 'LastName', 'family', 'CollectiveName', 'name'),
    childText(author, 'suffix', 'Suffix'),
  ].filter((part) => part !== '');
  return foldLine(parts.length > 0 ? parts.join(' ') : spokenName(plainText(author).trim()));
}

function textsOf(node: XmlNode | undefined, names: readonly string[]): readonly string[] {
  return descendants(node, names)
    .map((found) => plainText(found).trim())
    .filter((text) => text !== '');
}
