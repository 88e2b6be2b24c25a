import { type ArxivId, findArxivIds, parseArxivId } from '../../library/arxivId';
import type { PaperRecord } from '../../library/paper';
import type { Problem } from '../../library/parsedDigest';
import { findDoi } from '../../library/doi';
import { publicationDate, yearOf } from '../dates';
import { DayList } from '../dayList';
import { entryTypeOf } from '../entryTypes';
import { foldLine } from '../foldText';
import { paperRecord, withArxivDoi, withSubtitle } from '../paperRecord';
import type { SourceFormat, SourceText } from '../sourceFormat';
import { LineIndex } from '../lineIndex';
import { type BibtexEntry, bibtexEntries } from './bibtexEntries';
import type { BibtexFields } from './bibtexFields';
import { bibtexNames, bibtexText } from './bibtexText';
import { localizable } from '../../base/localization';

/** The start of an entry, up to its key or first field. */
const BEGINS = /^[ \t]*@\s*[a-z][\w-]*\s*([{(])/gimu;
const KEY_AND_FIELD = /^\s*(?:[^\s,{}"=]+\s*)?,[^=@]*=/u;
const FIRST_FIELD = /^[^@]{0,300}?(?:^|[\s,{])[a-z][\w-]*[ \t]*=[ \t]*["{\w]/imu;

function beginsEntry(text: string): boolean {
  for (const { index, 0: begin, 1: brace } of text.matchAll(BEGINS)) {
    const rest = text.slice(index + begin.length, index + begin.length + 1000);
    if (KEY_AND_FIELD.test(rest) || (brace === '{' && FIRST_FIELD.test(rest))) return true;
  }
  return false;
}

/** BibTeX and BibLaTeX, as reference managers, arXiv, OpenReview and the ACL Anthology export. */
export const bibtex: SourceFormat = {
  id: 'bibtex',
  label: 'BibTeX',
  recognises: ({ text }) => beginsEntry(text),
  *read(source: SourceText) {
    const days = new DayList('digest', source);
    const lines = new LineIndex(source.text);
    const problems: Problem[] = [];
    for (const entry of bibtexEntries(source.text, problems)) {
      yield;
      const paper = paperOfEntry(entry);
      if (paper.title !== '') days.add(paper);
      else
        problems.push({
          line: lines.lineAt(entry.range.start),
          message: localizable('The entry {0} has no title and was left out.', entry.key),
        });
    }
    return {
      days: days.days(),
      problems: problems.toSorted((a, b) => a.line - b.line),
    };
  },
};

/** Returns what an entry says about its paper. */
function paperOfEntry({ type, fields }: Pick<BibtexEntry, 'type' | 'fields'>): PaperRecord {
  const arxiv = arxivIdOf(fields);
  const date = published(fields);
  return paperRecord(titleOf(fields), bibtexText(fields.get('abstract') ?? ''), {
    authors: authorsOf(fields),
    arxivId: arxiv?.id,
    arxivVersion: arxiv?.version,
    doi: doiOf(fields),
    categories: (fields.get('primaryclass') ?? fields.get('eprintclass') ?? '').match(/[\w.-]+/gu) ?? [],
    venue: textOf(fields, 'journal', 'journaltitle', 'booktitle', 'series', 'howpublished'),
    year: yearOf(date),
    entryType: entryTypeOf(type),
    published: date,
  });
}

/** The identifying fields of an entry's paper; the rest, which takes most of the time, is not read. */
export function paperNamedByEntry({
  fields,
}: Pick<BibtexEntry, 'fields'>): Pick<PaperRecord, 'title' | 'authors' | 'arxivId' | 'doi'> {
  const title = foldLine(titleOf(fields));
  const authors = authorsOf(fields);
  const { arxivId, doi } = withArxivDoi({ arxivId: arxivIdOf(fields)?.id, doi: doiOf(fields) });
  return {
    title,
    ...(authors.length > 0 && { authors }),
    ...(arxivId !== undefined && { arxivId }),
    ...(doi !== undefined && { doi }),
  };
}

/** The text of the first of some fields that is not blank. */
function textOf(fields: BibtexFields, ...names: readonly string[]): string {
  const name = names.find((each) => (fields.get(each) ?? '').trim() !== '');
  return name === undefined ? '' : foldLine(bibtexText(fields.get(name) ?? ''));
}

function titleOf(fields: BibtexFields): string {
  return withDashes(withSubtitle(textOf(fields, 'title'), textOf(fields, 'subtitle')));
}

function authorsOf(fields: BibtexFields): readonly string[] {
  return bibtexNames(foldLine(fields.get('author') ?? ''));
}

function doiOf(fields: BibtexFields): string | undefined {
  return findDoi(fields.get('doi') ?? '') ?? findDoi(doiAddress(fields.get('url') ?? ''));
}

/** `--` and `---` of a title as the dashes that LaTeX prints. */
function withDashes(title: string): string {
  return title.replace(/(?<!-)---?(?!-)/gu, (dashes) => (dashes === '--' ? '–' : '—'));
}

const doiAddress = (url: string): string => (/\bdoi\b/iu.test(url) ? url : '');

const ARXIV_FIELDS = [
  'doi',
  'url',
  'journal',
  'journaltitle',
  'howpublished',
  'note',
  'volume',
  'number',
  'pages',
  'ee',
];

/** DBLP lists papers of arXiv as those of the journal CoRR: `abs/2401.01234`. */
const NAMES_ARXIV = /arxiv|huggingface|\babs\/|\bcorr\b/i;

function arxivIdOf(fields: BibtexFields): ArxivId | undefined {
  const eprint = fields.get('eprint');
  const id = eprint === undefined ? undefined : parseArxivId(eprint);
  if (id) return id;
  const texts: string[] = [];
  for (const name of ARXIV_FIELDS) {
    const text = fields.get(name);
    if (text !== undefined) texts.push(text);
  }
  // Most entries have no identifier in any field, which one search shows.
  if (!NAMES_ARXIV.test(texts.join('\n'))) return undefined;
  return findArxivIds(texts.filter((text) => NAMES_ARXIV.test(text)).join(' '))[0];
}

/** `2024-03-05`, `2024-03` or `2024`, as much as is given. */
function published(fields: BibtexFields): string | undefined {
  const field = (name: string): string => bibtexText(fields.get(name) ?? '').trim();
  const [year, month, day] = [field('year'), field('month'), field('day')];
  const ofMonth = /^\d{1,2}$/u.test(month) ? `${year}-${month}` : `${month} ${year}`;
  return publicationDate([field('date'), day === '' ? '' : `${day} ${month} ${year}`, ofMonth, year]);
}
