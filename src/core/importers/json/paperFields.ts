import { type ArxivId, findArxivIds, parseArxivId } from '../../library/arxivId';
import type { PaperRecord, Repository } from '../../library/paper';
import { markupToText } from '../html/htmlText';
import { splitNames, spokenName } from '../names';
import { type PaperDetails, paperRecord, webAddress } from '../paperRecord';
import { type Fields, fieldsOf, numberField, objectField, textField } from './fields';
import { type JsonValue, isJsonArray, isJsonObject } from './jsonValue';

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
/** What is said of an abstract, for a paper that comes without one. */
const BRIEFS = ['shortabstract', 'tldr', 'aisummary'];
const AUTHORS = ['authorsparsed', 'authors', 'author', 'creators', 'authorships', '作者'];
const IDS = ['arxivid', 'arxiv', 'id', 'paperid', 'entryid', 'eprint', 'arxiveprints'];
const ADDRESSES = ['abs', 'absurl', 'arxivurl', 'url', 'link', 'paperurl', 'pdf', 'pdfurl', 'pdflink', 'doi'];

/** The title under which an object presents a paper; undefined for one that is no paper. */
export function titleOf(fields: Fields): string | undefined {
  return textField(fields, ...TITLES);
}

/** Whether an object with a title is a paper, and not a feed, a section or a journal that has one. */
export function looksLikePaper(fields: Fields): boolean {
  const says = [...ABSTRACTS, ...BRIEFS, ...AUTHORS, INVERTED, 'upvotes', 'publishedat'].some((name) =>
    fields.has(name),
  );
  return titleOf(fields) !== undefined && (says || arxivIdOf(fields) !== undefined) && !hasList(fields);
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
  return elsewhere(fields);
}

/** The identifier in a short text under any other name that is one, or speaks of arXiv. */
function elsewhere(fields: Fields): ArxivId | undefined {
  for (const value of fields.values()) {
    if (typeof value !== 'string' || value.length > 200) continue;
    const found = parseArxivId(value) ?? (/\barxiv\b/iu.test(value) ? findArxivIds(value)[0] : undefined);
    if (found) return found;
  }
  return undefined;
}

/** Reads an object with a title as a paper. `wrapper` is what lists of Hugging Face put around it. */
export function paperFromFields(fields: Fields, wrapper?: Fields): PaperRecord {
  const outer = wrapper ?? fields;
  const title = titleOf(fields) ?? titleOf(outer) ?? '';
  return paperRecord(markupToText(title), markupToText(abstractOf(fields, outer)), details(fields, outer));
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

/** OpenAlex has an abstract as its words, each with the places where it stands. */
const INVERTED = 'abstractinvertedindex';
/** No abstract has more words. */
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

function details(fields: Fields, outer: Fields): PaperDetails {
  const arxiv = arxivIdOf(fields) ?? arxivIdOf(outer);
  return {
    authors: AUTHORS.map((name) => namesOf(fields.get(name))).find((names) => names.length > 0),
    arxivId: arxiv?.id,
    arxivVersion: arxiv?.version,
    categories: listOf(fields.get('categories') ?? fields.get('category') ?? fields.get('primarycategory')),
    published: dateText(
      fields,
      'publishedat',
      'published',
      'publicationdate',
      'publishdate',
      'pubdate',
      'created',
      'date',
    ),
    updated: dateText(fields, 'updated', 'updatedate', 'updatedat', 'lastmodified'),
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

/** Only what begins as an ISO 8601 date is kept. */
function dateText(fields: Fields, ...names: readonly string[]): string | undefined {
  const text = textField(fields, ...names)?.trim();
  return text !== undefined && /^\d{4}(?:-\d{2}){0,2}(?:$|[T ])/u.test(text) ? text : undefined;
}

/** Names as a list of texts, of objects, of `[family, given]`, or in one text. Those marked hidden are left out. */
function namesOf(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return splitNames(value);
  // DBLP wraps its list, or the one author, in an object.
  if (isJsonObject(value) && value['author'] !== undefined) return namesOf(value['author']);
  const people = isJsonArray(value) ? value : [value ?? null];
  return people.map(nameOf).filter((name) => name !== '');
}

function nameOf(value: JsonValue): string {
  if (typeof value === 'string') return value.trim();
  if (isJsonArray(value)) {
    const [family = '', given = '', suffix = ''] = value.filter((part) => typeof part === 'string');
    return [given, family, suffix].filter((part) => part.trim() !== '').join(' ');
  }
  if (!isJsonObject(value) || value['hidden'] === true) return '';
  const fields = fieldsOf(value);
  if ((textField(fields, 'creatortype') ?? 'author') !== 'author') return '';
  const inner = objectField(fields, 'author');
  const name =
    textField(fields, 'name', 'fullname', 'author', 'displayname', 'text', 'rawauthorname') ??
    (inner && textField(inner, 'name', 'fullname', 'displayname'));
  const parts = [
    textField(fields, 'given', 'firstname', 'first'),
    textField(fields, 'family', 'lastname', 'last'),
  ];
  return spokenName((name ?? parts.filter((part) => part !== undefined).join(' ')).trim());
}

function listOf(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return value.split(/[\s,;]+/u).filter((item) => item !== '');
  if (!isJsonArray(value)) return [];
  return value.flatMap((item) => {
    if (typeof item === 'string') return item.split(/\s+/u).filter((part) => part !== '');
    return isJsonObject(item) ? (textField(fieldsOf(item), 'term', 'name') ?? []) : [];
  });
}
