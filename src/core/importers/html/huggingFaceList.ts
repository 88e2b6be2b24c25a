import { parseDateLine } from '../../library/digestDate';
import type { ParsedDigest } from '../../library/parsedDigest';
import type { CooperativeTask } from '../../base/cooperativeTask';
import { type PrintedDate, findDate } from '../dates';
import { DayList } from '../dayList';
import { paperRecord } from '../paperRecord';
import type { SourceFormat, SourceText } from '../sourceFormat';
import { localizable } from '../../base/localization';

const SUBMITTED = /^submitted by\b(.*)$/iu;
/** Counts, separators and names of buttons around the titles. */
const AROUND =
  /^(?:[\d.,]+[kK]?|[·•+-]|upvote|up to|\d+ authors?|· ?\d+ authors?|view (?:pdf|abstract).*|·.*)$/iu;

/** Lines between a submitter and the next one, at most. */
const LINES_OF_ENTRY = 12;

/**
 * The list of Hugging Face's Daily Papers as text, copied from the page: for each paper who submitted it, its upvotes,
 * its title, and counts of authors and comments.
 */
export const huggingFaceList: SourceFormat = {
  id: 'huggingface-text',
  label: localizable('list of Hugging Face'),
  recognises({ text }) {
    const lines = text.slice(0, 50_000).split(/\r\n?|\n/u);
    const count = (form: RegExp): number => lines.filter((line) => form.test(line.trim())).length;
    return count(SUBMITTED) > 0 && count(/^·?\s?\d+ authors?$/iu) > 0;
  },
  *read(source: SourceText): CooperativeTask<ParsedDigest> {
    const lines = source.text
      .split(/\r\n?|\n/u)
      .map((line) => line.trim())
      .filter((line) => line !== '');
    const days = new DayList('digest', source);
    let date: PrintedDate | undefined;
    for (let at = 0; at < lines.length; at++) {
      yield;
      const line = lines[at] ?? '';
      date = dateOf(line, source.year) ?? date;
      const submitter = SUBMITTED.exec(line)?.[1]?.trim();
      if (submitter === undefined) continue;
      // The name may be on the line below.
      const from = submitter === '' ? at + 2 : at + 1;
      const near = lines.slice(from, from + LINES_OF_ENTRY);
      const end = near.findIndex((other) => SUBMITTED.test(other));
      const own = end < 0 ? near : near.slice(0, end);
      const title = own.find((other) => !AROUND.test(other) && /\p{L}{2}/u.test(other));
      const upvotes = own.find((other) => /^\d{1,6}$/u.test(other));
      if (title !== undefined)
        days.add(
          paperRecord(title, '', { upvotes: upvotes === undefined ? undefined : Number(upvotes) }),
          date,
        );
    }
    return { days: days.days(), problems: [] };
  },
};

function dateOf(line: string, year: number | undefined): PrintedDate | undefined {
  const printed = line.replace(/^daily papers[\s,·-]*/iu, '');
  const found = parseDateLine(printed, year);
  if (found?.kind === 'date') return { date: found.date, label: found.label };
  return /^daily papers\b/iu.test(line) ? findDate(line) : undefined;
}
