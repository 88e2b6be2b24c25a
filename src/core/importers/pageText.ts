import type { ParsedDay } from '../library/parsedDigest';
import { findDate } from './dates';
import { asDigest } from './digestShape';
import { TextDigestParser } from './textDigest/textDigest';
import type { SourceFormat } from './sourceFormat';
import { localizable } from '../base/localization';

/** In UTF-16 units: parsed in one step. */
const PIECE = 64 * 1024;

/** Plain text in the form of the packaged digests, as copied from a page. The fallback for unrecognised texts. */
export const pageText: SourceFormat = {
  id: 'text',
  label: localizable('plain text'),
  recognises: () => true,
  *read({ text, name, year }) {
    const parser = new TextDigestParser({
      ...(name !== undefined && { name }),
      ...(year !== undefined && { year }),
    });
    for (let at = 0; at < text.length; at += PIECE) {
      parser.push(text.slice(at, at + PIECE));
      yield;
    }
    const { days, problems } = asDigest(parser.end(), text);
    return { days: days.map((day) => withoutNumbers(dayOfName(day, name))), problems };
  },
};

/** Papers without a date above them are those of the date in the name. */
function dayOfName(day: ParsedDay, name: string | undefined): ParsedDay {
  return day.date === undefined && day.label === name ? { ...day, ...findDate(name) } : day;
}

/** `[1] `, `1. ` or `1) ` in front of a title. */
const NUMBER = /^(?:\[\d{1,4}\]|\d{1,3}[.)]) (?=\p{Lu}|\p{Lo})/u;

function withoutNumbers(day: ParsedDay): ParsedDay {
  const papers = day.papers.map((paper) => ({ ...paper, title: paper.title.replace(NUMBER, '') }));
  return { ...day, papers };
}
