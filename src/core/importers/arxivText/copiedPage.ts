import { findArxivIds } from '../../library/arxivId';
import type { PaperRecord } from '../../library/paper';
import type { Problem } from '../../library/parsedDigest';
import { categoryCodes } from '../categoryCodes';
import { type PrintedDate, findDate } from '../dates';
import { DayList } from '../dayList';
import { splitNames } from '../names';
import { paperRecord } from '../paperRecord';
import type { SourceFormat, SourceText } from '../sourceFormat';
import { localizable } from '../../base/localization';

/**
 * `[1] arXiv:2401.01234 [pdf, html, other]` in listings and searches; on the page of a paper, when it was submitted.
 */
const LISTED = /^(?:(?:\[\d{1,5}\]|\d{1,5}\.)\s{0,9})?arXiv:\S+\s(.*)/isu;
const FORMS = /^.{0,60}\[\s*(?:pdf|ps|html|other)\b/iu;
const SUBMITTED = /^\[Submitted on \d.*\]$/iu;
/** Lines between entries, which end the previous one. */
const BETWEEN =
  /^(?:(?:New|Cross|Replacement) (?:submissions|lists).{0,40}entries\)|Showing (?:new )?\d|Total of \d|Submission history\b)/iu;
const LABEL =
  /^(Title|Authors?|Comments?|Subjects?|Abstract|Journal[- ]ref|(?:Related )?DOI|\w+-class|Report(?:-no| number)|Cite as|Submitted)\s*(?::|(?<=submitted)\s)\s*/iu;

/** A listing or a search of arXiv, or the page of a paper there, copied from the browser as text. */
export const copiedPage: SourceFormat = {
  id: 'arxiv-page',
  label: localizable('page of arXiv'),
  recognises: ({ text }) =>
    text
      .slice(0, 20_000)
      .split(/\r\n?|\n/u)
      .some((line) => isFirst(line.trim())),
  *read(source: SourceText) {
    const days = new DayList('arxiv', source);
    const problems: Problem[] = [];
    let date: PrintedDate | undefined;
    for (const { line, lines } of entries(source.text)) {
      yield;
      const [first = ''] = lines;
      if (!isFirst(first)) {
        date = findDate(lines.join(' ')) ?? date;
        continue;
      }
      const paper = toPaper(lines);
      if (paper.title !== '') days.add(paper, date);
      else problems.push({ line, message: localizable('This entry has no title and was left out.') });
    }
    return { days: days.days(), problems };
  },
};

function isFirst(line: string): boolean {
  const [, forms = ''] = LISTED.exec(line) ?? [];
  return (FORMS.test(forms.slice(0, 100)) && forms.includes(']')) || SUBMITTED.test(line);
}

const BUTTONS = /^View (?:a )?PDF\b/iu;

/** Splits the text into entries and the text between them. */
function entries(text: string): readonly { readonly line: number; readonly lines: readonly string[] }[] {
  const pieces: { line: number; lines: string[] }[] = [{ line: 1, lines: [] }];
  for (const [index, raw] of text.split(/\r\n?|\n/u).entries()) {
    const line = raw.trim();
    if (isFirst(line) || BETWEEN.test(line)) pieces.push({ line: index + 1, lines: [] });
    if (line !== '') pieces.at(-1)?.lines.push(line);
  }
  return pieces;
}

/** The order of fields without labels. */
const ORDER = ['title', 'authors', 'abstract'];

function toPaper([first = '', ...lines]: readonly string[]): PaperRecord {
  const fields = readFields(lines);
  const text = (name: string): string => fields.get(name)?.join('\n') ?? '';
  const [arxiv] = findArxivIds(`${first} ${text('cite as')}`);
  return paperRecord(text('title'), text('abstract'), {
    authors: splitNames(text('authors')),
    arxivId: arxiv?.id,
    arxivVersion: arxiv?.version,
    categories: categoryCodes(fields.has('subjects') ? text('subjects') : first),
  });
}

function readFields(lines: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  let open = '';
  for (const line of lines.filter((text) => !BUTTONS.test(text))) {
    const label = LABEL.exec(line);
    if (label) open = (label[1] ?? '').toLowerCase().replace(/^(?:author|subject)$/u, '$&s');
    else if (open !== 'abstract') open = ORDER.find((field) => !fields.has(field)) ?? open;
    const text = line.slice(label ? label[0].length : 0).replace(/[△▽] (?:Less|More)$/u, '');
    const known = fields.get(open);
    if (known) known.push(text);
    else fields.set(open, [text]);
  }
  return fields;
}
