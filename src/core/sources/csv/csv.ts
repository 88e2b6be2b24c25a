import type { ParsedDigest, Problem } from '../../papers/parsedDigest';
import { DayList } from '../dayList';
import { readInline } from '../markdown/inlineMarkdown';
import { fieldOf } from '../outline/labels';
import { rowPaper } from '../outline/rowPaper';
import type { SourceFormat, SourceText } from '../sourceFormat';
import type { Steps } from '../../base/steps';
import { csvRows, delimiterOf } from './csvRows';

/** Comma-separated values (RFC 4180), or separated by tabs or semicolons, whose first row names a column of titles. */
export const csv: SourceFormat = {
  id: 'csv',
  label: 'table of values',
  recognises({ text }) {
    const [first = ''] = text.replace(/^\ufeff/u, '').split(/\r\n?|\n/u, 1);
    const names = first.length < 1000 ? first.split(delimiterOf(first)) : [];
    return names.length > 1 && names.some((name) => fieldOf(name) === 'title') && /\n\s*\S/u.test(text);
  },
  *read(source: SourceText): Steps<ParsedDigest> {
    const text = source.text.replace(/^\ufeff/u, '');
    const days = new DayList('digest', source);
    const problems: Problem[] = [];
    let header: readonly string[] | undefined;
    for (const { cells, line, closed } of csvRows(text)) {
      yield;
      if (!closed)
        problems.push({ line, message: 'A quotation mark is missing in the row that begins here.' });
      if (!header) {
        header = cells;
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
