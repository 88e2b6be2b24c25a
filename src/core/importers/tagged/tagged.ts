import { type ArxivId, findArxivIds } from '../../library/arxivId';
import type { PaperRecord } from '../../library/paper';
import type { ParsedDigest, Problem } from '../../library/parsedDigest';
import { findDate, isoDate } from '../dates';
import { DayList } from '../dayList';
import { spokenName } from '../names';
import { paperRecord } from '../paperRecord';
import type { SourceFormat, SourceText } from '../sourceFormat';
import type { CooperativeTask } from '../../base/cooperativeTask';
import { type TaggedEntry, readTagged } from './taggedEntries';

const BEGINS = /^\s{0,3}(?:TY {1,2}- ?[A-Z]{2,6}[ \t]*|PMID ?- ?\d+[ \t]*|%0 [A-Z][a-z][A-Za-z \t]*)$/mu;

/** The tagged formats of reference managers: RIS, EndNote and PubMed. */
export const tagged: SourceFormat = {
  id: 'ris',
  label: 'list of references',
  recognises: ({ text }) => BEGINS.test(text.slice(0, 20_000)),
  *read(source: SourceText): CooperativeTask<ParsedDigest> {
    const { entries, problems } = yield* readTagged(source.text);
    const days = new DayList('digest', source);
    const untitled: Problem[] = [];
    for (const entry of entries) {
      yield;
      const paper = toPaper(entry);
      if (paper.title !== '') days.add(paper);
      else untitled.push({ line: entry.line, message: 'This entry has no title and was left out.' });
    }
    return { days: days.days(), problems: [...problems, ...untitled].toSorted((a, b) => a.line - b.line) };
  },
};

function toPaper(entry: TaggedEntry): PaperRecord {
  const values = (...tags: readonly string[]): readonly string[] =>
    tags.map((tag) => entry.values.get(tag) ?? []).find((found) => found.length > 0) ?? [];
  const arxiv = arxivIdOf(entry);
  return paperRecord(values('TI', 'T1', '%T')[0] ?? '', values('AB', 'N2', '%X').join('\n\n'), {
    authors: values('FAU', 'AU', 'A1', '%A').map((name) => spokenName(name.trim())),
    arxivId: arxiv?.id,
    arxivVersion: arxiv?.version,
    published: published(values('DA', 'PY', 'Y1', 'DP', '%8', '%D')[0] ?? ''),
  });
}

const TEXTS: ReadonlySet<string> = new Set(['TI', 'T1', '%T', 'AB', 'N2', '%X']);

function arxivIdOf({ values }: TaggedEntry): ArxivId | undefined {
  const beside = [...values].filter(([tag]) => !TEXTS.has(tag)).flatMap(([, texts]) => texts);
  return findArxivIds(beside.filter((text) => /arxiv|huggingface/iu.test(text)).join(' '))[0];
}

function published(printed: string): string | undefined {
  const date = findDate(printed);
  return date ? isoDate(date.date) : /^\d{4}/u.exec(printed.trim())?.[0];
}
