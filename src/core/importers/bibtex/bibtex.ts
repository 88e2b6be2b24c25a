import { type ArxivId, findArxivIds, parseArxivId } from '../../library/arxivId';
import type { PaperRecord } from '../../library/paper';
import type { Problem } from '../../library/parsedDigest';
import { DayList } from '../dayList';
import { foldLine } from '../foldText';
import { paperRecord } from '../paperRecord';
import type { SourceFormat, SourceText } from '../sourceFormat';
import { type BibtexEntry, readBibtex } from './bibtexEntries';
import { bibtexNames, bibtexText } from './bibtexText';

const BEGINS = /^[ \t]*@\s*[a-z]+\s*[{(]\s*(?:[^\s,{}"=]+\s*)?,[^=@]*=/imu;

/** BibTeX and BibLaTeX, as reference managers, arXiv, OpenReview and the ACL Anthology export. */
export const bibtex: SourceFormat = {
  id: 'bibtex',
  label: 'BibTeX',
  recognises: ({ text }) => BEGINS.test(text),
  *read(source: SourceText) {
    const file = yield* readBibtex(source.text);
    const days = new DayList('digest', source);
    const untitled: Problem[] = [];
    for (const entry of file.entries) {
      yield;
      const paper = toPaper(entry);
      if (paper.title !== '') days.add(paper);
      else
        untitled.push({ line: entry.line, message: `The entry ${entry.key} has no title and was left out.` });
    }
    return {
      days: days.days(),
      problems: [...file.problems, ...untitled].toSorted((a, b) => a.line - b.line),
    };
  },
};

function toPaper({ fields }: BibtexEntry): PaperRecord {
  const arxiv = arxivIdOf(fields);
  const categories = (fields.get('primaryclass') ?? fields.get('eprintclass') ?? '').match(/[\w.-]+/gu) ?? [];
  return paperRecord(bibtexText(fields.get('title') ?? ''), bibtexText(fields.get('abstract') ?? ''), {
    authors: bibtexNames(foldLine(fields.get('author') ?? '')),
    arxivId: arxiv?.id,
    arxivVersion: arxiv?.version,
    categories,
    published: published(fields),
  });
}

function arxivIdOf(fields: ReadonlyMap<string, string>): ArxivId | undefined {
  const eprint = parseArxivId(fields.get('eprint') ?? '');
  if (eprint) return eprint;
  const texts = ['doi', 'url', 'journal', 'howpublished', 'note', 'volume', 'number'].map(
    (name) => fields.get(name) ?? '',
  );
  return findArxivIds(texts.filter((text) => /arxiv|huggingface/iu.test(text)).join(' '))[0];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `2024-03-05`, `2024-03` or `2024`, as much as is given. */
function published(fields: ReadonlyMap<string, string>): string | undefined {
  const date = /^\d{4}(?:-\d{2}){0,2}/u.exec(fields.get('date') ?? '')?.[0];
  const year = /\d{4}/u.exec(fields.get('year') ?? '')?.[0];
  const month = (fields.get('month') ?? '').trim().toLowerCase();
  const number = MONTHS.indexOf(month.slice(0, 3)) + 1 || Number(/^\d{1,2}$/u.exec(month)?.[0] ?? 0);
  if (date !== undefined || year === undefined) return date;
  return number >= 1 && number <= 12 ? `${year}-${String(number).padStart(2, '0')}` : year;
}
