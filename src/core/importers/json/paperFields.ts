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
/** Fields with a summary, used for papers without an abstract. */
const BRIEFS = ['shortabstract', 'tldr', 'aisummary'];
const AUTHORS = ['authorsparsed', 'authors', 'author', 'creators', 'authorships', '作者'];
const IDS = ['arxivid', 'arxiv', 'id', 'paperid', 'entryid', 'eprint', 'arxiveprints'];
const ADDRESSES = ['abs', 'absurl', 'arxivurl', 'url', 'link', 'paperurl', 'pdf', 'pdfurl', 'pdflink', 'doi'];

/** The title of an object that is a paper; undefined for other objects. */
export function titleOf(fields: Fields): string | undefined {
  return textField(fields, ...TITLES);
}

/** Whether an object with a title is a paper rather than a feed, a section or a journal. */
export function looksLikePaper(fields: Fields): boolean {
  const hasPaperField = [...ABSTRACTS, ...BRIEFS, ...AUTHORS, INVERTED, 'upvotes', 'publishedat'].some(
    (name) => fields.has(name),
  );
  return (
    titleOf(fields) !== undefined && (hasPaperField || arxivIdOf(fields) !== undefined) && !hasList(fields)
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
  return elsewhere(fields);
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

/** A date field; undefined if it does not start with an ISO 8601 date. */
function dateText(fields: Fields, ...names: readonly string[]): string | undefined {
  const text = textField(fields, ...names)?.trim();
  return text !== undefined && /^\d{4}(?:-\d{2}){0,2}(?:$|[T ])/u.test(text) ? text : undefined;
}

/** Names from a list of strings, objects or `[family, given]` pairs, or from one string. Hidden ones are omitted. */
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
