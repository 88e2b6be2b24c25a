import {
  type ArxivId,
  arxivIdOfNumber,
  findArxivIds,
  identifierTitle,
  parseArxivId,
} from '../../library/arxivId';
import { findDoi } from '../../library/doi';
import type { PaperRecord, Repository } from '../../library/paper';
import { markupToText } from '../html/markupText';
import { publicationDate, yearOf } from '../dates';
import { entryTypeOf } from '../entryTypes';
import { foldLine } from '../foldText';
import { type PaperDetails, paperRecord, webAddress, withSubtitle } from '../paperRecord';
import { type Fields, fieldsOf, numberField, objectField, textField } from './fields';
import { firstDate, publishedOf } from './jsonDates';
import { type JsonValue, isJsonArray, isJsonObject } from './jsonValue';
import { realNames, spokenName, splitNames } from '../names';

const TITLES = ['title', 'papertitle', 'titles', 'displayname', '标题', '题目', '论文标题'];
const ABSTRACTS = [
  'abstract',
  'paperabstract',
  'abstracttext',
  'abstractnote',
  'abstracts',
  'summary',
  'description',
  '摘要',
  'contenttext',
  'contenthtml',
];
/** Fields with a summary, used for papers without an abstract. */
const BRIEFS = ['shortabstract', 'tldr', 'aisummary'];
const AUTHORS = ['authorsparsed', 'authors', 'author', 'creators', 'authorships', '作者'];
const IDS = ['arxivid', 'arxiv', 'id', 'paperid', 'entryid', 'eprint', 'arxiveprints'];
const ADDRESSES = ['abs', 'absurl', 'arxivurl', 'url', 'link', 'paperurl', 'pdf', 'pdfurl', 'pdflink', 'doi'];

/** Fields that only publications have. */
const OF_PUBLICATIONS = [
  'doi',
  'issued',
  'editor',
  'containertitle',
  'publicationtitle',
  'journal',
  'booktitle',
  'isbn',
  'issn',
];

/** The title of an object that is a paper; undefined for other objects. */
export function titleOf(fields: Fields): string | undefined {
  for (const name of TITLES) {
    const value = fields.get(name);
    // In Crossref, further titles are translations.
    const title = isJsonArray(value) ? firstText(value) : textField(fields, name);
    if (title !== undefined && title.trim() !== '')
      return withSubtitle(title.trim(), (textField(fields, 'subtitle') ?? '').trim());
  }
  return undefined;
}

/** Whether an object is a paper rather than a feed, a section or a journal. */
export function looksLikePaper(fields: Fields): boolean {
  if (hasList(fields)) return false;
  const hasText = [...ABSTRACTS, ...BRIEFS, ...AUTHORS, INVERTED].some((name) => fields.has(name));
  if (titleOf(fields) === undefined) return hasText && arxivIdOf(fields) !== undefined;
  const isListed = fields.has('upvotes') || fields.has('publishedat');
  return hasText || isListed || isPublication(fields) || arxivIdOf(fields) !== undefined;
}

/** Whether an object is an entry of a bibliography rather than of a digest. */
function isPublication(fields: Fields): boolean {
  return OF_PUBLICATIONS.some((name) => fields.has(name)) || isTyped(fields);
}

/** Whether an object has the type of a publication, as in CSL-JSON and exports of Zotero. */
function isTyped(fields: Fields): boolean {
  const type = textField(fields, 'type', 'itemtype');
  return (
    type !== undefined &&
    (entryTypeOf(type) !== undefined || /^(?:article|manuscript|speech|document|post)/iu.test(type))
  );
}

function hasList(fields: Fields): boolean {
  return ['papers', 'entries', 'items', 'results', 'dailypapers', 'data'].some((name) =>
    isJsonArray(fields.get(name)),
  );
}

export function arxivIdOf(fields: Fields): ArxivId | undefined {
  const external = objectField(fields, 'externalids');
  const texts = [
    external && textField(external, 'arxiv'),
    ...[...IDS, ...ADDRESSES].map((name) => textField(fields, name)),
  ];
  for (const text of texts) {
    const [found] = findArxivIds(text ?? '');
    if (found) return found;
  }
  return numericId(fields) ?? elsewhere(fields);
}

/** An identifier that was written as a number, or was one before it became a text. */
function numericId(fields: Fields): ArxivId | undefined {
  for (const name of IDS) {
    const value = fields.get(name);
    const isTold = name.includes('arxiv') || typeof value === 'number';
    const found =
      isTold && (typeof value === 'number' || typeof value === 'string')
        ? arxivIdOfNumber(String(value))
        : undefined;
    if (found) return found;
  }
  return undefined;
}

/** An arXiv identifier in another short field that is one or mentions arXiv. */
function elsewhere(fields: Fields): ArxivId | undefined {
  for (const value of fields.values()) {
    if (typeof value !== 'string' || value.length > 200) continue;
    const found = parseArxivId(value) ?? (/\barxiv\b/iu.test(value) ? findArxivIds(value)[0] : undefined);
    if (found) return found;
  }
  return undefined;
}

/** Converts an object with a title to a record. `wrapper` is the outer object in lists of Hugging Face. */
export function paperFromFields(fields: Fields, wrapper?: Fields): PaperRecord {
  const outer = wrapper ?? fields;
  const arxiv = arxivIdOf(fields) ?? arxivIdOf(outer);
  const title = titleOf(fields) ?? titleOf(outer) ?? (arxiv ? identifierTitle(arxiv) : '');
  return paperRecord(
    markupToText(title),
    markupToText(abstractOf(fields, outer)),
    details(fields, outer, arxiv),
  );
}

function abstractOf(fields: Fields, outer: Fields): string {
  return (
    textField(fields, ...ABSTRACTS) ??
    textField(outer, ...ABSTRACTS) ??
    fromWords(fields.get(INVERTED)) ??
    textField(fields, ...BRIEFS) ??
    textField(outer, ...BRIEFS) ??
    ''
  );
}

/** OpenAlex stores an abstract as an inverted index: words with their positions. */
const INVERTED = 'abstractinvertedindex';
/** Maximum number of words of an abstract. */
const MOST_WORDS = 20_000;

function fromWords(value: JsonValue | undefined): string | undefined {
  if (!isJsonObject(value)) return undefined;
  const words: (string | undefined)[] = [];
  for (const [word, places] of Object.entries(value)) {
    for (const place of isJsonArray(places) ? places : [])
      if (typeof place === 'number' && place >= 0 && place < MOST_WORDS) words[place] = word;
  }
  return words.filter((word) => word !== undefined).join(' ');
}

function details(fields: Fields, outer: Fields, arxiv: ArxivId | undefined): PaperDetails {
  const published = publishedOf(fields);
  const journalRef = lineField(fields, 'journalref', 'journalreference');
  return {
    authors: AUTHORS.map((name) => namesOf(fields.get(name))).find((names) => names.length > 0),
    arxivId: arxiv?.id,
    arxivVersion: arxiv?.version,
    categories: listOf(fields.get('categories') ?? fields.get('category') ?? fields.get('primarycategory')),
    doi: findDoi(textField(fields, 'doi', 'articledoi') ?? ''),
    venue: lineField(
      fields,
      'containertitle',
      'publicationtitle',
      'journal',
      'venue',
      'booktitle',
      'journaltitle',
    ),
    journalRef,
    year: isPublication(fields) ? yearOf(published) : yearOf(publicationDate([journalRef ?? ''])),
    entryType: entryTypeOf(textField(fields, 'type', 'itemtype') ?? ''),
    published,
    updated: firstDate(fields, ['updated', 'updatedate', 'updatedat', 'lastmodified']),
    upvotes: numberField(fields, 'upvotes', 'votes', 'likes') ?? numberField(outer, 'upvotes', 'votes'),
    repository: repositoryOf(fields),
    projectPage: webAddress(textField(fields, 'projectpage', 'projecturl', 'homepage')),
  };
}

function repositoryOf(fields: Fields): Repository | undefined {
  const url = webAddress(
    textField(fields, 'githubrepo', 'github', 'githuburl', 'codeurl', 'code', 'repo', 'repository'),
  );
  if (url === undefined) return undefined;
  const stars = numberField(fields, 'githubstars', 'stars', 'stargazers');
  return stars === undefined ? { url } : { url, stars };
}

/** The first text in a list of texts or of objects with a name. */
function firstText(list: readonly JsonValue[]): string | undefined {
  const [first] = list;
  return isJsonObject(first)
    ? textField(fieldsOf(first), 'name', 'title', 'value')
    : list.find((item) => typeof item === 'string');
}

/** A field on one line, without markup; only the first of several values. */
function lineField(fields: Fields, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = fields.get(name) ?? null;
    const text = firstText(isJsonArray(value) ? value : [value]);
    const line = foldLine(markupToText(text ?? ''));
    if (line !== '') return line;
  }
  return undefined;
}

function listOf(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return value.split(/[\s,;]+/u).filter((item) => item !== '');
  if (!isJsonArray(value)) return [];
  return value.flatMap((item) => {
    if (typeof item === 'string') return item.split(/\s+/u).filter((part) => part !== '');
    return isJsonObject(item) ? (textField(fieldsOf(item), 'term', 'name') ?? []) : [];
  });
}

/** Names from a list of strings, objects or `[family, given]` pairs, or from one string. Hidden ones are omitted. */
function namesOf(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return splitNames(value);
  // DBLP wraps its list, or the one author, in an object.
  if (isJsonObject(value) && value['author'] !== undefined) return namesOf(value['author']);
  const people = isJsonArray(value) ? value : [value ?? null];
  const [only] = people;
  if (people.length === 1 && typeof only === 'string') return splitNames(only);
  return realNames(people.map(nameOf));
}

function nameOf(value: JsonValue): string {
  if (typeof value === 'string') return spokenName(value.trim());
  if (isJsonArray(value)) {
    const [family = '', given = '', suffix = ''] = value.filter((part) => typeof part === 'string');
    return joined([given, family, suffix]);
  }
  if (!isJsonObject(value) || value['hidden'] === true) return '';
  const fields = fieldsOf(value);
  if ((textField(fields, 'creatortype') ?? 'author') !== 'author') return '';
  const inner = objectField(fields, 'author');
  const whole =
    textField(fields, 'literal', 'name', 'fullname', 'author', 'displayname', 'text', 'rawauthorname') ??
    (inner && textField(inner, 'literal', 'name', 'fullname', 'displayname'));
  return whole === undefined ? nameOfParts(fields) : spokenName(whole.trim());
}

/** CSL and Crossref keep particles and suffixes apart: `Jan van der Berg Jr.` */
function nameOfParts(fields: Fields): string {
  return joined([
    textField(fields, 'given', 'firstname', 'first', 'givenname', 'forename'),
    textField(fields, 'droppingparticle'),
    textField(fields, 'nondroppingparticle', 'prefix', 'particle'),
    textField(fields, 'family', 'lastname', 'last', 'familyname', 'surname'),
    textField(fields, 'suffix'),
  ]);
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts
    .map((part) => part?.trim() ?? '')
    .filter((part) => part !== '')
    .join(' ');
}
