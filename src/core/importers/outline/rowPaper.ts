import { type ArxivId, arxivIdOfNumber } from '../../library/arxivId';
import { findDoi } from '../../library/doi';
import type { PaperRecord } from '../../library/paper';
import { categoryCodes } from '../categoryCodes';
import { findDate, publicationDate, yearOf } from '../dates';
import { foldLine } from '../foldText';
import { splitNames } from '../names';
import { type PaperDetails, paperRecord, webAddress } from '../paperRecord';
import type { Block, Line } from './block';
import { markedTitleOf } from './markedTitle';
import { type Inline, sliceInline } from './inline';
import { type Field, fieldOf } from './labels';
import { arxivIdOf, isPaperLink, namesPaper } from './paperLink';
import { titleOf } from './title';

type Row = Extract<Block, { kind: 'row' }>;

/** The record of a table row, by the names of the columns or the content of the cells. */
export function rowPaper(row: Row): PaperRecord | undefined {
  const { header, lines: cells } = row;
  const columns = new Map<Field, Line>();
  header.forEach((name, at) => {
    const field = fieldOf(name);
    const cell = cells[at];
    if (field !== undefined && cell && !columns.has(field)) columns.set(field, cell);
  });
  const titleCell = columns.get('title') ?? cells.find(linksByName) ?? unnamedTitle(columns, cells);
  if (!titleCell) return undefined;
  const title = titleOf(firstLine(titleCell));
  if (!/\p{L}/u.test(title)) return undefined;
  const text = textColumn(columns) ?? (header.length === 0 ? cells.find(isLong) : undefined);
  const abstract = text ? withoutFold(text.text) : (markedTitleOf(titleCell)?.description ?? '');
  return paperRecord(title, abstract, details(columns, row));
}

/** In a cell of several lines the first is the title; authors and links may follow. */
function firstLine(cell: Line): Inline {
  const start = cell.text.search(/\S/u);
  const end = cell.text.indexOf('\n', Math.max(0, start));
  return end < 0 ? cell : sliceInline(cell, 0, end);
}

/** Whether a row has a link to a paper, so that failing to parse it must be reported. */
export function rowLinksPaper({ lines }: Row): boolean {
  return lines.some((cell) => cell.links.some(isPaperLink));
}

function details(columns: ReadonlyMap<Field, Line>, row: Row): PaperDetails {
  const text = (field: Field): string => columns.get(field)?.text ?? '';
  const address = (field: Field): string | undefined => webAddress(columns.get(field)?.links[0]?.href);
  const arxiv = arxivIdIn(columns, row);
  const identifiers = cellsOf(row, 'paper').map((cell) => cell.text);
  const published = publicationDate([text('published'), text('year')]);
  const url = address('repository');
  const upvotes = /\d+/u.exec(text('upvotes'))?.[0];
  return {
    authors: namesInLines(text('authors').replace(/[*`]/gu, '')),
    arxivId: arxiv?.id,
    arxivVersion: arxiv?.version,
    categories: categoryCodes(text('categories')),
    doi: identifiers.map(findDoi).find((doi) => doi !== undefined),
    venue: text('venue'),
    year: columns.has('year') ? yearOf(published) : undefined,
    published,
    repository: url === undefined ? undefined : { url },
    projectPage: address('project'),
    upvotes: upvotes === undefined ? undefined : Number(upvotes),
  };
}

/** The names in a cell, whose lines may each have one. */
function namesInLines(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => foldLine(line).replace(/(?:,|;|&| and)$/u, ''));
  return lines.flatMap(splitNames);
}

function arxivIdIn(columns: ReadonlyMap<Field, Line>, row: Row): ArxivId | undefined {
  const cells = row.lines;
  const abstract = textColumn(columns);
  const links = cells.filter((cell) => cell !== abstract).flatMap((cell) => cell.links);
  const ids = [...links.filter(isPaperLink), ...links].map(({ href }) => arxivIdOf(href));
  const texts = cellsOf(row, 'paper').map((cell) => cell.text);
  return [...ids, ...texts.map(arxivIdOf), ...texts.map(arxivIdOfNumber)].find((id) => id !== undefined);
}

/** All cells of the columns of a field, such as those for an address and for a DOI. */
function cellsOf({ header, lines }: Row, field: Field): readonly Line[] {
  return lines.filter((_, at) => fieldOf(header[at] ?? '') === field);
}

function textColumn(columns: ReadonlyMap<Field, Line>): Line | undefined {
  return columns.get('abstract') ?? columns.get('translation') ?? columns.get('summary');
}

/** A cell's text without the summary of a `<details>` in it. */
function withoutFold(text: string): string {
  return text.replace(/<summary[^<>]*>(?:(?!<summary)[\s\S])*?<\/summary>|<\/?details[^<>]*>/giu, '');
}

function linksByName(cell: Line): boolean {
  return cell.links.some((link) => isPaperLink(link) && namesPaper(cell, link));
}

/** Longer than titles are. */
const isLong = ({ text }: Line): boolean => text.length > 300;
const isBold = ({ text }: Line): boolean => /^\s*\*\*/u.test(text) && findDate(text) === undefined;

/**
 * In a table with a column for papers, its cell if that is more than an identifier, or else the longest cell of an
 * unknown column; in a table without column names, the cell in bold, or the longest one that is not prose.
 */
function unnamedTitle(columns: ReadonlyMap<Field, Line>, cells: readonly Line[]): Line | undefined {
  const paper = columns.get('paper');
  if (!paper && (columns.size > 0 || !cells.some(({ links }) => links.some(isPaperLink)))) return undefined;
  if (!paper) return cells.find(isBold) ?? longest(cells.filter((cell) => !isLong(cell)));
  const words = titleOf(firstLine(paper)).match(/\p{L}{2,}/gu) ?? [];
  if (words.length > 2 || markedTitleOf(paper)) return paper;
  const known = new Set(columns.values());
  return longest(cells.filter((cell) => !known.has(cell)));
}

function longest(cells: readonly Line[]): Line | undefined {
  return cells.toSorted((a, b) => b.text.length - a.text.length)[0];
}
