import { type PrintedDate, findDate } from '../dates';
import { DayList } from '../dayList';
import type { SourceFormat, SourceText } from '../sourceFormat';
import { readAnnouncements } from './announcement';

const ENTRY = /^\\\\\s*\n(?:arXiv:|Paper(?:\s*\([^)]*\))?:)\s*\S/imu;

/** arXiv's own text formats: the daily mailing of a subject, and the `.abs` file of one paper. */
export const arxivMail: SourceFormat = {
  id: 'arxiv-mail',
  label: 'arXiv mailing',
  recognises: ({ text }) => ENTRY.test(text.replaceAll('\r\n', '\n')),
  *read(source: SourceText) {
    const { announcements, problems } = yield* readAnnouncements(source.text);
    const days = new DayList('arxiv', source);
    const date = mailingDate(source.text);
    for (const { paper } of announcements) days.add(paper, date);
    return { days: days.days(), problems };
  },
};

/** A mailing names the span of time that it is about: its last day is the day of the list. */
function mailingDate(text: string): PrintedDate | undefined {
  const span = /^[ \t]*received from[ \t].{1,80}[ \t]to[ \t]+(.{1,80})$/imu.exec(text);
  return findDate(span?.[1] ?? '');
}
