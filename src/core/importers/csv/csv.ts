import type { ParsedDigest, Problem } from '../../library/parsedDigest';
import { DayList } from '../dayList';
import { readInline } from '../markdown/inlineMarkdown';
import { isTableRule } from '../markdown/tableCells';
import { fieldOf } from '../outline/labels';
import { rowPaper } from '../outline/rowPaper';
import type { SourceFormat, SourceText } from '../sourceFormat';
import type { CooperativeTask } from '../../base/cooperativeTask';
import { csvRows, delimiterOf } from './csvRows';

/**
 * Comma-separated values (RFC 4180), or separated by tabs, semicolons or bars, whose first row names a column of
 * titles.
 */
export const csv: SourceFormat = {
  id: 'csv',
  label: 'table of values',
  recognises({ text }) {
    const [first = '', second = ''] = text.replace(/^\ufeff/u, '').split(/\r\n?|\n/u, 2);
    const names = first.length < 1000 ? first.split(delimiterOf(first)) : [];
    const isMarkdown = first.trimStart().startsWith('|') || isTableRule(second);
    return names.length > 1 && withTitle(names).some(isTitle) && !isMarkdown && text.trimEnd().includes('\n');
  },
  *read(source: SourceText): CooperativeTask<ParsedDigest> {
    const text = source.text.replace(/^\ufeff/u, '');
    const days = new DayList('digest', source);
    const problems: Problem[] = [];
    let header: readonly string[] | undefined;
    for (const { cells, line, closed } of csvRows(text)) {
      yield;
      if (!closed)
        problems.push({ line, message: 'A quotation mark is missing in the row that begins here.' });
      if (!header) {
        header = withTitle(cells);
        continue;
      }
      const paper = rowPaper({
        kind: 'row',
        header,
        lines: cells.map((cell) => ({ ...readInline(cell), line })),
      });
      if (paper) days.add(paper);
      else problems.push({ line, message: 'This row has no title and was left out.' });
    }
    return { days: days.days(), problems };
  },
};

const isTitle = (name: string): boolean => fieldOf(name) === 'title';

/** Without a title column, a column of names is used, as in exports of Notion. */
function withTitle(names: readonly string[]): readonly string[] {
  if (names.some(isTitle)) return names;
  return names.map((name) => (/^"?name"?$/iu.test(name.trim()) ? 'title' : name));
}
