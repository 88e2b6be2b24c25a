import { type ArxivId, findArxivIds } from '../../papers/arxivId';
import type { PaperRecord, Repository } from '../../papers/paper';
import { splitNames } from '../names';
import { type PaperDetails, paperRecord, webAddress } from '../paperRecord';
import { type Fields, fieldsOf, numberField, objectField, textField } from './fields';
import { type JsonValue, isJsonArray, isJsonObject } from './jsonValue';

const TITLES = ['title', 'papertitle', 'displayname', '标题', '题目', '论文标题'];
const ABSTRACTS = [
  'abstract',
  'summary',
  'paperabstract',
  'abstracttext',
  'description',
  '摘要',
  'tldr',
  'aisummary',
];
const IDS = ['arxivid', 'arxiv', 'id', 'paperid', 'entryid', 'eprint'];
const ADDRESSES = ['abs', 'absurl', 'arxivurl', 'url', 'link', 'paperurl', 'pdf', 'pdfurl', 'pdflink', 'doi'];

/** The title under which an object presents a paper; undefined for one that is no paper. */
export function titleOf(fields: Fields): string | undefined {
  return textField(fields, ...TITLES);
}

/** Whether an object with a title is a paper, and not a feed, a section or a journal that has one. */
export function looksLikePaper(fields: Fields): boolean {
  const says = [...ABSTRACTS, 'authors', 'author', 'upvotes', 'publishedat'].some((name) => fields.has(name));
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
  return undefined;
}

/** Reads an object with a title as a paper. `wrapper` is what lists of Hugging Face put around it. */
export function paperFromFields(fields: Fields, wrapper?: Fields): PaperRecord {
  const outer = wrapper ?? fields;
  const abstract = textField(fields, ...ABSTRACTS) ?? textField(outer, ...ABSTRACTS) ?? '';
  return paperRecord(titleOf(fields) ?? titleOf(outer) ?? '', abstract, details(fields, outer));
}

function details(fields: Fields, outer: Fields): PaperDetails {
  const arxiv = arxivIdOf(fields) ?? arxivIdOf(outer);
  return {
    authors: namesOf(
      fields.get('authorsparsed') ?? fields.get('authors') ?? fields.get('author') ?? fields.get('作者'),
    ),
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
  return isJsonArray(value) ? value.map(nameOf).filter((name) => name !== '') : [];
}

function nameOf(value: JsonValue): string {
  if (typeof value === 'string') return value.trim();
  if (isJsonArray(value)) {
    const [family = '', given = '', suffix = ''] = value.filter((part) => typeof part === 'string');
    return [given, family, suffix].filter((part) => part.trim() !== '').join(' ');
  }
  if (!isJsonObject(value) || value['hidden'] === true) return '';
  const fields = fieldsOf(value);
  const parts = [textField(fields, 'given', 'firstname'), textField(fields, 'family', 'lastname')];
  const name = textField(fields, 'name', 'fullname', 'author', 'displayname');
  return (name ?? parts.filter((part) => part !== undefined).join(' ')).trim();
}

function listOf(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return value.split(/[\s,;]+/u).filter((item) => item !== '');
  if (!isJsonArray(value)) return [];
  return value.flatMap((item) => {
    if (typeof item === 'string') return item.split(/\s+/u).filter((part) => part !== '');
    return isJsonObject(item) ? (textField(fieldsOf(item), 'term', 'name') ?? []) : [];
  });
}
