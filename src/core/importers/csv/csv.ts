import type { PaperRecord } from '../../library/paper';
import type { ParsedDigest, Problem } from '../../library/parsedDigest';
import { DayList } from '../dayList';
import { spokenInitials } from '../names';
import { readInline } from '../markdown/inlineMarkdown';
import { isTableRule } from '../markdown/tableCells';
import { fieldOf } from '../outline/labels';
import { rowPaper } from '../outline/rowPaper';
import type { SourceFormat, SourceText } from '../sourceFormat';
import type { CooperativeTask } from '../../base/cooperativeTask';
import { csvRows, delimiterOf } from './csvRows';
import { localizable } from '../../base/localization';

/** Excel begins a file with the delimiter that it uses: `sep=;`. */
const SEPARATOR_LINE = /^\ufeff?"?sep=(.)"?[^\S\r\n]*(?:\r\n?|\n)/iu;

/**
 * Comma-separated values (RFC 4180), or separated by tabs, semicolons or bars, whose first row names a column of
 * titles.
 */
export const csv: SourceFormat = {
  id: 'csv',
  label: localizable('table of values'),
  recognises({ text }) {
    const { rows, delimiter } = tableOf(text.slice(0, 20_000));
    const [first = '', second = ''] = rows.split(/\r\n?|\n/u, 2);
    const names = first.length < 2000 ? first.split(delimiter ?? delimiterOf(first)).map(unquoted) : [];
    const isMarkdown = first.trimStart().startsWith('|') || isTableRule(second);
    return (
      names.length > 1 && columnNames(names).some(isTitle) && !isMarkdown && rows.trimEnd().includes('\n')
    );
  },
  *read(source: SourceText): CooperativeTask<ParsedDigest> {
    const { rows, delimiter, skipped } = tableOf(source.text);
    const days = new DayList('digest', source);
    const problems: Problem[] = [];
    let header: readonly string[] | undefined;
    for (const { cells, line: lineInRows, closed } of csvRows(rows, delimiter)) {
      yield;
      const line = lineInRows + skipped;
      if (!closed)
        problems.push({
          line,
          message: localizable('A quotation mark is missing in the row that begins here.'),
        });
      if (!header) {
        header = columnNames(cells);
        continue;
      }
      const paper = rowPaper({
        kind: 'row',
        header,
        lines: cells.map((cell) => ({ ...readInline(cell), line })),
      });
      if (paper) days.add(withSpokenNames(paper, header));
      else problems.push({ line, message: localizable('This row has no title and was left out.') });
    }
    return { days: days.days(), problems };
  },
};

/** Tables of PubMed have a column of its identifiers. */
function withSpokenNames(paper: PaperRecord, header: readonly string[]): PaperRecord {
  const isPubMed = header.some((name) => name.trim() === 'PMID');
  return paper.authors ? { ...paper, authors: spokenInitials(paper.authors, isPubMed) } : paper;
}

/** The rows of a text, without the line that names the delimiter, and how many lines were skipped. */
function tableOf(text: string): {
  readonly rows: string;
  readonly delimiter?: string;
  readonly skipped: number;
} {
  const named = SEPARATOR_LINE.exec(text);
  if (!named) return { rows: text.replace(/^\ufeff/u, ''), skipped: 0 };
  return { rows: text.slice(named[0].length), delimiter: named[1] ?? ',', skipped: 1 };
}

const unquoted = (name: string): string => name.trim().replace(/^"(.*)"$/u, '$1');
const isTitle = (name: string): boolean => fieldOf(name) === 'title';

/** The tags of RIS and Web of Science as names of columns. */
const TAGS: Readonly<Record<string, string>> = {
  TI: 'title',
  T1: 'title',
  AF: 'authors',
  AU: 'authors',
  A1: 'authors',
  AB: 'abstract',
  N2: 'abstract',
  DA: 'date',
  Y1: 'date',
  PY: 'year',
  DO: 'doi',
  DI: 'doi',
  UR: 'url',
  SO: 'journal',
  JO: 'journal',
  JF: 'journal',
  T2: 'journal',
};

/**
 * The names of the columns as labels of digests: tags are spelled out, and without a title column, a column of names is
 * used, as in exports of Notion.
 */
function columnNames(names: readonly string[]): readonly string[] {
  if (names.some(isTitle)) return names;
  const tags = names.filter((name) => Object.hasOwn(TAGS, name.trim()));
  if (tags.length > 1) return names.map((name) => TAGS[name.trim()] ?? name);
  return names.map((name) => (/^name$/iu.test(name.trim()) ? 'title' : name));
}
