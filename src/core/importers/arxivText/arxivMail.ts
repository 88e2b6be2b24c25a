import { type PrintedDate, findDate } from '../dates';
import { DayList } from '../dayList';
import type { SourceFormat, SourceText } from '../sourceFormat';
import { readAnnouncements } from './announcement';
import { localizable } from '../../base/localization';

const ENTRY = /^\\\\\s*\n(?:arXiv:|Paper(?:\s*\([^()\n]*\))?:)\s*\S/imu;

/** arXiv's own text formats: the daily mailing of a subject, and the `.abs` file of one paper. */
export const arxivMail: SourceFormat = {
  id: 'arxiv-mail',
  label: localizable('arXiv mailing'),
  recognises: ({ text }) => ENTRY.test(unquoted(text.replaceAll('\r\n', '\n'))),
  *read(source: SourceText) {
    const text = unquoted(source.text);
    const { announcements, problems } = yield* readAnnouncements(text);
    const days = new DayList('arxiv', source);
    const date = mailingDate(text);
    for (const { paper } of announcements) days.add(paper, date);
    return { days: days.days(), problems };
  },
};

/** A mailing has a date range, whose last day is the day of the list. */
function mailingDate(text: string): PrintedDate | undefined {
  const span = /^[ \t]*received from[ \t](.*)$/imu.exec(text)?.[1] ?? '';
  return findDate(
    span
      .split(/[ \t]to[ \t]/iu)
      .slice(1)
      .at(-1) ?? '',
  );
}

/** Removes the `> ` or indentation of a forwarded mailing. */
function unquoted(text: string): string {
  const [, mark = ''] = /^((?:[ \t]*>)+ ?|[ \t]+)\\\\[ \t]*\r?\n\1(?:arXiv|Paper)[ :(]/mu.exec(text) ?? [];
  if (mark === '') return text;
  const start = mark.trimEnd();
  return text.replace(/^.*$/gmu, (line) => {
    if (line.startsWith(mark)) return line.slice(mark.length);
    return line.startsWith(start) ? line.slice(start.length) : line;
  });
}
